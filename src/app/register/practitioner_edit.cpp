#include "app/register/practitioner_edit.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "base/time_text.h"
#include "document/json_value.h"
#include "document/practitioner_reader.h"

namespace stillpoint::app {
namespace {

using domain::Credential;
using domain::HeldProfession;
using domain::Licence;
using domain::Practitioner;

constexpr std::string_view kLeaveOut = "Leave it out, or as it is on record.";

bool has_member(const document::JsonDocument& document, std::string_view name) {
  for (auto member = document.root().first(); member; member = member->next()) {
    if (member->name() == name) return true;
  }
  return false;
}

bool was_checked(const std::vector<domain::Verification>& checks) {
  return std::any_of(checks.begin(), checks.end(), [](const auto& check) { return !check.claimed; });
}

/// Whether the source confirmed it: what stands in the record was seen there.
bool was_confirmed(const std::vector<domain::Verification>& checks) {
  return std::any_of(checks.begin(), checks.end(), [](const domain::Verification& check) {
    return !check.claimed && check.result == domain::VerificationResult::kMatched;
  });
}

bool has_history(const Credential& credential) {
  return !credential.events.empty() || was_checked(credential.verifications);
}

/// The item of a list that the written one stands for, among those not taken yet: by id, else by what names
/// it.
template <class Item, class SameName>
std::optional<std::size_t> counterpart(const std::vector<Item>& list, const std::vector<bool>& taken,
                                       const Item& written, const SameName& same_name) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!taken[i] && written.id && list[i].id == written.id) return i;
  }
  if (written.id) return std::nullopt;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (!taken[i] && same_name(list[i], written)) return i;
  }
  return std::nullopt;
}

bool same_award(const Credential& a, const Credential& b) {
  return std::tie(a.type, a.number) == std::tie(b.type, b.number);
}
bool same_permission(const Licence& a, const Licence& b) {
  return std::tie(a.jurisdiction, a.number) == std::tie(b.jurisdiction, b.number);
}

const HeldProfession* profession_of(const Practitioner& practitioner, const domain::ProfessionKey& key) {
  const auto found = std::find_if(practitioner.professions.begin(), practitioner.professions.end(),
                                  [&](const HeldProfession& held) { return held.profession == key; });
  return found == practitioner.professions.end() ? nullptr : &*found;
}

/// Finds what a text says of standings, checks and histories beyond what is on record.
class Overreach {
 public:
  Overreach(const Practitioner& existing, const Practitioner& said) : existing_(existing), said_(said) {}

  std::vector<Fault> find(const document::JsonDocument& document) {
    const auto differs = [&](std::string_view member, bool different) {
      if (different && has_member(document, member)) refuse("/" + std::string(member));
    };
    if (existing_.version == 0) {
      if (has_member(document, "id")) refuse("/id", "Ids are drawn when a record is made.");
      differs("listing", said_.listing != domain::ListingState::kDraft);
    } else {
      differs("id", said_.id != existing_.id);
      differs("listing", said_.listing != existing_.listing);
    }
    differs("listing_basis", said_.listing_basis != existing_.listing_basis);
    differs("demoted_since", said_.demoted_since != existing_.demoted_since);
    differs("reviews_invited", said_.reviews_invited != existing_.reviews_invited);
    differs("reviews", said_.reviews != existing_.reviews);
    if (said_.attested != existing_.attested && has_member(document, "dates") && said_.attested)
      refuse("/dates/attested");
    credentials();
    licences();
    return std::move(faults_);
  }

 private:
  void refuse(std::string where, std::string what = "No edit changes this: it has a way of its own.") {
    faults_.push_back(
        {.where = std::move(where), .what = std::move(what), .allowed = std::string(kLeaveOut), .value = {}});
  }
  void credentials() {
    std::vector<bool> taken(existing_.credentials.size(), false);
    for (std::size_t i = 0; i < said_.credentials.size(); ++i) {
      const Credential& one = said_.credentials[i];
      const auto found = counterpart(existing_.credentials, taken, one, same_award);
      const Credential none;
      const Credential& here = found ? existing_.credentials[*found] : none;
      if (found) taken[*found] = true;
      const std::string where = "/credentials/" + std::to_string(i);
      if (!one.events.empty() && one.events != here.events) refuse(where + "/events");
      if (!one.verifications.empty() && one.verifications != here.verifications)
        refuse(where + "/verifications");
    }
  }
  void licences() {
    for (std::size_t p = 0; p < said_.professions.size(); ++p) {
      const HeldProfession& held = said_.professions[p];
      const HeldProfession* here = profession_of(existing_, held.profession);
      const std::vector<Licence> none;
      const std::vector<Licence>& on_record = here == nullptr ? none : here->licences;
      std::vector<bool> taken(on_record.size(), false);
      for (std::size_t i = 0; i < held.licences.size(); ++i) {
        const Licence& one = held.licences[i];
        const auto found = counterpart(on_record, taken, one, same_permission);
        if (found) taken[*found] = true;
        const bool same = found && on_record[*found].verifications == one.verifications;
        if (!one.verifications.empty() && !same) {
          refuse("/professions/" + std::to_string(p) + "/licences/" + std::to_string(i) + "/verifications");
        }
      }
    }
  }

  const Practitioner& existing_;
  const Practitioner& said_;
  std::vector<Fault> faults_;
};

/// Lays one record over another.
class Layer {
 public:
  Layer(const Practitioner& existing, Instant now) : existing_(existing), now_(now) {}

  EditedRecord lay(const Practitioner& written) {
    EditedRecord edited{.record = written};
    Practitioner& record = edited.record;
    record.id = existing_.id;
    record.version = existing_.version;
    record.listing = existing_.listing;
    record.listing_basis = existing_.listing_basis;
    record.demoted_since = existing_.demoted_since;
    record.reviews = existing_.reviews;
    record.reviews_invited = existing_.reviews_invited;
    record.edited = existing_.edited;
    record.attested = existing_.attested;
    for (std::size_t i = 0; i < record.professions.size(); ++i) licences_of(record.professions[i], i);
    lost_professions(record);
    credentials(record);
    edited.faults = std::move(faults_);
    return edited;
  }

 private:
  void refuse(std::string where, std::string what, std::string allowed) {
    faults_.push_back(
        {.where = std::move(where), .what = std::move(what), .allowed = std::move(allowed), .value = {}});
  }

  void licences_of(HeldProfession& held, std::size_t position) {
    const HeldProfession* here = profession_of(existing_, held.profession);
    const std::vector<Licence> none;
    const std::vector<Licence>& on_record = here == nullptr ? none : here->licences;
    const std::string list = "/professions/" + std::to_string(position) + "/licences";
    std::vector<bool> taken(on_record.size(), false);
    for (std::size_t i = 0; i < held.licences.size(); ++i) {
      Licence& one = held.licences[i];
      const std::string where = list + "/" + std::to_string(i);
      const auto found = counterpart(on_record, taken, one, same_permission);
      one.verifications.clear();
      if (!found) {
        if (one.id) refuse(where + "/id", "The profession has no licence of this id.", "An id on record.");
        continue;
      }
      taken[*found] = true;
      const Licence& before = on_record[*found];
      one.id = before.id;
      one.verifications = before.verifications;
      if (was_checked(before.verifications) && !same_permission(before, one)) {
        refuse(where + "/number", "This licence was checked at its source as " + before.number + ".",
               "Its number and jurisdiction as they were checked; another licence is a row of its own.");
      }
      if (was_confirmed(before.verifications)) keeps_day(where + "/expires", before.expires, one.expires);
    }
    for (std::size_t i = 0; i < on_record.size(); ++i) {
      if (!taken[i] && was_checked(on_record[i].verifications)) stays(list, "licence", on_record[i].number);
    }
  }

  /// A profession that is no longer named must not take checked licences with it.
  void lost_professions(const Practitioner& record) {
    for (const HeldProfession& held : existing_.professions) {
      if (profession_of(record, held.profession) != nullptr) continue;
      for (const Licence& licence : held.licences) {
        if (was_checked(licence.verifications)) stays("/professions", "licence", licence.number);
      }
    }
  }

  void stays(std::string where, const std::string& kind, const std::string& number) {
    refuse(std::move(where), "The " + kind + " " + number + " has a history and is not taken away.",
           "Its row as it is on record; a verifier changes its standing.");
  }

  /// A day that the source confirmed moves only with another look at the source: it would go on reading as
  /// checked otherwise. One that is not on record may be filled in, for that can only narrow what holds.
  void keeps_day(std::string where, const std::optional<Date>& before, const std::optional<Date>& written) {
    if (!before || before == written) return;
    refuse(std::move(where),
           "This was checked at its source with the day " + print_date(*before) + ", so no edit moves it.",
           "The day as it is on record; a verifier records a check that takes over the dates seen.");
  }

  void credentials(Practitioner& record) {
    std::vector<bool> taken(existing_.credentials.size(), false);
    for (std::size_t i = 0; i < record.credentials.size(); ++i) {
      Credential& one = record.credentials[i];
      const std::string where = "/credentials/" + std::to_string(i);
      const auto found = counterpart(existing_.credentials, taken, one, same_award);
      one.events.clear();
      one.verifications.clear();
      one.recorded = now_;
      if (!found) {
        if (one.id) refuse(where + "/id", "The record has no credential of this id.", "An id on record.");
        continue;
      }
      taken[*found] = true;
      const Credential& before = existing_.credentials[*found];
      one.id = before.id;
      one.recorded = before.recorded;
      one.events = before.events;
      one.verifications = before.verifications;
      if (was_checked(before.verifications) && !same_award(before, one)) {
        refuse(where + "/number", "This credential was checked at its source as " + before.number + ".",
               "Its type and number as they were checked; another award is a row of its own.");
      }
      if (was_confirmed(before.verifications)) {
        keeps_day(where + "/issued", before.issued, one.issued);
        keeps_day(where + "/expires", before.expires, one.expires);
      }
    }
    for (std::size_t i = 0; i < taken.size(); ++i) {
      if (!taken[i] && has_history(existing_.credentials[i]))
        stays("/credentials", "credential", existing_.credentials[i].number);
    }
  }

  const Practitioner& existing_;
  Instant now_;
  std::vector<Fault> faults_;
};

}  // namespace

Result<WrittenRecord> read_written(std::string_view json, const Practitioner& existing,
                                   const domain::Vocabulary& vocabulary, Date today) {
  Result<Practitioner> written =
      document::read_practitioner(json, vocabulary, {.today = today, .needs_identity = false});
  if (!written) return std::move(written).error();
  const Result<Practitioner> said =
      document::read_practitioner(json, vocabulary, {.trusted = true, .needs_identity = false});
  if (!said) return said.error();
  const Result<document::JsonDocument> parsed = document::JsonDocument::parse(json);
  if (!parsed) return parsed.error();
  return WrittenRecord{.record = std::move(*written), .overreach = Overreach(existing, *said).find(*parsed)};
}

EditedRecord lay_over(const Practitioner& existing, const Practitioner& written, Instant now) {
  return Layer(existing, now).lay(written);
}

}  // namespace stillpoint::app
