#include "peers/flat_directory.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "base/text.h"
#include "domain/fees.h"
#include "domain/in_force.h"

namespace stillpoint::bench {
namespace {

using domain::ChecklistState;
using domain::Practitioner;

template <class KeyType>
void put(FlatDirectory& directory, FlatPractitioner& row, Plain facet, const KeyType& key) {
  if (!key.value.empty())
    row.values[static_cast<std::size_t>(facet)].push_back(directory.code(facet, key.value));
}

void add_tokens(std::set<std::string>& tokens, std::string_view text) {
  const std::string folded = fold(text);
  for (const std::string_view word : words(folded)) tokens.emplace(word);
}

template <class Row>
void add_row_tokens(std::set<std::string>& tokens, const Row* row) {
  if (row == nullptr) return;
  add_tokens(tokens, row->name);
  if constexpr (requires { row->synonyms; }) {
    for (const domain::Synonym& synonym : row->synonyms) add_tokens(tokens, synonym.text);
  }
}

std::vector<std::string> tokens_of(const domain::Listing& listing, const domain::Vocabulary& vocabulary) {
  const Practitioner& person = listing.practitioner;
  std::set<std::string> tokens;
  add_tokens(tokens, person.name.display);
  for (const auto& training : person.training) {
    if (training.school.empty()) {
      add_tokens(tokens, training.school_name);
    } else {
      add_row_tokens(tokens, vocabulary.find(training.school));
    }
  }
  for (const auto& location : person.locations) add_tokens(tokens, location.city);
  for (const auto& held : person.professions) add_row_tokens(tokens, vocabulary.find(held.profession));
  for (const auto& approach : person.approaches) add_row_tokens(tokens, vocabulary.find(approach));
  for (const auto& declared : person.conditions) {
    if (declared.takes) add_row_tokens(tokens, vocabulary.find(declared.condition));
  }
  return {tokens.begin(), tokens.end()};
}

void put_values(FlatDirectory& directory, FlatPractitioner& row, const Practitioner& person,
                const domain::Vocabulary& vocabulary, Instant now) {
  for (const auto& held : person.professions) put(directory, row, Plain::kProfession, held.profession);
  for (const auto& approach : person.approaches) put(directory, row, Plain::kApproach, approach);
  for (const auto& training : person.training) put(directory, row, Plain::kSchool, training.school);
  for (const auto& language : person.languages) {
    // "pt-BR" counts under "pt" too: a search for the shorter tag finds it.
    for (std::string tag = language.value; !tag.empty();
         tag.resize(tag.find_last_of('-') == std::string::npos ? 0 : tag.find_last_of('-'))) {
      put(directory, row, Plain::kLanguage, domain::LanguageKey{tag});
    }
  }
  for (const auto& population : person.populations) put(directory, row, Plain::kPopulation, population);
  for (const auto& declared : person.conditions) {
    if (declared.takes) put(directory, row, Plain::kCondition, declared.condition);
  }
  for (const auto& credential : person.credentials) {
    const domain::CredentialType* type = vocabulary.find(credential.type);
    const domain::Issuer* issuer = type != nullptr ? vocabulary.find(type->issuer) : nullptr;
    const std::string_view zone =
        issuer != nullptr ? std::string_view(issuer->time_zone) : std::string_view();
    if (domain::standing_at(credential, zone, now).status == domain::CredentialStatus::kInForce) {
      put(directory, row, Plain::kCredential, credential.type);
    }
  }
  if (person.gender) {
    static constexpr std::array<const char*, 3> kNames{"female", "male", "non_binary"};
    put(directory, row, Plain::kGender,
        Key<struct GenderTag>{kNames[static_cast<std::size_t>(*person.gender)]});
  }
  for (const auto& location : person.locations) {
    put(directory, row, Plain::kJurisdiction, location.jurisdiction);
    if (!location.jurisdiction.empty())
      put(directory, row, Plain::kJurisdiction, domain::country_of(location.jurisdiction));
  }
  for (auto& values : row.values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }
}

int points(ChecklistState state) {
  switch (state) {
    case ChecklistState::kMet:
      return 2;
    case ChecklistState::kPartly:
    case ChecklistState::kNotApplicable:
      return 1;
    case ChecklistState::kNotMet:
    case ChecklistState::kUnknown:
    case ChecklistState::kNotAsked:
      return 0;
  }
  return 0;
}

}  // namespace

int FlatDirectory::code(Plain facet, const std::string& key) {
  const auto at = static_cast<std::size_t>(facet);
  const auto [entry, fresh] = codes[at].try_emplace(key, static_cast<int>(names[at].size()));
  if (fresh) names[at].push_back(key);
  return entry->second;
}

int FlatDirectory::find(Plain facet, const std::string& key) const {
  const auto& known = codes[static_cast<std::size_t>(facet)];
  const auto entry = known.find(key);
  return entry == known.end() ? -1 : entry->second;
}

void add_listing(FlatDirectory& directory, const domain::Listing& listing,
                 const domain::Vocabulary& vocabulary, Instant now, std::uint64_t turn) {
  const Practitioner& person = listing.practitioner;
  FlatPractitioner row;
  row.id = person.id.value;
  row.turn = turn;
  row.demoted = person.demoted_since && *person.demoted_since <= now;
  row.states = {domain::accredited_certification(person, vocabulary, now).state, ChecklistState::kNotAsked,
                domain::client_reviews(person, now).state, ChecklistState::kNotMet,
                domain::transparent_fees(person, now).state};
  row.certified = domain::certified(person, vocabulary, now).certified;
  ChecklistState scope = ChecklistState::kNotMet;
  const auto code_of = [&directory](const domain::JurisdictionKey& key) {
    return key.empty() ? -1 : directory.code(Plain::kJurisdiction, key.value);
  };
  for (const auto& location : person.locations) {
    const std::optional<domain::Point> point = domain::published_point(location);
    const ChecklistState here = domain::scope_of_practice(person, &location, nullptr, vocabulary, now).state;
    if (domain::strength(here) > domain::strength(scope)) scope = here;
    row.locations.push_back(
        {.has_point = point.has_value(),
         .lat = point ? point->lat : 0,
         .lon = point ? point->lon : 0,
         .jurisdiction = code_of(location.jurisdiction),
         .country = location.jurisdiction.empty() ? -1 : code_of(domain::country_of(location.jurisdiction)),
         .accepting = location.accepting == domain::Known::kYes,
         .scope = here});
  }
  if (person.locations.empty())
    scope = domain::scope_of_practice(person, nullptr, nullptr, vocabulary, now).state;
  row.states[3] = scope;
  put_values(directory, row, person, vocabulary, now);
  const domain::CurrencyKey usd{"USD"};
  if (const domain::FeeLine* line = domain::lowest_price(person.fees, &usd)) {
    row.price_usd_milli = domain::per_hour_milli(*line);
  }
  row.tokens = tokens_of(listing, vocabulary);
  directory.rows.push_back(std::move(row));
}

int best_rank(const FlatPractitioner& row, ChecklistState scope) {
  const bool against = row.states[0] == ChecklistState::kNotMet || scope == ChecklistState::kNotMet;
  const int first = points(row.states[0]) + points(scope);
  const int second = points(row.states[2]) + points(row.states[4]);
  return ((row.demoted ? 1 : 0) * 2 + (against ? 1 : 0)) * 100 + (4 - first) * 10 + (4 - second);
}

int grade(ChecklistState state) {
  switch (state) {
    case ChecklistState::kMet:
      return 4;
    case ChecklistState::kPartly:
      return 3;
    case ChecklistState::kNotApplicable:
      return 2;
    case ChecklistState::kUnknown:
    case ChecklistState::kNotAsked:
      return 1;
    case ChecklistState::kNotMet:
      return 0;
  }
  return 0;
}

ChecklistState state_of_grade(int grade) {
  static constexpr std::array<ChecklistState, 5> kStates{ChecklistState::kNotMet, ChecklistState::kUnknown,
                                                         ChecklistState::kNotApplicable,
                                                         ChecklistState::kPartly, ChecklistState::kMet};
  return kStates.at(static_cast<std::size_t>(grade));
}

bool has_facets(Shape shape) {
  return shape == Shape::kNarrow || shape == Shape::kBroad;
}

std::string name_in_document(const char* json, std::size_t size) {
  rapidjson::Document document;
  document.Parse(json, size);
  if (document.HasParseError()) std::exit(1);
  return document["name"]["display"].GetString();
}

BenchAnswer empty_answer(const FlatDirectory& directory, bool facets) {
  BenchAnswer answer;
  if (!facets) return answer;
  for (std::size_t f = 0; f < kPlains; ++f) answer.counts[f].assign(directory.names[f].size(), 0);
  return answer;
}

}  // namespace stillpoint::bench
