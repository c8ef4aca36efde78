#include "app/partners/partners.h"

#include <algorithm>
#include <string_view>

#include "app/identity/identity.h"
#include "app/identity/permissions.h"
#include "app/identity/random_token.h"
#include "app/partners/partner_key_text.h"
#include "base/id.h"
#include "base/text.h"
#include "base/time_text.h"

namespace stillpoint::app {
namespace {

using domain::FieldChange;
using domain::KeyScope;
using domain::Partner;
using domain::PartnerId;
using domain::PartnerKey;
using domain::PartnerKeyId;
using domain::PartnerKeyKind;
using domain::PartnerState;

std::string list_of(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list.append(list.empty() ? "" : ", ").append(text);
  return list;
}

std::string list_of(const std::vector<domain::LockedFilter>& filters) {
  std::string list;
  for (const domain::LockedFilter& filter : filters) {
    list.append(list.empty() ? "" : "&").append(filter.name).append("=").append(filter.value);
  }
  return list;
}

std::string list_of(domain::KeyScopes scopes) {
  std::string list;
  for (std::size_t i = 0; i < domain::kKeyScopes; ++i) {
    if (!scopes.has(static_cast<KeyScope>(i))) continue;
    list.append(list.empty() ? "" : ", ").append(domain::kKeyScopeNames[i]);
  }
  return list;
}

std::string text_of(const std::optional<Instant>& instant) {
  return instant ? print_instant(*instant) : std::string();
}

/// @param before of a new partner: one without a name.
std::vector<FieldChange> changes_between(const Partner& before, const Partner& after) {
  const bool is_new = before.name.empty();
  std::vector<FieldChange> changes;
  const auto add = [&](const char* field, std::string_view from, std::string_view to) {
    if (from != to) changes.push_back(text_change(field, from, to));
  };
  const auto number = [&](int value) { return std::to_string(value); };
  add("/name", before.name, after.name);
  add("/contact", before.contact, after.contact);
  add("/origins", list_of(before.origins), list_of(after.origins));
  add("/quota_per_minute", is_new ? "" : number(before.quota_per_minute), number(after.quota_per_minute));
  add("/locked", list_of(before.locked), list_of(after.locked));
  add("/theme/scheme",
      is_new ? "" : domain::kColourSchemeNames[static_cast<std::size_t>(before.theme.scheme)],
      domain::kColourSchemeNames[static_cast<std::size_t>(after.theme.scheme)]);
  add("/theme/accent", before.theme.accent, after.theme.accent);
  add("/theme/corner_radius", is_new ? "" : number(before.theme.corner_radius),
      number(after.theme.corner_radius));
  add("/terms_agreed", text_of(before.terms_agreed), text_of(after.terms_agreed));
  add("/state", is_new ? "" : domain::kPartnerStateNames[static_cast<std::size_t>(before.state)],
      domain::kPartnerStateNames[static_cast<std::size_t>(after.state)]);
  return changes;
}

std::vector<FieldChange> changes_of(const PartnerKey& key) {
  std::vector<FieldChange> changes = {
      text_change("/keys/" + key.hint + "/kind", "",
                  domain::kPartnerKeyKindNames[static_cast<std::size_t>(key.kind)]),
      text_change("/keys/" + key.hint + "/name", "", key.name)};
  if (!key.scopes.empty()) {
    changes.push_back(text_change("/keys/" + key.hint + "/scopes", "", list_of(key.scopes)));
  }
  if (key.expires) changes.push_back(text_change("/keys/" + key.hint + "/expires", "", text_of(key.expires)));
  return changes;
}

/// The terms over what stands; when they were agreed to stays.
Partner with_terms(Partner partner, const PartnerTerms& terms, Instant now) {
  partner.name = terms.name;
  partner.contact = terms.contact;
  partner.origins = terms.origins;
  partner.quota_per_minute = terms.quota_per_minute;
  partner.locked = terms.locked;
  partner.theme = terms.theme;
  if (!terms.agreed_to_terms) partner.terms_agreed.reset();
  if (terms.agreed_to_terms && !partner.terms_agreed) partner.terms_agreed = now;
  return partner;
}

Error moved_on() {
  return {.code = ErrorCode::kConflict,
          .message = "Somebody has changed this partner meanwhile: look at it again."};
}

/// A fresh key of the kind with its text.
MadePartnerKey draw_key(PartnerId partner, const NewPartnerKey& wanted, Instant now) {
  MadePartnerKey made{.text = draw_partner_key(wanted.kind)};
  made.key = {.partner = partner,
              .kind = wanted.kind,
              .name = wanted.name,
              .hint = hint_of_key(made.text),
              .hash = digest_of(made.text),
              .scopes = wanted.scopes,
              .created = now};
  if (wanted.days > 0) made.key.expires = now + std::chrono::days{wanted.days};
  return made;
}

}  // namespace

/// An entry of the trail about a partner.
struct Partners::Note {
  std::string action{};
  PartnerId partner{};
  std::vector<FieldChange> changes{};
  std::string reason{};
};

Result<void> Partners::note(const domain::Actor& actor, Note what) const {
  return ports_.trail.append({.at = ports_.clock.now(),
                              .actor = actor,
                              .action = std::move(what.action),
                              .subject = {.kind = "partner", .id = print_id(what.partner.value)},
                              .changes = std::move(what.changes),
                              .reason = std::move(what.reason)});
}

Result<std::vector<Partner>> Partners::all(const domain::Actor& actor) const {
  if (Result<void> may = require(actor, Permission::kManagePartners); !may) return std::move(may).error();
  return ports_.store.all();
}

Result<Partner> Partners::find(const domain::Actor& actor, PartnerId id) const {
  if (Result<void> may = require(actor, Permission::kManagePartners); !may) return std::move(may).error();
  return ports_.store.find(id);
}

Result<std::vector<PartnerKey>> Partners::keys(const domain::Actor& actor, PartnerId id) const {
  const Result<Partner> partner = find(actor, id);
  if (!partner) return partner.error();
  return ports_.store.keys_of(id);
}

Result<PartnerUsageReport> Partners::usage(const domain::Actor& actor, PartnerId id) const {
  const Result<Partner> partner = find(actor, id);
  if (!partner) return partner.error();
  if (Result<void> written = ports_.write_usage(); !written) return std::move(written).error();
  PartnerUsageReport report{.from = std::chrono::floor<std::chrono::days>(ports_.clock.now()) -
                                    std::chrono::days{kUsageDaysShown - 1}};
  Result<std::vector<domain::PartnerUse>> days = ports_.store.uses(id, report.from);
  if (!days) return std::move(days).error();
  report.days = *std::move(days);
  Result<std::vector<domain::PartnerPage>> pages = ports_.store.pages(id, report.from, kUsagePagesShown);
  if (!pages) return std::move(pages).error();
  report.pages = *std::move(pages);
  return report;
}

Result<Partner> Partners::save(const domain::Actor& actor, const Partner& before, Partner after, Note what) {
  what.changes = changes_between(before, after);
  if (what.changes.empty()) return after;
  const Result<PartnerId> id = ports_.store.put(after);
  if (!id) return id.error();
  after.id = *id;
  ++after.version;
  what.partner = *id;
  if (Result<void> noted = note(actor, std::move(what)); !noted) return std::move(noted).error();
  return after;
}

Result<Partner> Partners::register_partner(const domain::Actor& actor, const PartnerTerms& given) {
  if (Result<void> may = require(actor, Permission::kManagePartners); !may) return std::move(may).error();
  const PartnerTerms terms = tidied(given);
  std::vector<Fault> faults = faults_of(terms, ports_.read_locked);
  if (!faults.empty()) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The partner cannot be saved like this.",
                 .faults = std::move(faults)};
  }
  Partner saved;
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    const Instant now = ports_.clock.now();
    Result<Partner> put =
        save(actor, {}, with_terms({.created = now}, terms, now), {.action = "partner.register"});
    if (!put) return std::move(put).error();
    saved = *std::move(put);
    return {};
  });
  if (!done) return std::move(done).error();
  ports_.access.forget();
  return saved;
}

Result<Partner> Partners::edit(const domain::Actor& actor, PartnerId id, std::int64_t version,
                               const PartnerTerms& given) {
  if (Result<void> may = require(actor, Permission::kManagePartners); !may) return std::move(may).error();
  const PartnerTerms terms = tidied(given);
  std::vector<Fault> faults = faults_of(terms, ports_.read_locked);
  if (!faults.empty()) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The partner cannot be saved like this.",
                 .faults = std::move(faults)};
  }
  Partner saved;
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    const Result<Partner> before = ports_.store.find(id);
    if (!before) return before.error();
    if (before->version != version) return moved_on();
    Result<Partner> put =
        save(actor, *before, with_terms(*before, terms, ports_.clock.now()), {.action = "partner.edit"});
    if (!put) return std::move(put).error();
    saved = *std::move(put);
    return {};
  });
  if (!done) return std::move(done).error();
  ports_.access.forget();
  return saved;
}

Result<Partner> Partners::set_state(const domain::Actor& actor, PartnerId id, PartnerState state,
                                    const std::string& reason) {
  if (Result<void> may = require(actor, Permission::kManagePartners); !may) return std::move(may).error();
  Partner saved;
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    const Result<Partner> before = ports_.store.find(id);
    if (!before) return before.error();
    Partner after = *before;
    after.state = state;
    const bool suspends = state == PartnerState::kSuspended;
    Result<Partner> put = save(actor, *before, std::move(after),
                               {.action = suspends ? "partner.suspend" : "partner.resume", .reason = reason});
    if (!put) return std::move(put).error();
    saved = *std::move(put);
    return {};
  });
  if (!done) return std::move(done).error();
  ports_.access.forget();
  return saved;
}

Result<PartnerKey> Partners::key_of(PartnerId id, PartnerKeyId key) const {
  Result<std::vector<PartnerKey>> keys = ports_.store.keys_of(id);
  if (!keys) return std::move(keys).error();
  for (PartnerKey& one : *keys) {
    if (one.id == key) return std::move(one);
  }
  return Error{.code = ErrorCode::kNotFound, .message = "This partner has no such key."};
}

Result<void> Partners::check_key(const Partner& partner, const NewPartnerKey& wanted) const {
  std::vector<Fault> faults;
  if (wanted.name.empty() || wanted.name.size() > kKeyNameBytesMax || !is_utf8(wanted.name)) {
    faults.push_back({.where = "name",
                      .what = "Say what this key is for, so that it is known again.",
                      .allowed = "1 to " + std::to_string(kKeyNameBytesMax) + " bytes",
                      .value = {}});
  }
  if (wanted.days < 0 || wanted.days > kKeyDaysMax) {
    faults.push_back({.where = "days",
                      .what = "This number of days is out of range.",
                      .allowed = "1 to " + std::to_string(kKeyDaysMax) + ", or nothing",
                      .value = std::to_string(wanted.days)});
  }
  const auto refuse_scopes = [&](const char* what, const char* allowed) {
    faults.push_back({.where = "scopes", .what = what, .allowed = allowed, .value = list_of(wanted.scopes)});
  };
  const bool copies = wanted.scopes.has(KeyScope::kChanges) || wanted.scopes.has(KeyScope::kContact);
  if (wanted.kind == PartnerKeyKind::kPublishable && !wanted.scopes.empty()) {
    refuse_scopes("A publishable key stands in pages for everybody to read.", "none");
  } else if (copies && !partner.terms_agreed) {
    refuse_scopes("The partner has not agreed to the terms of copying.", "verify, webhooks");
  } else if (wanted.kind == PartnerKeyKind::kTest && wanted.scopes.has(KeyScope::kContact)) {
    refuse_scopes("A test key gets no contact data.", "verify, changes, webhooks");
  } else if (wanted.scopes.has(KeyScope::kContact) && !wanted.scopes.has(KeyScope::kChanges)) {
    refuse_scopes("Contact data comes with the changes.", "contact together with changes");
  }
  if (faults.empty()) return {};
  return Error{
      .code = ErrorCode::kInvalid, .message = "A key like this cannot be made.", .faults = std::move(faults)};
}

Result<MadePartnerKey> Partners::make_key(const domain::Actor& actor, PartnerId id,
                                          const NewPartnerKey& wanted) {
  if (Result<void> may = require(actor, Permission::kManagePartners); !may) return std::move(may).error();
  MadePartnerKey made = draw_key(id, wanted, ports_.clock.now());
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    const Result<Partner> partner = ports_.store.find(id);
    if (!partner) return partner.error();
    if (Result<void> fits = check_key(*partner, wanted); !fits) return fits;
    const Result<std::vector<PartnerKey>> keys = ports_.store.keys_of(id);
    if (!keys) return keys.error();
    const auto good = std::count_if(keys->begin(), keys->end(), [&](const PartnerKey& key) {
      return domain::is_good(key, made.key.created);
    });
    if (good >= static_cast<std::ptrdiff_t>(kGoodKeysMax)) {
      return Error{.code = ErrorCode::kConflict,
                   .message = "This partner has " + std::to_string(kGoodKeysMax) +
                              " keys already: revoke one that is no longer used."};
    }
    const Result<PartnerKeyId> added = ports_.store.add_key(made.key);
    if (!added) return added.error();
    made.key.id = *added;
    return note(actor, {.action = "partner.make_key", .partner = id, .changes = changes_of(made.key)});
  });
  if (!done) return std::move(done).error();
  ports_.access.forget();
  return made;
}

Result<MadePartnerKey> Partners::rotate_key(const domain::Actor& actor, PartnerId id, PartnerKeyId key,
                                            int days) {
  if (Result<void> may = require(actor, Permission::kManagePartners); !may) return std::move(may).error();
  if (days < 0 || days > kRotationDaysMax) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The old key cannot stay good for so long.",
                 .faults = {{.where = "days",
                             .what = "This number of days is out of range.",
                             .allowed = "0 to " + std::to_string(kRotationDaysMax),
                             .value = std::to_string(days)}}};
  }
  MadePartnerKey made;
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    const Instant now = ports_.clock.now();
    Result<PartnerKey> old = key_of(id, key);
    if (!old) return std::move(old).error();
    if (!domain::is_good(*old, now)) {
      return Error{.code = ErrorCode::kConflict, .message = "This key has ended already: make a new one."};
    }
    made = draw_key(id, {.kind = old->kind, .name = old->name, .scopes = old->scopes}, now);
    const Result<PartnerKeyId> added = ports_.store.add_key(made.key);
    if (!added) return added.error();
    made.key.id = *added;
    const std::string before = text_of(old->expires);
    const Instant end = now + std::chrono::days{days};
    old->expires = old->expires ? std::min(*old->expires, end) : end;
    if (Result<void> ended = ports_.store.end_key(*old); !ended) return ended;
    std::vector<FieldChange> changes = changes_of(made.key);
    changes.push_back(text_change("/keys/" + old->hint + "/expires", before, text_of(old->expires)));
    return note(actor, {.action = "partner.rotate_key", .partner = id, .changes = std::move(changes)});
  });
  if (!done) return std::move(done).error();
  ports_.access.forget();
  return made;
}

Result<void> Partners::revoke_key(const domain::Actor& actor, PartnerId id, PartnerKeyId key) {
  if (Result<void> may = require(actor, Permission::kManagePartners); !may) return may;
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    Result<PartnerKey> ended = key_of(id, key);
    if (!ended) return std::move(ended).error();
    if (ended->revoked) return {};
    ended->revoked = ports_.clock.now();
    if (Result<void> saved = ports_.store.end_key(*ended); !saved) return saved;
    return note(actor,
                {.action = "partner.revoke_key",
                 .partner = id,
                 .changes = {text_change("/keys/" + ended->hint + "/revoked", "", text_of(ended->revoked))}});
  });
  if (done) ports_.access.forget();
  return done;
}

}  // namespace stillpoint::app
