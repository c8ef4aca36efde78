#include "app/import_merge.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace stillpoint::app {
namespace {

using domain::Credential;
using domain::CredentialEvent;
using domain::HeldProfession;
using domain::Licence;
using domain::Location;
using domain::Practitioner;
using domain::Review;
using domain::Verification;

/// Whether two records say the same, whoever vouches for them.
bool says_same(Verification a, Verification b) {
  a.id = b.id = {};
  a.claimed = b.claimed = false;
  a.recorded = b.recorded = {};
  return a == b;
}
bool says_same(CredentialEvent a, CredentialEvent b) {
  a.claimed = b.claimed = false;
  return a == b;
}
bool says_same(Review a, Review b) {
  if (a.id && a.id == b.id) return true;
  a.id = b.id = {};
  a.claimed = b.claimed = false;
  return a == b;
}

/// Adds those of the file that are not there.
template <class T>
void add_new(std::vector<T>& existing, const std::vector<T>& incoming) {
  for (const T& one : incoming) {
    const bool is_known =
        std::any_of(existing.begin(), existing.end(), [&](const T& other) { return says_same(other, one); });
    if (!is_known) existing.push_back(one);
  }
}

void add_checks(std::vector<Verification>& existing, const std::vector<Verification>& incoming) {
  add_new(existing, incoming);
  std::stable_sort(existing.begin(), existing.end(),
                   [](const auto& a, const auto& b) { return a.checked_at < b.checked_at; });
}

bool was_checked(const std::vector<Verification>& checks) {
  return std::any_of(checks.begin(), checks.end(), [](const Verification& check) { return !check.claimed; });
}

bool is_same(const Licence& a, const Licence& b) {
  return (a.id && a.id == b.id) || std::tie(a.jurisdiction, a.number) == std::tie(b.jurisdiction, b.number);
}
bool is_same(const Credential& a, const Credential& b) {
  return (a.id && a.id == b.id) || std::tie(a.type, a.number) == std::tie(b.type, b.number);
}

Licence merged(const Licence& existing, const Licence& incoming) {
  Licence licence = was_checked(existing.verifications) ? existing : incoming;
  licence.id = existing.id;
  licence.verifications = existing.verifications;
  add_checks(licence.verifications, incoming.verifications);
  return licence;
}

/// A history is append-only, so what has one is never dropped.
bool has_standing(const Credential& credential) {
  return !credential.events.empty() || was_checked(credential.verifications);
}

Credential merged(const Credential& existing, const Credential& incoming) {
  Credential credential = has_standing(existing) ? existing : incoming;
  credential.id = existing.id;
  credential.recorded = existing.recorded;
  credential.events = existing.events;
  add_new(credential.events, incoming.events);
  std::stable_sort(credential.events.begin(), credential.events.end(), [](const auto& a, const auto& b) {
    return std::tie(a.effective, a.recorded) < std::tie(b.effective, b.recorded);
  });
  credential.verifications = existing.verifications;
  add_checks(credential.verifications, incoming.verifications);
  return credential;
}

/// The first of the list that is the same and was not taken yet; it counts as taken then. Two equal awards in
/// a file are two awards here.
template <class T>
std::optional<std::size_t> take_same(const std::vector<T>& list, std::vector<bool>& taken, const T& one) {
  for (std::size_t i = 0; i < taken.size(); ++i) {
    if (taken[i] || !is_same(list[i], one)) continue;
    taken[i] = true;
    return i;
  }
  return std::nullopt;
}

/// Those of the file, merged with their like here; behind them those that the file does not name and that
/// stay.
template <class T, class Stays>
std::vector<T> merged_list(const std::vector<T>& existing, const std::vector<T>& incoming,
                           const Stays& stays) {
  std::vector<T> list;
  std::vector<bool> taken(existing.size(), false);
  for (const T& one : incoming) {
    const auto found = take_same(existing, taken, one);
    list.push_back(found ? merged(existing[*found], one) : one);
  }
  for (std::size_t i = 0; i < existing.size(); ++i) {
    if (!taken[i] && stays(existing[i])) list.push_back(existing[i]);
  }
  return list;
}

/// Those here in their order, merged with the file's; behind them what is new.
template <class T>
std::vector<T> united_list(const std::vector<T>& existing, const std::vector<T>& incoming) {
  std::vector<T> list = existing;
  std::vector<bool> taken(existing.size(), false);
  for (const T& one : incoming) {
    if (const auto found = take_same(existing, taken, one)) {
      list[*found] = merged(existing[*found], one);
    } else {
      list.push_back(one);
    }
  }
  return list;
}

const HeldProfession* find(const std::vector<HeldProfession>& professions, const domain::ProfessionKey& key) {
  const auto found = std::find_if(professions.begin(), professions.end(),
                                  [&](const HeldProfession& held) { return held.profession == key; });
  return found == professions.end() ? nullptr : &*found;
}

bool stays(const Licence& licence) {
  return was_checked(licence.verifications);
}

std::vector<HeldProfession> merged_professions(const Practitioner& existing, const Practitioner& incoming) {
  std::vector<HeldProfession> professions;
  for (const HeldProfession& held : incoming.professions) {
    const HeldProfession* here = find(existing.professions, held.profession);
    professions.push_back(held);
    if (here != nullptr) professions.back().licences = merged_list(here->licences, held.licences, stays);
  }
  for (const HeldProfession& held : existing.professions) {
    if (find(incoming.professions, held.profession) != nullptr) continue;
    HeldProfession rest{.profession = held.profession};
    std::copy_if(held.licences.begin(), held.licences.end(), std::back_inserter(rest.licences), stays);
    if (!rest.licences.empty()) professions.push_back(std::move(rest));
  }
  return professions;
}

std::vector<HeldProfession> united_professions(const Practitioner& existing, const Practitioner& incoming) {
  std::vector<HeldProfession> professions = existing.professions;
  for (const HeldProfession& held : incoming.professions) {
    const auto found = std::find_if(professions.begin(), professions.end(), [&](const HeldProfession& other) {
      return other.profession == held.profession;
    });
    if (found == professions.end()) {
      professions.push_back(held);
    } else {
      found->licences = united_list(found->licences, held.licences);
    }
  }
  return professions;
}

/// Takes the file's text where it has one.
void take(std::string& existing, const std::string& incoming) {
  if (!incoming.empty()) existing = incoming;
}
template <class T>
void take(std::optional<T>& existing, const std::optional<T>& incoming) {
  if (incoming) existing = incoming;
}
template <class T>
void take(std::vector<T>& existing, const std::vector<T>& incoming) {
  if (!incoming.empty()) existing = incoming;
}

bool is_same_address(const Location& a, const Location& b) {
  return std::tie(a.street, a.city, a.postal_code, a.country) ==
         std::tie(b.street, b.city, b.postal_code, b.country);
}

Practitioner merge_part(const Practitioner& existing, const Practitioner& incoming) {
  Practitioner merged = existing;
  take(merged.name.display, incoming.name.display);
  take(merged.name.post_nominals, incoming.name.post_nominals);
  take(merged.gender, incoming.gender);
  take(merged.contact.phone, incoming.contact.phone);
  take(merged.contact.mail, incoming.contact.mail);
  take(merged.contact.website, incoming.contact.website);
  take(merged.contact.booking_url, incoming.contact.booking_url);
  take(merged.contact.photo_url, incoming.contact.photo_url);
  take(merged.mailing_address, incoming.mailing_address);
  merged.professions = united_professions(existing, incoming);
  take(merged.training, incoming.training);
  merged.credentials = united_list(existing.credentials, incoming.credentials);
  take(merged.approaches, incoming.approaches);
  take(merged.conditions, incoming.conditions);
  take(merged.populations, incoming.populations);
  take(merged.languages, incoming.languages);
  // A registry knows one address; what the person says of it is worth more than the address alone.
  const bool has_one = existing.locations.size() == 1 && incoming.locations.size() == 1;
  if (existing.locations.empty() ||
      (has_one && !is_same_address(existing.locations[0], incoming.locations[0])))
    take(merged.locations, incoming.locations);
  if (incoming.fees.declined || !incoming.fees.lines.empty()) merged.fees = incoming.fees;
  if (!incoming.session.description.empty()) merged.session = incoming.session;
  take(merged.about, incoming.about);
  return merged;
}

Practitioner merge_whole(const Practitioner& existing, const Practitioner& incoming) {
  Practitioner merged = incoming;
  merged.id = existing.id;
  merged.version = existing.version;
  merged.listing = existing.listing;
  merged.listing_basis = existing.listing_basis;
  merged.demoted_since = existing.demoted_since;
  merged.professions = merged_professions(existing, incoming);
  merged.credentials = merged_list(existing.credentials, incoming.credentials, has_standing);
  merged.reviews_invited = existing.reviews_invited;
  merged.reviews = existing.reviews;
  merged.edited = existing.edited;
  merged.attested = existing.attested;
  return merged;
}

}  // namespace

Practitioner merge_import(const Practitioner& existing, const Practitioner& incoming, bool partial) {
  Practitioner merged = partial ? merge_part(existing, incoming) : merge_whole(existing, incoming);
  merged.external_ids = existing.external_ids;
  for (const domain::ExternalId& id : incoming.external_ids) {
    if (std::find(merged.external_ids.begin(), merged.external_ids.end(), id) == merged.external_ids.end())
      merged.external_ids.push_back(id);
  }
  add_new(merged.reviews, incoming.reviews);
  return merged;
}

}  // namespace stillpoint::app
