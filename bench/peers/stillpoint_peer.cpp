#include "peers/stillpoint_peer.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

namespace stillpoint::bench {
namespace {

using domain::Facet;
using domain::SearchPage;
using domain::SearchQuery;
using domain::SearchTerms;

constexpr std::array<Facet, kPlains> kPlainFacets{
    Facet::kProfession, Facet::kApproach, Facet::kSchool,       Facet::kCredential, Facet::kLanguage,
    Facet::kPopulation, Facet::kGender,   Facet::kJurisdiction, Facet::kCondition};
constexpr std::array<Facet, domain::kChecklistItems> kItemFacets{
    Facet::kAccreditedCertification, Facet::kConditionExperience, Facet::kClientReviews,
    Facet::kScopeOfPractice, Facet::kTransparentFees};

class StillpointPeer final : public Peer {
 public:
  StillpointPeer(const FlatDirectory& directory, BenchDirectory& source)
      : directory_(directory), source_(source) {}

  [[nodiscard]] std::string name() const override { return "Stillpoint"; }
  [[nodiscard]] std::string version() const override { return "this tree"; }

  BenchAnswer run(const BenchQuery& query) override {
    const Result<SearchQuery> asked = SearchQuery::make(terms(query), source_.vocabulary());
    if (!asked) die(asked.error());
    const Result<SearchPage> page = source_.index().search(*asked, std::nullopt, source_.now());
    if (!page) die(page.error());
    BenchAnswer answer = empty_answer(directory_, has_facets(query.shape));
    answer.total = page->total;
    for (const domain::SearchItem& item : page->items) answer.items.push_back(item.id.value);
    for (const domain::FacetCounts& facet : page->facets) read(facet, answer);
    return answer;
  }

  void keep_document(std::int64_t, const std::string&) override {}
  void documents_kept() override {}
  std::string profile(std::int64_t id) override {
    Result<domain::Practitioner> record = source_.reader().find(domain::PractitionerId{id});
    if (!record) die(record.error());
    return std::move(record->name.display);
  }

 private:
  [[noreturn]] static void die(const Error& error) {
    std::fprintf(stderr, "stillpoint: %s\n", error.message.c_str());
    for (const Fault& fault : error.faults)
      std::fprintf(stderr, "  %s: %s\n", fault.where.c_str(), fault.what.c_str());
    std::exit(1);
  }

  [[nodiscard]] std::string key(Plain facet, int code) const {
    return directory_.names[static_cast<std::size_t>(facet)][static_cast<std::size_t>(code)];
  }

  [[nodiscard]] SearchTerms terms(const BenchQuery& query) const {
    SearchTerms terms;
    if (query.shape != Shape::kWords) terms.professions = {{key(Plain::kProfession, query.profession)}};
    switch (query.shape) {
      case Shape::kNarrow:
        terms.near = {.point = {.lat = query.lat, .lon = query.lon}, .radius_km = kNarrowRadiusKm};
        terms.languages = {{key(Plain::kLanguage, query.language)}};
        terms.accepting = true;
        terms.certified = true;
        break;
      case Shape::kBroad:
        terms.languages = {{key(Plain::kLanguage, query.language)}};
        terms.requires_items = {{.item = domain::ChecklistItem::kTransparentFees, .partly_suffices = true}};
        break;
      case Shape::kWords:
        terms.words = query.word + ' ' + query.prefix;
        break;
      case Shape::kPrice:
        terms.sort = domain::Sort::kPrice;
        terms.currency = domain::CurrencyKey{"USD"};
        break;
    }
    if (has_facets(query.shape)) {
      terms.facets.assign(kPlainFacets.begin(), kPlainFacets.end());
      terms.facets.insert(terms.facets.end(), kItemFacets.begin(), kItemFacets.end());
    }
    return terms;
  }

  void read(const domain::FacetCounts& facet, BenchAnswer& answer) const {
    for (std::size_t f = 0; f < kPlains; ++f) {
      if (kPlainFacets[f] != facet.facet) continue;
      for (const domain::FacetCount& count : facet.counts) {
        const int code = directory_.find(static_cast<Plain>(f), count.value);
        if (code >= 0) answer.counts[f][static_cast<std::size_t>(code)] = count.count;
      }
    }
    for (std::size_t i = 0; i < kItemFacets.size(); ++i) {
      if (kItemFacets[i] != facet.facet) continue;
      for (const domain::FacetCount& count : facet.counts) {
        for (std::size_t s = 0; s < domain::kChecklistStates; ++s) {
          if (count.value == domain::name_of(static_cast<domain::ChecklistState>(s)))
            answer.states[i][s] = count.count;
        }
      }
    }
  }

  const FlatDirectory& directory_;
  BenchDirectory& source_;
};

}  // namespace

std::unique_ptr<Peer> make_stillpoint_peer(const FlatDirectory& directory, BenchDirectory& source) {
  return std::make_unique<StillpointPeer>(directory, source);
}

}  // namespace stillpoint::bench
