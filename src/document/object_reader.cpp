#include "document/object_reader.h"

#include <algorithm>
#include <cassert>

#include "base/text.h"
#include "base/time_text.h"
#include "document/limits.h"

namespace stillpoint::document {
namespace {

std::string_view name_of(JsonKind kind) {
  switch (kind) {
    case JsonKind::kNull:
      return "null";
    case JsonKind::kBoolean:
      return "true or false";
    case JsonKind::kNumber:
      return "a number";
    case JsonKind::kString:
      return "text";
    case JsonKind::kArray:
      return "a list";
    case JsonKind::kObject:
      return "an object";
  }
  return "";
}

bool is_control(unsigned char c) {
  return c < 0x20 || c == 0x7f;
}

bool is_blank(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; });
}

bool is_url(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    const std::string_view rest = text.substr(scheme.size());
    return !rest.empty() && rest.front() != '/' && std::all_of(rest.begin(), rest.end(), [](char c) {
      return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && c != '"' && c != '<' && c != '>' &&
             c != '\\';
    });
  }
  return false;
}

}  // namespace

void FaultList::add(const Path& path, const Entry& entry) {
  if (faults_.size() == kFaultsMax) return;
  faults_.push_back({.where = path.pointer(),
                     .what = entry.what,
                     .allowed = entry.allowed,
                     .value = std::string(shorten(entry.value, kQuotedBytesMax))});
}

std::string alternatives(std::span<const std::string_view> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

ObjectReader::ObjectReader(JsonValue value, const Path& path, const Members& members, FaultList& faults)
    : path_(path), members_(members), faults_(faults) {
  assert(members.accepted.size() <= kMembersMax);
  if (value.kind() != JsonKind::kObject) {
    fault_kind(value, path, "an object");
    return;
  }
  for (auto member = value.first(); member; member = member->next()) {
    const std::string_view name = member->name();
    const auto found = std::find(members.accepted.begin(), members.accepted.end(), name);
    if (found == members.accepted.end()) {
      if (std::find(members.passed_over.begin(), members.passed_over.end(), name) ==
          members.passed_over.end()) {
        faults_.add(Path(path, name), {.what = "There is no member of this name.",
                                       .allowed = alternatives(members.accepted) + ".",
                                       .value = member->text()});
      }
      continue;
    }
    auto& slot = values_[static_cast<std::size_t>(found - members.accepted.begin())];
    if (slot) {
      faults_.add(
          Path(path, name),
          {.what = "This member is given twice.", .allowed = "Each member once.", .value = member->text()});
      continue;
    }
    if (member->kind() == JsonKind::kNull && members.null_is_absent) continue;
    slot = *member;
  }
}

std::optional<JsonValue> ObjectReader::find(std::string_view name) const {
  const auto found = std::find(members_.accepted.begin(), members_.accepted.end(), name);
  assert(found != members_.accepted.end());
  return values_[static_cast<std::size_t>(found - members_.accepted.begin())];
}

void ObjectReader::fault_kind(JsonValue value, const Path& path, std::string_view wanted) {
  std::string allowed = "Here stands " + std::string(wanted) + ".";
  if (value.kind() == JsonKind::kNull) allowed += " A member with nothing on record is left out.";
  faults_.add(path, {.what = "The value is " + std::string(name_of(value.kind())) + ".",
                     .allowed = std::move(allowed),
                     .value = value.text()});
}

void ObjectReader::fault(std::string_view name, std::string what, std::string allowed) {
  const auto value = find(name);
  faults_.add(Path(path_, name), {.what = std::move(what),
                                  .allowed = std::move(allowed),
                                  .value = value ? value->text() : std::string_view()});
}

std::optional<JsonValue> ObjectReader::expect(std::string_view name, JsonKind kind,
                                              std::string_view kind_name, Presence presence) {
  auto value = find(name);
  if (!value) {
    if (presence == Presence::kRequired) {
      faults_.add(Path(path_, name), {.what = "This member is missing.",
                                      .allowed = "Here stands " + std::string(kind_name) + "."});
    }
    return std::nullopt;
  }
  if (value->kind() != kind) {
    fault_kind(*value, Path(path_, name), kind_name);
    return std::nullopt;
  }
  return value;
}

std::optional<JsonValue> ObjectReader::list_of(std::string_view name, std::size_t items_max) {
  auto value = expect(name, JsonKind::kArray, "a list", Presence::kOptional);
  if (value && value->size() > items_max) {
    fault(name, "The list has " + std::to_string(value->size()) + " items.",
          "At most " + std::to_string(items_max) + " items.");
    return std::nullopt;
  }
  return value;
}

std::string ObjectReader::text(std::string_view name, const TextRule& rule) {
  const auto value = expect(name, JsonKind::kString, "text", rule.presence);
  if (!value) return {};
  const std::string_view given = value->text();
  if (is_blank(given)) {
    fault(name, "The text is empty.", "A text, or no such member.");
    return {};
  }
  const bool many = rule.lines == Lines::kMany;
  if (std::any_of(given.begin(), given.end(), [&](char c) {
        return is_control(static_cast<unsigned char>(c)) && !(many && (c == '\n' || c == '\t'));
      })) {
    // Not quoted: a control character would upset whoever reads the report.
    faults_.add(Path(path_, name), {.what = "The text has control characters.",
                                    .allowed = many ? "Printable characters, line feeds and tabs."
                                                    : "Printable characters on one line."});
    return {};
  }
  // Only a text with more bytes than allowed characters has to be counted.
  if (given.size() > rule.characters_max && character_count(given) > rule.characters_max) {
    fault(name, "The text has " + std::to_string(character_count(given)) + " characters.",
          "At most " + std::to_string(rule.characters_max) + " characters.");
    return {};
  }
  return std::string(given);
}

std::string ObjectReader::url(std::string_view name) {
  std::string given = text(name, {.characters_max = kUrlCharactersMax});
  if (!given.empty() && !is_url(given)) {
    fault(name, "This is not a web address.", "A URL that begins with https:// or http://.");
    return {};
  }
  return given;
}

std::optional<int> ObjectReader::integer(std::string_view name, const IntegerRule& rule) {
  const auto value = expect(name, JsonKind::kNumber, "a whole number", rule.presence);
  if (!value) return std::nullopt;
  const auto given = value->integer();
  if (!given || *given < rule.min || *given > rule.max) {
    fault(name, "The number is out of range.",
          "A whole number from " + std::to_string(rule.min) + " to " + std::to_string(rule.max) + ".");
    return std::nullopt;
  }
  return static_cast<int>(*given);
}

std::optional<double> ObjectReader::number(std::string_view name, const NumberRule& rule) {
  const auto value = expect(name, JsonKind::kNumber, "a number", Presence::kOptional);
  if (!value) return std::nullopt;
  const auto given = value->number();
  if (!given || *given < rule.min || *given > rule.max) {
    fault(name, "The number is out of range.",
          "A number from " + std::to_string(static_cast<int>(rule.min)) + " to " +
              std::to_string(static_cast<int>(rule.max)) + ".");
    return std::nullopt;
  }
  return given;
}

std::optional<bool> ObjectReader::boolean(std::string_view name) {
  const auto value = expect(name, JsonKind::kBoolean, "true or false", Presence::kOptional);
  if (!value) return std::nullopt;
  return value->boolean();
}

std::optional<Date> ObjectReader::date(std::string_view name) {
  const auto value = expect(name, JsonKind::kString, "a date", Presence::kOptional);
  if (!value) return std::nullopt;
  const auto given = parse_date(value->text());
  if (!given) fault(name, "This is not a date.", "A date like 2026-11-22, from the year 1900 on.");
  return given;
}

std::optional<Instant> ObjectReader::instant(std::string_view name, Presence presence) {
  const auto value = expect(name, JsonKind::kString, "an instant", presence);
  if (!value) return std::nullopt;
  const auto given = parse_instant(value->text());
  if (!given) fault(name, "This is not an instant.", "An instant like 2026-11-22T10:00:00Z.");
  return given;
}

std::optional<std::size_t> ObjectReader::choice(std::string_view name,
                                                std::span<const std::string_view> names, Presence presence) {
  const auto value = expect(name, JsonKind::kString, "text", presence);
  if (!value) return std::nullopt;
  const auto found = std::find(names.begin(), names.end(), value->text());
  if (found == names.end()) {
    fault(name, "This is not one of the values.", alternatives(names) + ".");
    return std::nullopt;
  }
  return static_cast<std::size_t>(found - names.begin());
}

}  // namespace stillpoint::document
