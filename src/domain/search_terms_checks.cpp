#include "domain/search_terms_checks.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "base/text.h"

namespace stillpoint::domain {
namespace {

/// A wrong value is quoted up to this length: enough to recognise it.
constexpr std::size_t kQuotedBytesMax = 64;
/// A vocabulary of at most this many words is named in full where a word is wrong.
constexpr std::size_t kNamedValuesMax = 40;

template <class T>
void drop_repeated(std::vector<T>& values) {
  auto end = values.begin();
  for (auto it = values.begin(); it != values.end(); ++it) {
    if (std::find(values.begin(), end, *it) != end) continue;
    if (it != end) *end = std::move(*it);
    ++end;
  }
  values.erase(end, values.end());
}

/// Collects faults, one per wrong value.
class Check {
 public:
  Check(const SearchTerms& terms, const Vocabulary& vocabulary) : terms_(terms), vocabulary_(vocabulary) {}

  std::vector<Fault> run() && {
    check_words();
    check_place();
    check_filters();
    check_numbers();
    check_price();
    check_requires();
    return std::move(faults_);
  }

 private:
  void add(std::string_view where, std::string_view what, std::string allowed, std::string_view value = {}) {
    faults_.push_back({.where = std::string(where),
                       .what = std::string(what),
                       .allowed = std::move(allowed),
                       .value = std::string(shorten(value, kQuotedBytesMax))});
  }

  void check_words() {
    const std::string& q = terms_.words;
    if (q.empty()) return;
    if (q.size() > kQueryBytesMax) {
      add("q", "The words are too long.", "at most " + std::to_string(kQueryBytesMax) + " bytes");
      return;
    }
    if (!is_utf8(q) || q.find('\0') != std::string::npos) {
      add("q", "The words are not text.", "text in UTF-8");
      return;
    }
    const std::string folded = fold(q);
    const std::size_t count = words(folded).size();
    if (count == 0) add("q", "There is no word in it.", "letters or digits");
    if (count > kQueryWordsMax)
      add("q", "There are too many words.", "at most " + std::to_string(kQueryWordsMax) + " words");
  }

  void check_place() {
    if (!terms_.place.empty() && !terms_.near)
      add("place", "The place is not known.", "a ZIP code, a city, or \"city, region\"", terms_.place);
    if (terms_.place.size() > kPlaceBytesMax)
      add("place", "The place is too long.", "at most " + std::to_string(kPlaceBytesMax) + " bytes");
    if (terms_.near) {
      const Point& point = terms_.near->point;
      // Written so that a number that is none is refused too.
      if (!(std::abs(point.lat) <= 90.0) || !(std::abs(point.lon) <= 180.0))
        add("near", "There is no such point on Earth.", "latitude -90 to 90, longitude -180 to 180");
      check_range("radius_km", terms_.near->radius_km, kRadiusKmMin, kRadiusKmMax);
    }
    if (terms_.sort == Sort::kDistance && !terms_.near && terms_.place.empty())
      add("sort", "Sorting by distance needs a place.", "`place` or `near` beside it", "distance");
  }

  void check_range(std::string_view where, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value >= least && value <= most) return;
    add(where, "The number is out of range.", std::to_string(least) + " to " + std::to_string(most),
        std::to_string(value));
  }

  void check_count(std::string_view where, std::size_t count) {
    if (count > kFilterValuesMax)
      add(where, "There are too many values.", "at most " + std::to_string(kFilterValuesMax));
  }

  /// Every value is a word of its vocabulary.
  template <class KeyType, class Row>
  void check_values(std::string_view where, std::string_view kind, const std::vector<KeyType>& values,
                    const std::vector<Row>& rows) {
    check_count(where, values.size());
    for (const KeyType& value : values) {
      if (vocabulary_.find(value) != nullptr) continue;
      std::string what = "There is no such ";
      what.append(kind).append(".");
      add(where, what, allowed_of(kind, rows), value.value);
    }
  }

  template <class Row>
  static std::string allowed_of(std::string_view kind, const std::vector<Row>& rows) {
    if (rows.size() > kNamedValuesMax || rows.empty()) {
      std::string text = "a key of ";
      return text.append(kind).append(" from /v1/vocabulary");
    }
    std::string text;
    for (const Row& row : rows) text.append(text.empty() ? "" : ", ").append(row.key.value);
    return text;
  }

  void check_filters() {
    const VocabularyRows& rows = vocabulary_.rows();
    check_values("jurisdiction", "jurisdiction", terms_.jurisdictions, rows.jurisdictions);
    check_values("profession", "profession", terms_.professions, rows.professions);
    check_values("approach", "approach", terms_.approaches, rows.approaches);
    check_values("school", "school", terms_.schools, rows.schools);
    check_values("population", "population", terms_.populations, rows.populations);
    check_values("credential", "credential", terms_.credentials, rows.credential_types);
    check_values("condition", "condition", terms_.conditions, rows.conditions);
    check_values("screening", "contraindication", terms_.screening, rows.contraindications);
    check_languages();
  }

  /// "pt" asks for "pt-BR" too, so a primary language is known where one of its variants is.
  void check_languages() {
    check_count("language", terms_.languages.size());
    const auto& rows = vocabulary_.rows().languages;
    for (const LanguageKey& value : terms_.languages) {
      if (vocabulary_.find(value) != nullptr) continue;
      const bool has_variant =
          !value.empty() && std::any_of(rows.begin(), rows.end(), [&](const Language& row) {
            return row.key.value.starts_with(value.value + "-");
          });
      if (!has_variant)
        add("language", "There is no such language.", allowed_of("language", rows), value.value);
    }
  }

  void check_numbers() {
    if (terms_.min_training_hours)
      check_range("min_training_hours", *terms_.min_training_hours, 1, kTrainingHoursMax);
    if (terms_.min_session_minutes)
      check_range("min_session_minutes", *terms_.min_session_minutes, 1, kSessionMinutesMax);
    check_range("limit", terms_.limit, 1, kPageRowsMax);
  }

  void check_price() {
    if (terms_.currency && vocabulary_.find(*terms_.currency) == nullptr)
      add("currency", "There is no such currency.", allowed_of("currency", vocabulary_.rows().currencies),
          terms_.currency->value);
    if (terms_.max_price) {
      if (!terms_.currency) add("max_price", "A price needs a currency.", "`currency` beside it");
      if (terms_.max_price->minor < 0 || terms_.max_price->minor > kMoneyMinorMax)
        add("max_price", "The price is out of range.", "a price such as 120.00, at most 1000000.00");
    }
    if (terms_.sort == Sort::kPrice && !terms_.currency)
      add("sort", "Sorting by price needs a currency.", "`currency` beside it", "price");
  }

  void check_requires() {
    for (const Require& require : terms_.requires_items) {
      if (require.item == ChecklistItem::kConditionExperience && terms_.conditions.empty())
        add("require", "Requiring experience with a condition needs a condition.", "`condition` beside it",
            name_of(require.item));
    }
  }

  const SearchTerms& terms_;
  const Vocabulary& vocabulary_;
  std::vector<Fault> faults_;
};

}  // namespace

void tidy(SearchTerms& terms) {
  if (terms.words.size() <= kQueryBytesMax && fold(terms.words).empty()) terms.words.clear();
  drop_repeated(terms.jurisdictions);
  drop_repeated(terms.professions);
  drop_repeated(terms.approaches);
  drop_repeated(terms.schools);
  drop_repeated(terms.languages);
  drop_repeated(terms.populations);
  drop_repeated(terms.genders);
  drop_repeated(terms.credentials);
  drop_repeated(terms.conditions);
  drop_repeated(terms.screening);
  drop_repeated(terms.facets);
  // The stricter of two demands on one item holds, and holds alone.
  std::vector<Require> demands;
  for (const Require& require : terms.requires_items) {
    const auto same = std::find_if(demands.begin(), demands.end(),
                                   [&](const Require& other) { return other.item == require.item; });
    if (same == demands.end()) {
      demands.push_back(require);
    } else {
      same->partly_suffices = same->partly_suffices && require.partly_suffices;
    }
  }
  terms.requires_items = std::move(demands);
}

std::vector<Fault> faults_of(const SearchTerms& terms, const Vocabulary& vocabulary) {
  return Check(terms, vocabulary).run();
}

}  // namespace stillpoint::domain
