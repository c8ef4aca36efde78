#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "http/pages/fault_words.h"
#include "http/pages/search_view.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {

using domain::Facet;

namespace {

/// Radii offered, in kilometres: those that `relax` tries, from a long walk to half a day's drive.
constexpr std::array<int, 8> kRadiiOfferedKm = {5, 10, 20, 40, 80, 160, 320, 500};
/// Options of one filter at most: beyond that a list is no longer read.
constexpr std::size_t kOptionsMax = 60;

/// What a form was given, by name.
class Given {
 public:
  explicit Given(const std::vector<Parameter>& parameters) : parameters_(parameters) {}

  [[nodiscard]] std::string_view first(std::string_view name) const {
    for (const Parameter& parameter : parameters_) {
      if (parameter.name == name) return parameter.value;
    }
    return {};
  }
  [[nodiscard]] bool has(std::string_view name, std::string_view value) const {
    return std::any_of(parameters_.begin(), parameters_.end(), [&](const Parameter& parameter) {
      return parameter.name == name && parameter.value == value;
    });
  }
  [[nodiscard]] std::vector<std::string_view> all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const Parameter& parameter : parameters_) {
      if (parameter.name == name) values.push_back(parameter.value);
    }
    return values;
  }

 private:
  const std::vector<Parameter>& parameters_;
};

/// One thing that can be chosen.
struct Option {
  std::string value;
  std::string label;
  std::int64_t count = -1;  ///< -1 where it was not counted.
};

const domain::FacetCounts* facet_of(const SearchView& view, Facet facet) {
  if (view.page == nullptr) return nullptr;
  for (const domain::FacetCounts& counts : view.page->facets) {
    if (counts.facet == facet) return &counts;
  }
  return nullptr;
}

std::int64_t count_in(const domain::FacetCounts* counts, std::string_view value) {
  if (counts == nullptr) return -1;
  for (const domain::FacetCount& count : counts->counts) {
    if (count.value == value) return count.count;
  }
  return 0;
}

/// What is wrong with a field, in words, tied to it by id.
void field_fault(HtmlWriter& out, const SearchView& view, std::string_view name) {
  for (const Fault& fault : view.faults) {
    if (fault.where != name) continue;
    out.raw("<span class=\"fault\"").attribute("id", "fault-" + std::string(name)).raw(">");
    out.text(page_words(fault, view.given)).raw("</span>");
    return;
  }
}

void fault_attributes(HtmlWriter& out, const SearchView& view, std::string_view name) {
  for (const Fault& fault : view.faults) {
    if (fault.where != name) continue;
    out.raw(" aria-invalid=\"true\"").attribute("aria-describedby", "fault-" + std::string(name));
    return;
  }
}

/// A drop-down list. The values after the first stay chosen, as hidden fields: links may carry several.
struct Select {
  std::string_view name{};
  std::string_view id{};
  std::string_view label{};
  std::string_view none{};  ///< The option that chooses nothing; empty: there is none.
  std::string_view chosen{};
};

void select_field(HtmlWriter& out, const Select& select, const std::vector<Option>& options,
                  const SearchView& view) {
  out.raw("<div class=\"field\"><label").attribute("for", select.id).raw(">").text(select.label);
  out.raw("</label><select").attribute("id", select.id).attribute("name", select.name);
  fault_attributes(out, view, select.name);
  out.raw(">");
  if (!select.none.empty()) out.raw("<option value=\"\">").text(select.none).raw("</option>");
  for (const Option& option : options) {
    out.raw("<option").attribute("value", option.value).flag("selected", option.value == select.chosen);
    out.raw(">").text(option.label);
    if (option.count >= 0) out.raw(" (").number(option.count).raw(")");
    out.raw("</option>");
  }
  out.raw("</select>");
  field_fault(out, view, select.name);
  out.raw("</div>");
}

void hidden_rest(HtmlWriter& out, const SearchView& view, std::string_view name) {
  const std::vector<std::string_view> values = Given(view.given).all(name);
  for (std::size_t i = 1; i < values.size(); ++i) {
    // Nobody could take back a refused value that they do not see.
    if (is_refused({.name = std::string(name), .value = std::string(values[i])}, view.faults)) continue;
    out.raw("<input type=\"hidden\"").attribute("name", name).attribute("value", values[i]).raw(">");
  }
}

/// A number or a word to type.
struct TextField {
  std::string_view name{};
  std::string_view label{};
  std::string_view hint{};
  bool number = false;
};

void text_field(HtmlWriter& out, const TextField& field, const SearchView& view, const Given& given) {
  out.raw("<div class=\"field\"><label").attribute("for", field.name).raw(">").text(field.label);
  out.raw("</label><input type=\"text\" autocomplete=\"off\"").attribute("id", field.name);
  out.attribute("name", field.name).attribute("value", given.first(field.name));
  if (field.number) out.raw(" inputmode=\"decimal\"");
  if (!field.hint.empty()) out.attribute("placeholder", field.hint);
  fault_attributes(out, view, field.name);
  out.raw(">");
  field_fault(out, view, field.name);
  out.raw("</div>");
}

void checkbox(HtmlWriter& out, std::string_view name, const Option& option, bool checked) {
  out.raw("<label><input type=\"checkbox\"").attribute("name", name).attribute("value", option.value);
  out.flag("checked", checked).raw("> <span>").text(option.label).raw("</span>");
  if (option.count >= 0) out.raw(" <span class=\"tally\">").text(print_count(option.count)).raw("</span>");
  out.raw("</label>");
}

/// A group of things to tick.
void checkbox_group(HtmlWriter& out, std::string_view name, std::string_view legend,
                    const std::vector<Option>& options, const SearchView& view) {
  if (options.empty()) return;
  const Given given(view.given);
  out.raw("<fieldset><legend>").text(legend).raw("</legend>");
  field_fault(out, view, name);
  out.raw("<div class=\"ticks\">");
  for (const Option& option : options) checkbox(out, name, option, given.has(name, option.value));
  out.raw("</div></fieldset>");
}

/// The rows of a vocabulary that can be chosen: those that would bring somebody and those that are chosen.
/// Without counts: all of them.
template <class Rows, class Label>
std::vector<Option> options_of(const Rows& rows, const SearchView& view, std::string_view name, Facet facet,
                               const Label& label) {
  const Given given(view.given);
  const domain::FacetCounts* counts = facet_of(view, facet);
  std::vector<Option> options;
  for (const auto& row : rows) {
    const std::int64_t count = count_in(counts, row.key.value);
    if (count == 0 && !given.has(name, row.key.value)) continue;
    options.push_back({row.key.value, label(row), count});
  }
  if (options.size() > kOptionsMax) {
    std::stable_sort(options.begin(), options.end(),
                     [](const Option& a, const Option& b) { return a.count > b.count; });
    options.resize(kOptionsMax);
  }
  return options;
}

constexpr auto kName = [](const auto& row) { return row.name; };

void near_field(HtmlWriter& out, const SearchView& view, const Given& given) {
  out.raw(
      "<div class=\"field near\"><div class=\"label-row\"><label for=\"place\">Near</label><button "
      "type=\"button\" "
      "class=\"quiet\" data-locate hidden><svg viewBox=\"0 0 20 20\" aria-hidden=\"true\"><circle cx=\"10\" "
      "cy=\"10\" r=\"5.5\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.8\"/><circle cx=\"10\" "
      "cy=\"10\" r=\"1.8\" fill=\"currentColor\"/><path d=\"M10 1v4m0 10v4M1 10h4m10 0h4\" "
      "stroke=\"currentColor\" stroke-width=\"1.8\"/></svg>Use my location</button></div><input "
      "type=\"text\" "
      "id=\"place\" name=\"place\" autocomplete=\"off\" placeholder=\"City or US ZIP code\"");
  out.address("data-complete", Href::own("/v1/places")).attribute("value", given.first("place"));
  fault_attributes(out, view, given.first("near").empty() ? "place" : "near");
  out.raw("><input type=\"hidden\" name=\"near\"").attribute("value", given.first("near")).raw(">");
  out.raw("<span class=\"hint\" data-near-hint");
  out.flag("hidden", given.first("near").empty());
  out.raw(">Around your own location, rounded to about a kilometre. Type a place to change it.</span>");
  field_fault(out, view, "place");
  field_fault(out, view, "near");
  out.raw("</div>");
}

void radius_field(HtmlWriter& out, const SearchView& view, const Given& given) {
  std::vector<Option> options;
  std::string chosen(given.first("radius_km"));
  // A distance that was refused is no choice: the words below the field say what may be asked for.
  if (chosen.empty() || is_refused({.name = "radius_km", .value = chosen}, view.faults)) {
    chosen = std::to_string(domain::kRadiusKmDefault);
  }
  bool offered = false;
  for (const int km : kRadiiOfferedKm) {
    options.push_back({std::to_string(km), print_radius(km)});
    offered = offered || options.back().value == chosen;
  }
  if (!offered) options.push_back({chosen, chosen + " km"});
  select_field(out, {.name = "radius_km", .id = "radius_km", .label = "Within", .none = {}, .chosen = chosen},
               options, view);
}

void main_fields(HtmlWriter& out, const SearchView& view, const Site& site) {
  const Given given(view.given);
  const domain::VocabularyRows& rows = site.vocabulary.rows();
  out.raw("<div class=\"ask-main\">");
  near_field(out, view, given);
  radius_field(out, view, given);
  std::vector<Option> conditions;
  for (const domain::Condition& condition : rows.conditions) {
    conditions.push_back({condition.key.value, condition.name});
  }
  select_field(out,
               {.name = "condition",
                .id = "condition",
                .label = "What brings you",
                .none = "Rather not say",
                .chosen = given.first("condition")},
               conditions, view);
  hidden_rest(out, view, "condition");
  select_field(out,
               {.name = "approach",
                .id = "approach",
                .label = "Approach",
                .none = "Any",
                .chosen = given.first("approach")},
               options_of(rows.approaches, view, "approach", Facet::kApproach, kName), view);
  hidden_rest(out, view, "approach");
  out.raw("<button class=\"primary\">Search</button></div>");
}

/// A price limit on one line with the toggles: it is what people ask next.
void price_limit(HtmlWriter& out, const SearchView& view, const Site& site) {
  const Given given(view.given);
  out.raw(
      "<div class=\"price-limit\"><label for=\"max_price\">Price up to</label><input type=\"text\" "
      "id=\"max_price\" "
      "name=\"max_price\" inputmode=\"decimal\" autocomplete=\"off\"");
  out.attribute("value", given.first("max_price"));
  fault_attributes(out, view, "max_price");
  out.raw(
      "><label for=\"currency\">in<span class=\"out-of-sight\"> the currency</span></label><select "
      "id=\"currency\" name=\"currency\"");
  fault_attributes(out, view, "currency");
  out.raw("><option value=\"\">choose</option>");
  for (const domain::Currency& currency : site.vocabulary.rows().currencies) {
    out.raw("<option").attribute("value", currency.key.value);
    out.flag("selected", currency.key.value == given.first("currency")).raw(">").text(currency.key.value);
    out.raw("</option>");
  }
  out.raw("</select>");
  field_fault(out, view, "max_price");
  field_fault(out, view, "currency");
  out.raw("</div>");
}

/// Of the five questions those that are asked with a tick beside the others, and in what words.
constexpr std::array<std::pair<domain::ChecklistItem, std::string_view>, 2> kTicked = {{
    {domain::ChecklistItem::kClientReviews, "Well reviewed"},
    {domain::ChecklistItem::kTransparentFees, "States fees"},
}};

bool is_ticked(domain::ChecklistItem item) {
  return std::any_of(kTicked.begin(), kTicked.end(), [&](const auto& row) { return row.first == item; });
}

void toggle(HtmlWriter& out, std::string_view name, const Option& option, bool checked) {
  out.raw("<label class=\"toggle\"><input type=\"checkbox\"").attribute("value", option.value);
  out.attribute("name", name).flag("checked", checked).raw("><span>").text(option.label);
  out.raw("</span></label>");
}

void require_toggles(HtmlWriter& out, const Given& given) {
  for (const auto& [item, label] : kTicked) {
    const std::string met(domain::name_of(item));
    const std::string partly = met + ":partly";
    // A link may ask for less than the tick does: it stays so until the tick is taken out.
    const bool asks_partly = given.has("require", partly) && !given.has("require", met);
    toggle(out, "require", {.value = asks_partly ? partly : met, .label = std::string(label)},
           asks_partly || given.has("require", met));
  }
}

void toggles(HtmlWriter& out, const SearchView& view, const Site& site) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kToggles = {{
      {"certified", "Certified, freshly checked"},
      {"accepting", "Takes new clients"},
      {"sliding_scale", "Sliding scale"},
      {"wheelchair", "Wheelchair access"},
      {"home_visits", "Home visits"},
  }};
  const Given given(view.given);
  out.raw("<fieldset class=\"toggles\"><legend class=\"out-of-sight\">Only therapists with</legend>");
  for (const auto& [name, label] : kToggles) {
    toggle(out, name, {.value = "true", .label = std::string(label)}, given.has(name, "true"));
    field_fault(out, view, name);
  }
  require_toggles(out, given);
  price_limit(out, view, site);
  out.raw("</fieldset>");
}

void require_fields(HtmlWriter& out, const SearchView& view) {
  constexpr std::array<std::pair<domain::ChecklistItem, Facet>, domain::kChecklistItems> kItems = {{
      {domain::ChecklistItem::kAccreditedCertification, Facet::kAccreditedCertification},
      {domain::ChecklistItem::kConditionExperience, Facet::kConditionExperience},
      {domain::ChecklistItem::kClientReviews, Facet::kClientReviews},
      {domain::ChecklistItem::kScopeOfPractice, Facet::kScopeOfPractice},
      {domain::ChecklistItem::kTransparentFees, Facet::kTransparentFees},
  }};
  const Given given(view.given);
  out.raw(
         "<fieldset class=\"wide\"><legend>The five questions</legend><p class=\"hint\">What must stand on "
         "record; reviews and fees are asked with the ticks above. <a")
      .href(Href::own("/how-we-check"))
      .raw(">How each is answered</a></p>");
  field_fault(out, view, "require");
  out.raw("<div class=\"fields\">");
  for (const auto& [item, facet] : kItems) {
    if (is_ticked(item)) continue;
    const std::string name(domain::name_of(item));
    const domain::FacetCounts* counts = facet_of(view, facet);
    const std::int64_t fits =
        counts == nullptr ? -1 : count_in(counts, "met") + count_in(counts, "not_applicable");
    const std::vector<Option> options = {
        {name + ":partly", "At least partly", counts == nullptr ? -1 : fits + count_in(counts, "partly")},
        {name, "Met", fits},
    };
    std::string_view chosen;
    for (const Option& option : options) {
      if (given.has("require", option.value)) chosen = option.value;
    }
    select_field(out,
                 {.name = "require",
                  .id = "require-" + name,
                  .label = label_of(item),
                  .none = "Does not matter",
                  .chosen = chosen},
                 options, SearchView{});
  }
  out.raw("</div></fieldset>");
}

void number_fields(HtmlWriter& out, const SearchView& view) {
  const Given given(view.given);
  out.raw("<fieldset class=\"wide\"><legend>Words and numbers</legend><div class=\"fields\">");
  text_field(out, {.name = "q", .label = "Name, school or other words"}, view, given);
  text_field(out, {.name = "min_session_minutes", .label = "Minutes, at least", .hint = "45", .number = true},
             view, given);
  text_field(
      out, {.name = "min_training_hours", .label = "Training hours, at least", .hint = "300", .number = true},
      view, given);
  out.raw("</div></fieldset>");
}

std::vector<Option> gender_options(const SearchView& view) {
  const Given given(view.given);
  const domain::FacetCounts* counts = facet_of(view, Facet::kGender);
  std::vector<Option> options;
  for (const domain::Gender gender :
       {domain::Gender::kFemale, domain::Gender::kMale, domain::Gender::kNonBinary}) {
    const std::string value(value_of(gender));
    const std::int64_t count = count_in(counts, value);
    if (count == 0 && !given.has("gender", value)) continue;
    options.push_back({value, std::string(word_of(gender)), count});
  }
  return options;
}

void person_fields(HtmlWriter& out, const SearchView& view, const Site& site) {
  const domain::VocabularyRows& rows = site.vocabulary.rows();
  checkbox_group(out, "profession", "Profession",
                 options_of(rows.professions, view, "profession", Facet::kProfession, kName), view);
  checkbox_group(out, "population", "Works with",
                 options_of(rows.populations, view, "population", Facet::kPopulation, kName), view);
  checkbox_group(out, "gender", "Gender", gender_options(view), view);
  checkbox_group(out, "language", "Language",
                 options_of(rows.languages, view, "language", Facet::kLanguage, kName), view);
  checkbox_group(out, "credential", "Certificate in force",
                 options_of(rows.credential_types, view, "credential", Facet::kCredential,
                            [&](const domain::CredentialType& type) {
                              return name_of(site.vocabulary, type.key) + ", " +
                                     name_of(site.vocabulary, type.issuer);
                            }),
                 view);
  checkbox_group(out, "school", "School", options_of(rows.schools, view, "school", Facet::kSchool, kName),
                 view);
  if (facet_of(view, Facet::kJurisdiction) != nullptr) {
    checkbox_group(out, "jurisdiction", "State or country",
                   options_of(rows.jurisdictions, view, "jurisdiction", Facet::kJurisdiction, kName), view);
  }
}

/// Whether a parameter's field is folded away under "More filters".
bool is_folded(std::string_view name) {
  constexpr std::array<std::string_view, 11> kNames = {
      "q",          "require",  "min_session_minutes", "min_training_hours", "profession", "gender", "school",
      "population", "language", "credential",          "jurisdiction"};
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

/// How many of the folded-away filters are in use, so that nobody overlooks one.
int folded_in_use(const std::vector<Parameter>& given) {
  int used = 0;
  for (const Parameter& parameter : given) {
    if (is_folded(parameter.name) && !parameter.value.empty()) ++used;
  }
  return used;
}

bool has_folded_fault(const SearchView& view) {
  return std::any_of(view.faults.begin(), view.faults.end(),
                     [](const Fault& fault) { return is_folded(fault.where); });
}

void more_filters(HtmlWriter& out, const SearchView& view, const Site& site) {
  const int used = folded_in_use(view.given);
  out.raw("<details class=\"more\"").flag("open", has_folded_fault(view)).raw("><summary>More filters");
  if (used > 0) out.raw(" <span class=\"tally\">").number(used).raw(" in use</span>");
  out.raw("</summary><div class=\"more-in\">");
  require_fields(out, view);
  number_fields(out, view);
  person_fields(out, view, site);
  out.raw("</div><p class=\"more-end\"><button class=\"primary\">Search with these</button></p></details>");
}

void screening(HtmlWriter& out, const SearchView& view, const Site& site) {
  const Given given(view.given);
  const auto& rows = site.vocabulary.rows().contraindications;
  if (rows.empty()) return;
  out.raw("<details class=\"more screening\"").flag("open", !given.all("screening").empty());
  out.raw(
      "><summary>When to ask a clinician first</summary><div class=\"more-in\"><fieldset class=\"wide\">"
      "<legend class=\"out-of-sight\">Does any of this apply?</legend><p class=\"hint\">Tick what applies. "
      "It "
      "narrows nothing and is not kept; the page then says what to ask first. Ticking nothing does not mean "
      "that it is safe for you.</p>");
  field_fault(out, view, "screening");
  out.raw("<div class=\"ticks columns\">");
  for (const domain::Contraindication& row : rows) {
    checkbox(out, "screening", {row.key.value, row.plain}, given.has("screening", row.key.value));
  }
  out.raw(
      "</div></fieldset></div><p class=\"more-end\"><button class=\"primary\">Show what to ask</button></p>"
      "</details>");
}

}  // namespace

std::vector<Facet> page_facets() {
  return {Facet::kProfession,
          Facet::kApproach,
          Facet::kSchool,
          Facet::kCredential,
          Facet::kLanguage,
          Facet::kPopulation,
          Facet::kGender,
          Facet::kJurisdiction,
          Facet::kAccreditedCertification,
          Facet::kConditionExperience,
          Facet::kClientReviews,
          Facet::kScopeOfPractice,
          Facet::kTransparentFees};
}

void search_form(HtmlWriter& out, const SearchView& view, const Site& site) {
  out.raw("<form class=\"ask\" method=\"post\" role=\"search\" aria-label=\"Therapists\"");
  out.action(Href::own("/search")).raw(">");
  main_fields(out, view, site);
  toggles(out, view, site);
  out.raw("<div class=\"folds\">");
  more_filters(out, view, site);
  screening(out, view, site);
  out.raw("</div>");
  const Given given(view.given);
  if (!given.first("sort").empty()) {
    out.raw("<input type=\"hidden\" name=\"sort\"").attribute("value", given.first("sort")).raw(">");
  }
  out.raw("</form>");
}

}  // namespace stillpoint::http::pages
