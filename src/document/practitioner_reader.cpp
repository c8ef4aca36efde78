#include "document/practitioner_reader.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "document/evidence_reader.h"
#include "document/limits.h"
#include "document/offer_reader.h"
#include "document/practitioner_members.h"
#include "document/read_context.h"

namespace stillpoint::document {
namespace {

using domain::ListingState;
using domain::Practitioner;

constexpr Members kPractitioner{.accepted = kPractitionerMembers, .passed_over = kPractitionerDerived};
constexpr Members kExternalId{.accepted = kExternalIdMembers};
constexpr Members kPersonName{.accepted = kNameMembers};
constexpr Members kContact{.accepted = kContactMembers};
constexpr Members kAddress{.accepted = kAddressMembers};
constexpr Members kDates{.accepted = kDatesMembers, .passed_over = kDatesDerived};

/// "nppes", "register.example": lower-case letters, digits and .-_ between them.
bool is_system_name(std::string_view text) {
  const auto is_inner = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  };
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' &&
         std::all_of(text.begin(), text.end(), is_inner);
}

bool is_phone(std::string_view text) {
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits >= 3 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') ||
                  std::string_view(" +-().,/#*extEXT").find(c) != std::string_view::npos;
         });
}

bool is_mail(std::string_view text) {
  const std::size_t at = text.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
         text.find('@', at + 1) == std::string_view::npos &&
         text.find_first_of(" ,;<>\"") == std::string_view::npos;
}

std::vector<domain::ExternalId> read_external_ids(ObjectReader& document, const ReadContext& context) {
  std::vector<domain::ExternalId> ids;
  document.list("external_ids", kExternalIdsMax, [&](JsonValue item, const Path& path) {
    ObjectReader object(item, path, kExternalId, context.faults);
    domain::ExternalId id;
    id.system =
        object.text("system", {.characters_max = kNumberCharactersMax, .presence = Presence::kRequired});
    if (!id.system.empty() && !is_system_name(id.system)) {
      object.fault("system", "This cannot name a registry.",
                   "Lower-case letters, digits, '.', '-' and '_', a letter first.");
    }
    id.value =
        object.text("value", {.characters_max = kNumberCharactersMax, .presence = Presence::kRequired});
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) {
      object.fault("value", "This value is given twice.", "Each external id once.");
    }
    ids.push_back(std::move(id));
  });
  return ids;
}

domain::Name read_name(ObjectReader& document, const ReadContext& context) {
  domain::Name name;
  if (!document.find("name")) document.fault("name", "This member is missing.", "An object with display.");
  document.object("name", [&](JsonValue value, const Path& path) {
    ObjectReader object(value, path, kPersonName, context.faults);
    name.display =
        object.text("display", {.characters_max = kNameCharactersMax, .presence = Presence::kRequired});
    name.post_nominals = object.text("post_nominals", {.characters_max = kNameCharactersMax});
  });
  return name;
}

domain::Contact read_contact(ObjectReader& document, const ReadContext& context) {
  domain::Contact contact;
  document.object("contact", [&](JsonValue value, const Path& path) {
    ObjectReader object(value, path, kContact, context.faults);
    contact.phone = object.text("phone", {.characters_max = kPhoneCharactersMax});
    if (!contact.phone.empty() && !is_phone(contact.phone)) {
      object.fault("phone", "This is not a telephone number.",
                   "Digits with spaces, + - ( ) . and an extension.");
    }
    contact.mail = object.text("mail", {.characters_max = kMailCharactersMax});
    if (!contact.mail.empty() && !is_mail(contact.mail)) {
      object.fault("mail", "This is not a mail address.", "One address like name@example.org.");
    }
    contact.website = object.url("website");
    contact.booking_url = object.url("booking_url");
    contact.photo_url = object.url("photo_url");
  });
  return contact;
}

std::optional<domain::Address> read_mailing_address(ObjectReader& document, const ReadContext& context) {
  std::optional<domain::Address> address;
  document.object("mailing_address", [&](JsonValue value, const Path& path) {
    ObjectReader object(value, path, kAddress, context.faults);
    address.emplace();
    address->street = object.text("street", {.characters_max = kNameCharactersMax});
    address->city = object.text("city", {.characters_max = kNameCharactersMax});
    address->region = object.text("region", {.characters_max = kNameCharactersMax});
    address->postal_code = object.text("postal_code", {.characters_max = kPostalCharactersMax});
    address->country = read_country(object, context, Presence::kOptional);
  });
  return address;
}

/// Listing, basis, demotion, version, invitations and the dates: what only a trusted text can say.
void read_standing(ObjectReader& document, const ReadContext& context, Practitioner& practitioner) {
  const auto version = document.integer("version", {.min = 0, .max = std::numeric_limits<int>::max()});
  const auto listing = read_enum<ListingState>(document, "listing");
  std::string basis = document.text("listing_basis", {.characters_max = kNoteCharactersMax});
  const auto demoted_since = document.instant("demoted_since");
  const auto invited = document.integer("reviews_invited", {.min = 0, .max = kReviewsInvitedMax});
  std::optional<Instant> edited;
  std::optional<Instant> attested;
  document.object("dates", [&](JsonValue value, const Path& path) {
    ObjectReader object(value, path, kDates, context.faults);
    edited = object.instant("edited");
    attested = object.instant("attested");
  });
  if (!context.options.trusted) {
    if (listing == ListingState::kWithdrawn) practitioner.listing = ListingState::kWithdrawn;
    return;
  }
  practitioner.version = version.value_or(0);
  practitioner.listing = listing.value_or(ListingState::kDraft);
  practitioner.listing_basis = std::move(basis);
  practitioner.demoted_since = demoted_since;
  practitioner.edited = edited.value_or(Instant{});
  practitioner.attested = attested;
  practitioner.reviews_invited = invited.value_or(0);
}

Practitioner read_document(ObjectReader& document, const ReadContext& context) {
  const auto& rows = context.vocabulary.rows();
  Practitioner practitioner;
  practitioner.id = read_id<domain::PractitionerId>(document, "id");
  read_standing(document, context, practitioner);
  practitioner.external_ids = read_external_ids(document, context);
  if (context.options.needs_identity && !document.find("id") && practitioner.external_ids.empty()) {
    document.fault("external_ids", "Nothing tells this record from another.",
                   "An id, or at least one external id, so that a second import finds it again.");
  }
  practitioner.name = read_name(document, context);
  practitioner.gender = read_enum<domain::Gender>(document, "gender");
  practitioner.contact = read_contact(document, context);
  practitioner.mailing_address = read_mailing_address(document, context);
  practitioner.professions = read_professions(document, context);
  practitioner.training = read_training(document, context);
  practitioner.credentials = read_credentials(document, context);
  practitioner.approaches =
      read_keys<domain::ApproachKey>(document, "approaches", kApproachesMax, context, rows.approaches,
                                     {.one = "approach", .many = "approaches"});
  practitioner.conditions = read_conditions(document, context);
  practitioner.populations =
      read_keys<domain::PopulationKey>(document, "populations", kPopulationsMax, context, rows.populations,
                                       {.one = "population", .many = "populations"});
  practitioner.languages =
      read_keys<domain::LanguageKey>(document, "languages", kLanguagesMax, context, rows.languages,
                                     {.one = "language", .many = "languages (BCP 47)"});
  practitioner.locations = read_locations(document, context);
  practitioner.fees = read_fees(document, context);
  practitioner.session = read_session(document, context);
  practitioner.about = document.text("about", {.characters_max = kAboutCharactersMax, .lines = Lines::kMany});
  practitioner.reviews = read_reviews(document, context);
  return practitioner;
}

}  // namespace

Result<Practitioner> read_practitioner(std::string_view json, const domain::Vocabulary& vocabulary,
                                       const ReadOptions& options) {
  auto parsed = JsonDocument::parse(json, {.bytes_max = kDocumentBytesMax});
  if (!parsed) return std::move(parsed).error();
  FaultList faults;
  const ReadContext context{.vocabulary = vocabulary, .options = options, .faults = faults};
  const Path root;
  ObjectReader document(parsed->root(), root, kPractitioner, faults);
  // What is no object at all has that one fault.
  if (parsed->root().kind() == JsonKind::kObject) {
    Practitioner practitioner = read_document(document, context);
    if (faults.empty()) return practitioner;
  }
  std::vector<Fault> found = std::move(faults).take();
  return Error{.code = ErrorCode::kInvalid,
               .message = found.size() == 1 ? "The document has a fault at '" + found.front().where + "'."
                                            : "The document has " + std::to_string(found.size()) + " faults.",
               .faults = std::move(found)};
}

}  // namespace stillpoint::document
