#include "http/admin/record_form.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace stillpoint::http::admin {
namespace {

using document::FieldRule;
using document::FieldType;
using document::FlatField;
using document::Word;
using document::WordSet;
using pages::HtmlWriter;
using pages::Markup;

/// More choices than these are folded away behind those that are made: there are scores of languages.
constexpr std::size_t kChoicesSeen = 12;

/// Sets of words that are offered while one types: too long for a list to choose from in every row.
constexpr WordSet kOfferedSets[] = {WordSet::kJurisdiction, WordSet::kCountry};

bool is_offered(WordSet set) {
  return std::find(std::begin(kOfferedSets), std::end(kOfferedSets), set) != std::end(kOfferedSets);
}

std::string_view list_id(WordSet set) {
  return set == WordSet::kCountry ? "offered-countries" : "offered-jurisdictions";
}

bool stands_at(std::string_view path, std::string_view prefix) {
  return path.substr(0, prefix.size()) == prefix &&
         (path.size() == prefix.size() || path[prefix.size()] == '/');
}

/// The list that a pattern is of: "/training" of "/training/*/hours"; the field itself where it is of none.
std::string group_of(std::string_view path, std::span<const FieldRule> rules) {
  const FieldRule* rule = document::find_rule(rules, path);
  if (rule == nullptr) return std::string(path);
  const std::size_t star = rule->path.find("/*");
  return std::string(star == std::string_view::npos ? path : path.substr(0, star));
}

/// What a section's element is called.
std::string section_id(const FormSection& section) {
  return std::string(section.prefix) + "-section";  // a lone field has its own id
}

class FormWriter {
 public:
  FormWriter(HtmlWriter& out, const RecordForm& form) : out_(out), form_(form) {}

  void write() {
    for (const WordSet set : kOfferedSets) offered(set);
    for (const FormSection& section : form_.sections) {
      out_.raw("<fieldset class=\"section\"").attribute("id", section_id(section)).raw("><legend>");
      out_.raw(section.title).raw("</legend>");
      // A lone field tells by itself what is wrong with it.
      if (document::find_rule(form_.rules, section.prefix) == nullptr) notes_at(section.prefix);
      if (section.row.view().empty()) {
        fields_of_object(section.prefix);
      } else {
        rows(section.prefix, section.row, &section);
      }
      out_.raw("</fieldset>");
    }
  }

 private:
  void offered(WordSet set) {
    const bool is_used = std::any_of(form_.rules.begin(), form_.rules.end(),
                                     [set](const FieldRule& rule) { return rule.words == set; });
    if (!is_used) return;
    out_.raw("<datalist").attribute("id", list_id(set)).raw(">");
    for (const Word& word : document::words_of(set, form_.vocabulary)) {
      out_.raw("<option").attribute("value", word.key).raw(">").text(word.name).raw("</option>");
    }
    out_.raw("</datalist>");
  }

  /// Every field of the object that is in no list.
  void fields_of_object(std::string_view prefix) {
    for (const FieldRule& rule : form_.rules) {
      if (stands_at(rule.path, prefix) && rule.path.find('*') == std::string_view::npos)
        field(rule, std::string(rule.path));
    }
  }

  [[nodiscard]] std::size_t rows_of(const std::string& list) const {
    std::size_t count = 0;
    for (const FlatField& value : form_.values) {
      if (!stands_at(value.path, list) || value.path.size() <= list.size() + 1) continue;
      std::size_t position = 0;
      const char* begin = value.path.data() + list.size() + 1;
      std::from_chars(begin, value.path.data() + value.path.size(), position);
      count = std::max(count, position + 1);
    }
    return count;
  }

  void rows(const std::string_view pattern, Markup row_name, const FormSection* section,
            const std::string& list_given = {}) {
    const std::string list = list_given.empty() ? std::string(pattern) : list_given;
    const std::size_t filled = rows_of(list);
    for (std::size_t i = 0; i < filled + kSpareRows; ++i) {
      // What stands empty is folded away: a record is read more often than it is added to.
      if (i == filled) out_.raw("<details class=\"spare\"><summary>Add: ").raw(row_name).raw("</summary>");
      const std::string row = list + "/" + std::to_string(i);
      out_.raw("<fieldset class=\"row\"").attribute("id", row).raw("><legend>").raw(row_name).raw(" ");
      out_.number(static_cast<std::int64_t>(i + 1));
      if (i >= filled) out_.raw(" <small>(new)</small>");
      out_.raw("</legend>");
      notes_at(row);
      for (const FieldRule& rule : form_.rules) {
        const std::string start = std::string(pattern) + "/*/";
        if (rule.path.substr(0, start.size()) != start) continue;
        const std::string_view name = rule.path.substr(start.size());
        if (name.find('/') == std::string_view::npos) field(rule, row + "/" + std::string(name));
      }
      if (section != nullptr && !section->nested.empty()) {
        const std::string inner = "/" + std::string(section->nested);
        rows(std::string(pattern) + "/*" + inner, section->nested_row, nullptr, row + inner);
      }
      if (i < filled) remove_box(row);
      out_.raw("</fieldset>");
    }
    out_.raw("</details>");
  }

  void remove_box(const std::string& row) {
    out_.raw("<p class=\"remove\"><label><input type=\"checkbox\" name=\"remove\"").attribute("value", row);
    out_.raw("> Remove this row when saving</label></p>");
  }

  [[nodiscard]] std::vector<std::string> values_at(const std::string& path) const {
    std::vector<std::string> values;
    for (const FlatField& value : form_.values) {
      if (value.path == path) values.push_back(value.value);
    }
    return values;
  }
  [[nodiscard]] std::string value_at(const std::string& path) const {
    const std::vector<std::string> values = values_at(path);
    return values.empty() ? std::string() : values.back();
  }
  [[nodiscard]] bool is_wrong(std::string_view path) const {
    return std::any_of(form_.faults.begin(), form_.faults.end(),
                       [path](const Fault& fault) { return fault.where == path; });
  }

  void notes_at(std::string_view path) {
    if (is_wrong(path)) {
      out_.raw("<div class=\"fault\"").attribute("id", std::string(path) + "-fault").raw(">");
      for (const Fault& fault : form_.faults) {
        if (fault.where != path) continue;
        out_.raw("<p>").text(fault.what).raw(" ").text(fault.allowed).raw("</p>");
      }
      out_.raw("</div>");
    }
    if (const auto theirs = form_.theirs.find(std::string(path)); theirs != form_.theirs.end()) {
      out_.raw("<p class=\"theirs\"").attribute("id", std::string(path) + "-theirs").raw(">");
      out_.text(theirs->second).raw("</p>");
    }
  }

  /// Ties an input to its hint, fault and news.
  void described(const FieldRule& rule, const std::string& path) {
    std::string ids;
    const auto add = [&](std::string_view kind) {
      ids.append(ids.empty() ? "" : " ").append(path).append(kind);
    };
    if (!rule.hint.empty()) add("-hint");
    if (is_wrong(path)) add("-fault");
    if (form_.theirs.count(path) > 0) add("-theirs");
    if (!ids.empty()) out_.attribute("aria-describedby", ids);
    if (is_wrong(path)) out_.raw(" aria-invalid=\"true\"");
  }

  void field(const FieldRule& rule, const std::string& path) {
    if (rule.type == FieldType::kHidden) {
      if (const std::string value = value_at(path); !value.empty()) {
        out_.raw("<input type=\"hidden\"").attribute("name", path).attribute("value", value).raw(">");
      }
      return;
    }
    const bool boxes =
        rule.type == FieldType::kWords && path.find_first_of("0123456789") == std::string::npos;
    out_.raw("<div class=\"field\">");
    if (boxes) {
      choices(rule, path);
    } else {
      out_.raw("<label").attribute("for", path).raw(">").text(rule.label);
      if (rule.required) out_.raw(" <small>(needed)</small>");
      out_.raw("</label>");
      input(rule, path);
    }
    if (!rule.hint.empty()) {
      out_.raw("<p class=\"hint\"").attribute("id", path + "-hint").raw(">").text(rule.hint).raw("</p>");
    }
    notes_at(path);
    out_.raw("</div>");
  }

  void long_text(const FieldRule& rule, const std::string& path) {
    out_.raw("<textarea rows=\"4\"").attribute("id", path).attribute("name", path);
    described(rule, path);
    // A line feed right behind the tag is not part of the text.
    out_.raw(">\n").text(value_at(path)).raw("</textarea>");
  }

  void yes_or_no(const FieldRule& rule, const std::string& path) {
    select(rule, path, {{"true", "Yes"}, {"false", "No"}});
  }

  // Each case calls a function of its own: clang 14's sanitizer mistakes temporaries of one case for
  // another's.
  void input(const FieldRule& rule, const std::string& path) {
    switch (rule.type) {
      case FieldType::kLongText:
        return long_text(rule, path);
      case FieldType::kKnown:
        return yes_or_no(rule, path);
      case FieldType::kWord:
        if (!is_offered(rule.words))
          return select(rule, path, document::words_of(rule.words, form_.vocabulary));
        break;
      case FieldType::kText:
      case FieldType::kInteger:
      case FieldType::kDecimal:
      case FieldType::kDate:
      case FieldType::kWords:
      case FieldType::kHidden:
        break;
    }
    line(rule, path);
  }

  void line(const FieldRule& rule, const std::string& path) {
    std::string joined;
    for (const std::string& value : values_at(path)) joined.append(joined.empty() ? "" : ", ").append(value);
    out_.raw("<input").attribute("id", path).attribute("name", path);
    out_.attribute("type", rule.type == FieldType::kDate ? "date" : "text");
    if (rule.type == FieldType::kInteger) out_.raw(" inputmode=\"numeric\"");
    if (rule.type == FieldType::kDecimal) out_.raw(" inputmode=\"decimal\"");
    if (rule.type == FieldType::kWord) out_.attribute("list", list_id(rule.words));
    out_.attribute("value", rule.type == FieldType::kWords ? joined : value_at(path));
    described(rule, path);
    out_.raw(" autocomplete=\"off\">");
  }

  void select(const FieldRule& rule, const std::string& path, const std::vector<Word>& words) {
    const std::string chosen = value_at(path);
    const bool is_known =
        std::any_of(words.begin(), words.end(), [&](const Word& w) { return w.key == chosen; });
    out_.raw("<select").attribute("id", path).attribute("name", path);
    described(rule, path);
    out_.raw("><option value=\"\">Not on record</option>");
    for (const Word& word : words) option(word, word.key == chosen);
    // What is no word of the set is not lost: it stands there to be put right.
    if (!chosen.empty() && !is_known) option({chosen, chosen}, true);
    out_.raw("</select>");
  }

  void option(const Word& word, bool chosen) {
    out_.raw("<option").attribute("value", word.key).flag("selected", chosen).raw(">");
    out_.text(word.name).raw("</option>");
  }

  void choices(const FieldRule& rule, const std::string& path) {
    const std::vector<std::string> chosen = values_at(path);
    out_.raw("<fieldset class=\"choices\"").attribute("id", path + "-choices");
    described(rule, path);
    out_.raw("><legend>").text(rule.label).raw("</legend>");
    std::vector<Word> words = document::words_of(rule.words, form_.vocabulary);
    // What is on record comes first and in its order, so that a form that nobody touched says the same again.
    const auto rank = [&](const Word& word) {
      return std::find(chosen.begin(), chosen.end(), word.key) - chosen.begin();
    };
    std::stable_sort(words.begin(), words.end(),
                     [&](const Word& a, const Word& b) { return rank(a) < rank(b); });
    const auto none = chosen.end() - chosen.begin();
    bool folded = false;
    for (const Word& word : words) {
      const bool on = std::find(chosen.begin(), chosen.end(), word.key) != chosen.end();
      if (!on && !folded && words.size() > kChoicesSeen) {
        out_.raw("<details class=\"spare\"><summary>Choose others (");
        out_.number(
            std::count_if(words.begin(), words.end(), [&](const Word& w) { return rank(w) == none; }));
        out_.raw(")</summary>");
        folded = true;
      }
      out_.raw("<label><input type=\"checkbox\"").attribute("name", path).attribute("value", word.key);
      out_.flag("checked", on).raw("> ").text(word.name).raw("</label>");
    }
    if (folded) out_.raw("</details>");
    out_.raw("</fieldset>");
  }

  HtmlWriter& out_;
  const RecordForm& form_;
};

/// What a field is called where it is told about apart from the form: "Training 2, Hours".
std::string label_of(std::string_view path, const RecordForm& form) {
  const FieldRule* rule = document::find_rule(form.rules, path);
  std::string label;
  for (const FormSection& section : form.sections) {
    if (!stands_at(path, section.prefix)) continue;
    label = section.title.view();
    if (section.row.view().empty() || path.size() <= section.prefix.size() + 1) break;
    std::size_t position = 0;
    const std::string_view rest = path.substr(section.prefix.size() + 1);
    const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), position);
    if (read.ec == std::errc{}) label = std::string(section.row.view()) + " " + std::to_string(position + 1);
    break;
  }
  if (rule != nullptr) label.append(label.empty() ? "" : ", ").append(rule->label);
  return label.empty() ? std::string(path) : label;
}

/// Where a fault's link leads: the field, else the nearest thing around it that the page has.
std::string anchor_of(std::string_view path, const RecordForm& form) {
  const FieldRule* rule = document::find_rule(form.rules, path);
  if (rule != nullptr && rule->type == FieldType::kWords && path.find('*') == std::string_view::npos &&
      rule->path.find('*') == std::string_view::npos)
    return std::string(path) + "-choices";
  if (rule != nullptr && rule->type != FieldType::kHidden) return std::string(path);
  for (const FormSection& section : form.sections) {
    if (!path.empty() && stands_at(path, section.prefix)) return section_id(section);
  }
  return "main";
}

/// The values of a group as one text to compare by, and to tell.
std::string told(const std::vector<FlatField>& fields, const std::string& group,
                 std::span<const FieldRule> rules) {
  std::string text;
  for (const FlatField& field : fields) {
    if (group_of(field.path, rules) != group) continue;
    const FieldRule* rule = document::find_rule(rules, field.path);
    if (rule != nullptr && rule->type == FieldType::kHidden) continue;
    text.append(text.empty() ? "" : "; ");
    if (field.path != group && rule != nullptr) text.append(rule->label).append(" ");
    text.append(field.value);
  }
  return text;
}

}  // namespace

void write_record_form(HtmlWriter& out, const RecordForm& form) {
  FormWriter(out, form).write();
}

void write_fault_summary(HtmlWriter& out, const RecordForm& form) {
  if (form.faults.empty()) return;
  out.raw(
      "<div class=\"problem\" role=\"alert\" tabindex=\"-1\"><h2>Not saved yet</h2><p>Nothing you typed is ");
  out.raw("lost. To be put right:</p><ul>");
  for (const Fault& fault : form.faults) {
    out.raw("<li><a").href(pages::Href::path("#" + anchor_of(fault.where, form))).raw(">");
    out.text(label_of(fault.where, form)).raw("</a>: ").text(fault.what).raw(" ").text(fault.allowed);
    out.raw("</li>");
  }
  out.raw("</ul></div>");
}

std::vector<FlatField> posted_fields(std::span<const Parameter> posted) {
  std::vector<std::string> removed;
  for (const Parameter& one : posted) {
    if (one.name == "remove" && !one.value.empty()) removed.push_back(one.value);
  }
  std::vector<FlatField> fields;
  for (const Parameter& one : posted) {
    if (one.name.empty() || one.name.front() != '/') continue;
    const bool is_removed = std::any_of(removed.begin(), removed.end(),
                                        [&](const std::string& row) { return stands_at(one.name, row); });
    if (!is_removed) fields.push_back({.path = one.name, .value = one.value});
  }
  return fields;
}

std::string posted_value(std::span<const Parameter> posted, std::string_view name) {
  for (const Parameter& one : posted) {
    if (one.name == name) return one.value;
  }
  return {};
}

std::vector<FlatField> fields_of(std::string_view json, std::span<const FieldRule> rules) {
  Result<std::vector<FlatField>> all = document::flatten(json);
  if (!all) return {};
  std::vector<FlatField> known;
  for (FlatField& field : *all) {
    if (document::find_rule(rules, field.path) != nullptr) known.push_back(std::move(field));
  }
  return known;
}

ThreeWays merge_three_ways(const std::vector<FlatField>& base, const std::vector<FlatField>& current,
                           const std::vector<FlatField>& typed, std::span<const FieldRule> rules) {
  std::set<std::string> groups;
  for (const auto* fields : {&base, &current, &typed}) {
    for (const FlatField& field : *fields) groups.insert(group_of(field.path, rules));
  }
  ThreeWays merged;
  const auto take = [&](const std::vector<FlatField>& from, const std::string& group) {
    for (const FlatField& field : from) {
      if (group_of(field.path, rules) == group) merged.values.push_back(field);
    }
  };
  for (const std::string& group : groups) {
    const std::string was = told(base, group, rules);
    const std::string now = told(current, group, rules);
    const std::string mine = told(typed, group, rules);
    if (mine == was) {
      take(current, group);
      continue;
    }
    take(typed, group);
    if (now == was || now == mine) continue;
    merged.theirs[group] = now.empty() ? "Somebody else has emptied this meanwhile."
                                       : "Somebody else has saved here meanwhile: " + now;
  }
  return merged;
}

}  // namespace stillpoint::http::admin
