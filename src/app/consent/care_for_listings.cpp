#include "app/consent/care_for_listings.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <utility>

#include "app/consent/ask_consent.h"
#include "app/consent/consent_mails.h"
#include "base/calendar.h"

namespace stillpoint::app {
namespace {

using domain::Consent;
using domain::ConsentStep;
using domain::Practitioner;

/// Lines of a digest; whoever needs more looks into the trail.
constexpr std::size_t kDigestLinesMax = 200;
/// Lines that one digest counts as told: more than one round of care makes.
constexpr std::size_t kDigestLinesRead = 10'000;
/// Mail in trouble that is looked through for addresses.
constexpr std::size_t kTroubledMax = 10'000;

/// Somebody who left meanwhile, or was asked about by two programs at once, is no trouble.
bool is_moot(const Error& error) {
  return error.code == ErrorCode::kGone || error.code == ErrorCode::kNotFound;
}

/// "RCST, number 123" of a credential, "licence US-CO 123" of a licence; empty where the record has neither.
std::string text_of_item(const Practitioner& person, std::int64_t item,
                         const domain::Vocabulary& vocabulary) {
  for (const domain::Credential& credential : person.credentials) {
    if (credential.id.value != item) continue;
    const domain::CredentialType* type = vocabulary.find(credential.type);
    std::string text = type == nullptr ? credential.type.value : type->name;
    if (!credential.number.empty()) text += ", number " + credential.number;
    return text;
  }
  for (const domain::HeldProfession& held : person.professions) {
    for (const domain::Licence& licence : held.licences) {
      if (licence.id.value == item) return "licence of " + licence.jurisdiction.value + " " + licence.number;
    }
  }
  return {};
}

/// Where the record stands after a step. @param waiting where it stood before.
void take_step(Practitioner& record, ConsentStep step, const Consent& waiting, Instant now) {
  switch (step) {
    case ConsentStep::kSunk:
      // Whoever stands last already for another reason keeps that date.
      if (!record.demoted_since) record.demoted_since = now;
      return;
    case ConsentStep::kUnlisted:
      record.listing = domain::ListingState::kDraft;
      // What silence had cost is told by its absence now; whoever answers stands where they stood.
      if (record.demoted_since == waiting.since) record.demoted_since.reset();
      return;
    case ConsentStep::kListedOnBasis:
    case ConsentStep::kAsked:
      return;
  }
}

}  // namespace

Result<CareSummary> CareForListings::run(const std::stop_token& stopped) {
  const auto held = ports_.vocabulary.hold();
  summary_ = {};
  unreached_.clear();
  const Result<std::vector<domain::QueuedMail>> troubled = ports_.outbox.troubled(kTroubledMax);
  if (!troubled) return troubled.error();
  for (const domain::QueuedMail& mail : *troubled) unreached_.push_back(mail.mail.to);
  std::sort(unreached_.begin(), unreached_.end());
  // The later steps first, so that nobody takes two in one round.
  Result<void> done = move_on(ConsentStep::kSunk, stopped);
  if (done) done = move_on(ConsentStep::kAsked, stopped);
  if (done) done = ask_again(stopped);
  if (done) done = remind(stopped);
  if (done && notices_) {
    const Result<int> demoted = notices_();
    if (!demoted) done = demoted.error();
  }
  if (done) {
    const auto forgotten = ports_.links.forget_before(ports_.clock.now() - kLinksForgottenAfter);
    if (!forgotten) done = forgotten.error();
  }
  // Also behind an error: what was done is told.
  const Result<void> told = tell_registrars();
  if (summary_.sunk + summary_.unlisted > 0) ports_.committed();
  if (!done) return std::move(done).error();
  if (!told) return told.error();
  return summary_;
}

void CareForListings::run_until(const std::stop_token& stopped) {
  std::mutex mutex;
  std::condition_variable_any stop_came;
  std::unique_lock lock(mutex);
  do {
    const Result<CareSummary> done = run(stopped);
    if (!done) ports_.complain("The care for listings stopped short: " + done.error().message);
  } while (!stop_came.wait_for(lock, stopped, kCareEvery, [&] { return stopped.stop_requested(); }));
}

Result<void> CareForListings::note(const Practitioner& person, std::string_view what) const {
  if (ports_.accounts == nullptr) return {};
  return ports_.consents.note(person.id, std::string(what), ports_.clock.now());
}

Result<void> CareForListings::ask_again(const std::stop_token& stopped) {
  const Instant before = ports_.clock.now() - std::chrono::days{ports_.attestation_days};
  const auto people = ports_.consents.unasked_since(before, kCareAtOnce);
  if (!people) return people.error();
  for (const domain::PractitionerId id : *people) {
    if (stopped.stop_requested()) return {};
    Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
      const Result<Practitioner> record = read_record(ports_, id);
      if (!record) return record.error();
      Result<void> asked = ask_record(ports_, *record, system_actor());
      return asked ? note(*record, "asked whether all is still true") : asked;
    });
    if (!done && is_moot(done.error())) continue;
    if (!done) return done;
    ++summary_.asked;
  }
  return {};
}

Result<void> CareForListings::move_on(ConsentStep step, const std::stop_token& stopped) {
  const Instant now = ports_.clock.now();
  const auto patience =
      step == ConsentStep::kAsked ? domain::kSilenceUntilSunk : domain::kSilenceUntilUnlisted;
  const auto waiting = ports_.consents.at_step(step, now - patience, kCareAtOnce);
  if (!waiting) return waiting.error();
  for (const Consent& consent : *waiting) {
    if (stopped.stop_requested()) return {};
    Result<void> done = move_one(consent);
    if (!done && !is_moot(done.error())) return done;
  }
  return {};
}

Result<void> CareForListings::move_one(const Consent& consent) {
  const Instant now = ports_.clock.now();
  const std::optional<ConsentStep> step = domain::due_step(consent, now);
  if (!step) return {};
  bool moved = false;
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    Result<Practitioner> before = read_record(ports_, consent.practitioner);
    if (!before) return std::move(before).error();
    if (before->listing != domain::ListingState::kListed) return ports_.consents.forget(before->id, false);
    // Silence is an answer only to a question that arrived.
    if (before->contact.mail.empty() ||
        std::binary_search(unreached_.begin(), unreached_.end(), before->contact.mail)) {
      ++summary_.unreached;
      return {};
    }
    Practitioner after = *before;
    take_step(after, *step, consent, now);
    const Result<std::string> link = make_link(ports_,
                                               {.purpose = domain::LinkPurpose::kConfirmListing,
                                                .practitioner = before->id,
                                                .path = "/confirm/",
                                                .life = domain::kConfirmLinkLife},
                                               now);
    if (!link) return link.error();
    const bool sinks = *step == ConsentStep::kSunk;
    Result<void> taken =
        ports_.outbox.queue(sinks ? sunk_mail(after, *link, now) : unlisted_mail(after, *link), now);
    if (taken) {
      taken = ports_.consents.put(
          {.practitioner = before->id, .step = *step, .since = now, .asked = consent.asked});
    }
    if (taken) {
      taken = note(after,
                   sinks ? "silent, so at the end of every list now" : "still silent, so no longer listed");
    }
    if (!taken) return taken;
    moved = true;
    return put_change(ports_,
                      {.before = *before,
                       .after = after,
                       .actor = system_actor(),
                       .action = sinks ? "practitioner.sink" : "practitioner.unlist",
                       .reason = "asked whether all is still true, and silent"},
                      now);
  });
  if (!done || !moved) return done;
  const bool sank = *step == ConsentStep::kSunk;
  ++(sank ? summary_.sunk : summary_.unlisted);
  return {};
}

Result<void> CareForListings::remind(const std::stop_token& stopped) {
  const Date today = date_of(ports_.clock.now());
  const auto expiring = ports_.consents.expiring(today, today + std::chrono::days{domain::kReminderDays[0]});
  if (!expiring) return expiring.error();
  std::size_t begin = 0;
  while (begin < expiring->size() && !stopped.stop_requested()) {
    std::size_t end = begin;
    std::vector<domain::Expiring> of_one;
    for (; end < expiring->size() && (*expiring)[end].practitioner == (*expiring)[begin].practitioner;
         ++end) {
      of_one.push_back((*expiring)[end]);
    }
    Result<void> done = remind_one(of_one, today);
    if (!done && !is_moot(done.error())) return done;
    begin = end;
  }
  return {};
}

Result<void> CareForListings::remind_one(const std::vector<domain::Expiring>& items, Date today) {
  bool reminded = false;
  Result<void> done = ports_.work.in_transaction([&]() -> Result<void> {
    const Instant now = ports_.clock.now();
    std::vector<ExpiringText> texts;
    std::optional<Practitioner> person;
    for (const domain::Expiring& item : items) {
      const std::optional<int> days = domain::due_reminder(item.expires, today);
      if (!days) continue;
      const Result<bool> is_new = ports_.consents.remind(item, *days);
      if (!is_new) return is_new.error();
      if (!*is_new) continue;
      if (!person) {
        Result<Practitioner> record = read_record(ports_, item.practitioner);
        if (!record) return std::move(record).error();
        person = *std::move(record);
      }
      std::string text = text_of_item(*person, item.item, ports_.vocabulary);
      if (!text.empty()) texts.push_back({.what = std::move(text), .expires = item.expires});
    }
    if (texts.empty()) return {};
    const Result<std::string> link = make_link(ports_,
                                               {.purpose = domain::LinkPurpose::kMine,
                                                .practitioner = person->id,
                                                .path = "/mine/",
                                                .life = std::chrono::days{domain::kReminderDays.back()}},
                                               now);
    if (!link) return link.error();
    reminded = true;
    Result<void> queued = ports_.outbox.queue(expiry_mail(*person, texts, *link, today), now);
    if (!queued) return queued;
    return ports_.audit.append({.at = now,
                                .actor = system_actor(),
                                .action = "practitioner.remind_expiry",
                                .subject = {.kind = "practitioner", .id = print_id(person->id.value)}});
  });
  if (done && reminded) ++summary_.reminded;
  return done;
}

Result<void> CareForListings::tell_registrars() {
  if (ports_.accounts == nullptr) return {};
  const Result<std::vector<domain::DigestLine>> noted = ports_.consents.noted(kDigestLinesRead);
  if (!noted) return noted.error();
  if (noted->empty()) return {};
  std::vector<std::string> lines;
  for (const domain::DigestLine& line : *noted) {
    if (lines.size() == kDigestLinesMax) {
      lines.emplace_back("And more: the trail names them all.");
      break;
    }
    lines.push_back(line.name + " (" + print_id(line.practitioner.value) + "): " + line.what);
  }
  const Result<std::vector<domain::Account>> accounts = ports_.accounts->all();
  if (!accounts) return accounts.error();
  return ports_.work.in_transaction([&]() -> Result<void> {
    for (const domain::Account& account : *accounts) {
      if (account.disabled || !account.roles.has(domain::Role::kRegistrar)) continue;
      Result<void> queued = ports_.outbox.queue(digest_mail(account.mail, lines, ports_.full_url("/admin")),
                                                ports_.clock.now());
      if (!queued) return queued;
    }
    return ports_.consents.told(noted->back().id);
  });
}

}  // namespace stillpoint::app
