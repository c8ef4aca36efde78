#include "app/partners/partner_terms.h"

#include <algorithm>
#include <utility>

#include "base/text.h"

namespace stillpoint::app {
namespace {

constexpr std::size_t kQuotedBytesMax = 80;

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return std::string(text.substr(begin, text.find_last_not_of(" \t") + 1 - begin));
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), lower);
  return text;
}

bool is_one_line(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 32 || byte == 127;
  });
}

bool is_host(std::string_view host) {
  if (host == "[::1]") return true;
  const bool plain = std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
  });
  return plain && !host.empty() && host.front() != '.' && host.front() != '-' && host.back() != '.' &&
         host.find("..") == std::string_view::npos;
}

bool is_port(std::string_view port) {
  return !port.empty() && port.size() <= 5 && port.front() != '0' &&
         port.find_first_not_of("0123456789") == std::string_view::npos &&
         std::stoi(std::string(port)) <= 65535;
}

bool is_colour(std::string_view text) {
  return text.size() == 7 && text.front() == '#' &&
         text.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos;
}

/// Something on both sides of one "@", without what would break a header or a list.
bool looks_like_mail(std::string_view mail) {
  const std::size_t at = mail.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < mail.size() &&
         mail.find('@', at + 1) == std::string_view::npos && mail.size() <= kPartnerMailBytesMax &&
         is_one_line(mail) && mail.find_first_of(" <>,;\"") == std::string_view::npos && is_utf8(mail);
}

class Check {
 public:
  explicit Check(const PartnerTerms& terms) : terms_(terms) {}

  std::vector<Fault> run(const PartnerAccess::ReadLocked& read_locked) && {
    name_and_contact();
    origins();
    numbers_and_theme();
    locked(read_locked);
    return std::move(faults_);
  }

 private:
  void add(std::string where, std::string what, std::string allowed, std::string_view value = {}) {
    faults_.push_back({.where = std::move(where),
                       .what = std::move(what),
                       .allowed = std::move(allowed),
                       .value = std::string(shorten(value, kQuotedBytesMax))});
  }

  void name_and_contact() {
    const std::string& name = terms_.name;
    if (name.empty() || name.size() > kPartnerNameBytesMax || !is_utf8(name) || !is_one_line(name)) {
      add("name", "A name is missing, or it is too long.",
          "1 to " + std::to_string(kPartnerNameBytesMax) + " bytes on one line");
    }
    if (!looks_like_mail(terms_.contact)) {
      add("contact", "This is no mail address.", "an address like web@clinic.example", terms_.contact);
    }
  }

  void origins() {
    if (terms_.origins.size() > kPartnerOriginsMax) {
      add("origins", "There are too many origins.", "at most " + std::to_string(kPartnerOriginsMax));
    }
    for (const std::string& origin : terms_.origins) {
      if (normal_origin(origin) == origin) continue;
      add("origins", "This is no origin that pages can have.",
          "https:// and a host, with a port where it is not the usual one, for example "
          "https://www.clinic.example; "
          "no path, no *; http:// for localhost only",
          origin);
    }
  }

  void numbers_and_theme() {
    if (terms_.quota_per_minute < 1 || terms_.quota_per_minute > kPartnerQuotaMax) {
      add("quota_per_minute", "This quota is out of range.", "1 to " + std::to_string(kPartnerQuotaMax),
          std::to_string(terms_.quota_per_minute));
    }
    if (!terms_.theme.accent.empty() && !is_colour(terms_.theme.accent)) {
      add("accent", "This is no colour.", "# and six hexadecimal digits, for example #0a5c66; or nothing",
          terms_.theme.accent);
    }
    if (terms_.theme.corner_radius < 0 || terms_.theme.corner_radius > kCornerRadiusMax) {
      add("corner_radius", "This radius is out of range.", "0 to " + std::to_string(kCornerRadiusMax),
          std::to_string(terms_.theme.corner_radius));
    }
  }

  void locked(const PartnerAccess::ReadLocked& read_locked) {
    if (terms_.locked.size() > kLockedFiltersMax) {
      add("locked", "There are too many locked filters.", "at most " + std::to_string(kLockedFiltersMax));
      return;
    }
    for (const domain::LockedFilter& filter : terms_.locked) {
      if (filter.value.size() <= kLockedValueBytesMax && is_utf8(filter.value) && is_one_line(filter.value))
        continue;
      add("locked", "This value is too long.", "at most " + std::to_string(kLockedValueBytesMax) + " bytes",
          filter.name);
      return;
    }
    const Result<domain::SearchTerms> read = read_locked(terms_.locked);
    if (read) return;
    if (read.error().faults.empty()) add("locked", read.error().message, "the parameters of a search");
    for (const Fault& fault : read.error().faults) {
      add("locked", fault.where + ": " + fault.what, fault.allowed, fault.value);
    }
  }

  const PartnerTerms& terms_;
  std::vector<Fault> faults_{};
};

}  // namespace

std::string normal_origin(std::string_view typed) {
  std::string origin = lowered(trimmed(typed));
  if (origin.size() > kOriginBytesMax) return {};
  const bool is_https = origin.starts_with("https://");
  if (!is_https && !origin.starts_with("http://")) return {};
  if (origin.back() == '/' && origin.find('/', 8) == origin.size() - 1) origin.pop_back();
  const std::size_t host_at = is_https ? 8 : 7;
  std::string_view rest = std::string_view(origin).substr(host_at);
  const std::size_t colon = rest.find(':', rest.starts_with("[") ? std::min(rest.find(']'), rest.size()) : 0);
  const std::string_view host = rest.substr(0, colon);
  if (!is_host(host)) return {};
  if (colon != std::string_view::npos) {
    const std::string_view port = rest.substr(colon + 1);
    if (!is_port(port)) return {};
    if (port == (is_https ? "443" : "80")) origin.resize(host_at + colon);
  }
  return is_https || is_local_origin(origin) ? origin : std::string();
}

PartnerTerms terms_of(const domain::Partner& partner) {
  return {.name = partner.name,
          .contact = partner.contact,
          .origins = partner.origins,
          .quota_per_minute = partner.quota_per_minute,
          .locked = partner.locked,
          .theme = partner.theme,
          .agreed_to_terms = partner.terms_agreed.has_value()};
}

PartnerTerms tidied(PartnerTerms terms) {
  terms.name = trimmed(terms.name);
  terms.contact = trimmed(terms.contact);
  terms.theme.accent = lowered(trimmed(terms.theme.accent));
  std::vector<std::string> origins;
  for (const std::string& typed : terms.origins) {
    std::string origin = normal_origin(typed);
    if (origin.empty()) origin = trimmed(typed);  // to be refused as it was typed
    if (!origin.empty() && std::find(origins.begin(), origins.end(), origin) == origins.end()) {
      origins.push_back(std::move(origin));
    }
  }
  terms.origins = std::move(origins);
  return terms;
}

std::vector<Fault> faults_of(const PartnerTerms& terms, const PartnerAccess::ReadLocked& read_locked) {
  return Check(terms).run(read_locked);
}

}  // namespace stillpoint::app
