#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "app/search_directory.h"
#include "app/verify_credential.h"
#include "app/view_practitioner.h"
#include "http/links.h"
#include "http/pages_sample.h"
#include "http/services.h"
#include "support/one_certificate.h"

namespace stillpoint::http {

class StandingClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }
  Instant now_ = sample_now();
};

/// Answers every search with the same page, and remembers what was asked.
class OnePageIndex final : public domain::DirectoryIndex {
 public:
  [[nodiscard]] Result<domain::SearchPage> search(const domain::SearchQuery& query,
                                                  const std::optional<domain::Position>& after,
                                                  Instant) const override {
    asked_ = query.terms();
    walked_ = after.has_value();
    return sample_page(query.terms().conditions);
  }
  void apply(domain::PractitionerId, const std::optional<domain::Listing>&, std::int64_t, Instant) override {}
  [[nodiscard]] Result<void> rebuild(const Feed&, Instant) override { return {}; }
  [[nodiscard]] domain::IndexStats stats() const override { return {}; }

  mutable domain::SearchTerms asked_{};
  mutable bool walked_ = false;
};

/// Holds one listed practitioner; a second id was withdrawn.
class OnePersonDirectory final : public domain::DirectoryReader {
 public:
  static constexpr std::int64_t kWithdrawn = 77;
  static constexpr std::int64_t kNamesakes = 200;  ///< Ten of them.
  [[nodiscard]] Result<domain::Practitioner> find(domain::PractitionerId id) const override {
    if (id == sample_practitioner().id) return sample_practitioner();
    if (id.value >= kNamesakes && id.value < kNamesakes + 10) {
      domain::Practitioner namesake = sample_practitioner();
      namesake.id = id;
      return namesake;
    }
    if (id.value == kWithdrawn) return Error{.code = ErrorCode::kGone, .message = "No longer listed."};
    return Error{.code = ErrorCode::kNotFound, .message = "No listed practitioner has this id."};
  }
  [[nodiscard]] Result<std::optional<domain::Listing>> find_listing(domain::PractitionerId) const override {
    return std::optional<domain::Listing>();
  }
  [[nodiscard]] Result<std::int64_t> for_each_listing(
      const std::function<void(const domain::Listing&)>&) const override {
    return std::int64_t{0};
  }
  [[nodiscard]] Result<void> for_each(
      const std::function<Result<void>(const domain::Practitioner&)>&) const override {
    return {};
  }
  [[nodiscard]] Result<std::vector<domain::Change>> changes_after(std::int64_t, std::size_t) const override {
    return std::vector<domain::Change>();
  }
  [[nodiscard]] Result<std::int64_t> data_version() const override { return std::int64_t{1}; }
  [[nodiscard]] Result<Counts> counts() const override { return Counts{}; }
};

class OnePlace final : public domain::PlaceFinder {
 public:
  [[nodiscard]] Result<domain::PlaceAnswer> find(std::string_view text) const override {
    if (text == "Columbus, OH") return *sample_page({}).where;
    return Error{
        .code = ErrorCode::kInvalid,
        .message = "No such place.",
        .faults = {{.where = "place", .what = "No place of this name.", .allowed = {}, .value = {}}}};
  }
  [[nodiscard]] std::vector<domain::Place> complete(std::string_view, std::size_t) const override {
    return {};
  }
};

/// Everything that pages are made from, around the sample records: what handlers need, without a store.
struct PagesWorld {
  StandingClock clock_{};
  OnePageIndex index_{};
  OnePersonDirectory directory_{};
  OnePlace places_{};
  Links links_{"https://example.org/find"};
  app::SearchDirectory search_{index_, places_, sample_vocabulary(), clock_};
  app::ViewPractitioner view_{directory_, sample_vocabulary(), clock_};
  support::OneCertificate certificates_{};
  app::VerifyCredential verify_{certificates_, clock_};
  Services services_{.search = search_,
                     .view = view_,
                     .verify = verify_,
                     .index = index_,
                     .directory = directory_,
                     .places = places_,
                     .vocabulary = sample_vocabulary(),
                     .sealer = sample_sealer(),
                     .links = links_,
                     .clock = clock_};
};

}  // namespace stillpoint::http
