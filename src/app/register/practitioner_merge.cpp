#include "app/register/practitioner_merge.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

namespace stillpoint::app {
namespace {

using domain::Credential;
using domain::HeldProfession;
using domain::Licence;
using domain::Practitioner;

void take(std::string& kept, const std::string& other) {
  if (kept.empty()) kept = other;
}
template <class T>
void take(std::optional<T>& kept, const std::optional<T>& other) {
  if (!kept) kept = other;
}

/// Adds what is not there.
template <class T, class Same>
void unite(std::vector<T>& kept, const std::vector<T>& other, const Same& same) {
  for (const T& one : other) {
    if (std::none_of(kept.begin(), kept.end(), [&](const T& here) { return same(here, one); }))
      kept.push_back(one);
  }
}
template <class T>
void unite(std::vector<T>& kept, const std::vector<T>& other) {
  unite(kept, other, [](const T& a, const T& b) { return a == b; });
}

void unite_checks(std::vector<domain::Verification>& kept, const std::vector<domain::Verification>& other) {
  unite(kept, other);
  std::stable_sort(kept.begin(), kept.end(),
                   [](const auto& a, const auto& b) { return a.checked_at < b.checked_at; });
}

void unite_licences(std::vector<Licence>& kept, const std::vector<Licence>& other) {
  for (const Licence& one : other) {
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const Licence& here) {
      return std::tie(here.jurisdiction, here.number) == std::tie(one.jurisdiction, one.number);
    });
    if (same == kept.end()) {
      kept.push_back(one);
    } else {
      take(same->expires, one.expires);
      // Two that differ: the worse stands until somebody looks at the source. Declared from active to
      // revoked.
      same->status = std::max(same->status, one.status);
      unite_checks(same->verifications, one.verifications);
    }
  }
}

void unite_professions(std::vector<HeldProfession>& kept, const std::vector<HeldProfession>& other) {
  for (const HeldProfession& one : other) {
    const auto same = std::find_if(kept.begin(), kept.end(), [&](const HeldProfession& here) {
      return here.profession == one.profession;
    });
    if (same == kept.end()) {
      kept.push_back(one);
    } else {
      unite_licences(same->licences, one.licences);
    }
  }
}

/// An award without a number that both have is one award, as long as nothing befell either.
bool is_same_unmarked(const Credential& a, const Credential& b) {
  const auto is_unmarked = [](const Credential& credential) {
    return credential.number.empty() && credential.events.empty() && credential.verifications.empty();
  };
  return is_unmarked(a) && is_unmarked(b) &&
         std::tie(a.type, a.issued, a.expires) == std::tie(b.type, b.issued, b.expires);
}

void unite_places(Practitioner& kept, const Practitioner& other) {
  unite(kept.locations, other.locations, [](const domain::Location& a, const domain::Location& b) {
    return std::tie(a.street, a.city, a.postal_code, a.country) ==
           std::tie(b.street, b.city, b.postal_code, b.country);
  });
}

}  // namespace

MergedRecords merge_records(const Practitioner& keep, const Practitioner& from) {
  MergedRecords merged{.kept = keep, .gone = from};
  Practitioner& kept = merged.kept;
  take(kept.name.post_nominals, from.name.post_nominals);
  take(kept.gender, from.gender);
  take(kept.contact.phone, from.contact.phone);
  take(kept.contact.mail, from.contact.mail);
  take(kept.contact.website, from.contact.website);
  take(kept.contact.booking_url, from.contact.booking_url);
  take(kept.contact.photo_url, from.contact.photo_url);
  take(kept.mailing_address, from.mailing_address);
  take(kept.about, from.about);
  unite(kept.external_ids, from.external_ids);
  unite_professions(kept.professions, from.professions);
  unite(kept.training, from.training);
  unite(kept.credentials, from.credentials, is_same_unmarked);
  unite(kept.approaches, from.approaches);
  unite(kept.populations, from.populations);
  unite(kept.languages, from.languages);
  unite(kept.conditions, from.conditions,
        [](const auto& a, const auto& b) { return a.condition == b.condition; });
  unite_places(kept, from);
  if (!kept.fees.declined && kept.fees.lines.empty()) kept.fees = from.fees;
  if (kept.session.description.empty()) kept.session = from.session;
  unite(kept.reviews, from.reviews);
  kept.reviews_invited += from.reviews_invited;
  // A demotion is not merged away.
  if (from.demoted_since && (!kept.demoted_since || *from.demoted_since < *kept.demoted_since))
    kept.demoted_since = from.demoted_since;

  Practitioner& gone = merged.gone;
  gone.listing = domain::ListingState::kWithdrawn;
  gone.external_ids.clear();
  for (Credential& credential : gone.credentials) credential.number.clear();
  return merged;
}

}  // namespace stillpoint::app
