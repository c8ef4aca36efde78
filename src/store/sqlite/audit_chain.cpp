#include "store/sqlite/audit_chain.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <chrono>
#include <stdexcept>

#include "base/id.h"
#include "base/time_text.h"

namespace stillpoint::store {
namespace {

constexpr std::size_t kDigestBytes = 32;

void append_quoted(std::string& json, std::string_view text) {
  static constexpr char kHexDigits[] = "0123456789abcdef";
  json.push_back('"');
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      json.push_back('\\');
      json.push_back(c);
    } else if (static_cast<unsigned char>(c) < 0x20) {
      const auto byte = static_cast<unsigned char>(c);
      json += "\\u00";
      json.push_back(kHexDigits[byte >> 4U]);
      json.push_back(kHexDigits[byte & 0xfU]);
    } else {
      json.push_back(c);
    }
  }
  json.push_back('"');
}

/// Its length and a colon before each part: no two lists of parts give the same text.
void append_part(std::string& text, std::string_view part) {
  text += std::to_string(part.size());
  text.push_back(':');
  text += part;
}

/// "registrar,verifier"; bits that name no role are told as a number, so that they are bound too.
std::string role_names(std::int64_t bits) {
  std::string names;
  std::int64_t rest = bits;
  for (std::size_t role = 0; role < domain::kRoles; ++role) {
    if ((bits & (std::int64_t{1} << role)) == 0) continue;
    names += (names.empty() ? "" : ",") + std::string(domain::kRoleNames[role]);
    rest &= ~(std::int64_t{1} << role);
  }
  return rest == 0 ? names : names + "+" + std::to_string(rest);
}

}  // namespace

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  // It fails where the library has no SHA-256 or no memory: neither is a state to go on from.
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 cannot be computed");
  }
  return std::string(digest.begin(), digest.begin() + kDigestBytes);
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
           reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data(),
           &size) == nullptr) {
    throw std::runtime_error("HMAC-SHA-256 cannot be computed");
  }
  return std::string(digest.begin(), digest.begin() + kDigestBytes);
}

std::string hex(std::string_view bytes) {
  static constexpr char kHexDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text.push_back(kHexDigits[byte >> 4U]);
    text.push_back(kHexDigits[byte & 0xfU]);
  }
  return text;
}

std::string audit_content(const domain::AuditEntry& entry) {
  std::string json = "{\"address\":";
  append_quoted(json, entry.actor.address);
  json += ",\"reason\":";
  append_quoted(json, entry.reason);
  json += ",\"changes\":[";
  for (const domain::FieldChange& change : entry.changes) {
    json += json.back() == '[' ? "[" : ",[";
    append_quoted(json, change.field);
    json.push_back(',');
    append_quoted(json, change.before);
    json.push_back(',');
    append_quoted(json, change.after);
    json.push_back(']');
  }
  json += "]}";
  return json;
}

std::string audit_hash(const AuditRow& row) {
  std::string text;
  append_part(text, hex(row.previous_hash));
  append_part(text, std::to_string(row.sequence));
  append_part(text, print_instant(Instant{std::chrono::seconds{row.at}}));
  append_part(text, row.actor_kind);
  append_part(text, row.account ? print_id(*row.account) : "");
  append_part(text, row.actor);
  append_part(text, role_names(row.roles));
  append_part(text, row.action);
  append_part(text, row.subject_kind);
  append_part(text, row.subject);
  append_part(text, hex(row.content_digest));
  return sha256(text);
}

}  // namespace stillpoint::store
