#pragma once

#include <cstdint>
#include <random>

#include "domain/ports.h"
#include "domain/search_query.h"
#include "domain/vocabulary.h"

namespace stillpoint::support {

/// Random practitioners over a small vocabulary, made to collide: few words, few places, dates that pass
/// within weeks, every field empty now and then. The same seed makes the same directory.
class RandomDirectory {
 public:
  explicit RandomDirectory(std::uint64_t seed);

  /// The vocabulary that its practitioners use; lives as long as the directory.
  [[nodiscard]] const domain::Vocabulary& vocabulary() const { return vocabulary_; }
  /// The instant around which everything is dated.
  [[nodiscard]] static Instant epoch();

  domain::Practitioner practitioner(domain::PractitionerId id);
  /// An id that was not drawn before.
  domain::PractitionerId fresh_id();
  /// A valid query, of anything from no filter to many.
  domain::SearchQuery query();

  /// True once in so many times.
  bool once_in(int times) { return number(1, times) == 1; }
  int number(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }

 private:
  domain::Vocabulary vocabulary_;
  std::mt19937_64 random_;

  template <class T>
  const T& one_of(const std::vector<T>& values) {
    return values[static_cast<std::size_t>(number(0, static_cast<int>(values.size()) - 1))];
  }
  template <class Rows>
  auto some_keys(const Rows& rows, int most);
  Instant moment(int days_back, int days_ahead);
  Date day(int days_back, int days_ahead);
  domain::Known known();
  domain::Point point();
  std::string word();
  std::vector<domain::Verification> verifications();
  domain::Credential credential();
  domain::HeldProfession profession();
  domain::Location location();
  domain::FeeLine fee_line();
  domain::Review review();
  void fill_terms(domain::SearchTerms& terms);
};

/// What a store makes of a practitioner for the index.
domain::Listing listing_of(const domain::Practitioner& practitioner);

}  // namespace stillpoint::support
