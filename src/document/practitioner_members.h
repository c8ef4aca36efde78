#pragma once

#include <array>
#include <string_view>

namespace stillpoint::document {

// The members of the practitioner document, object by object, in the canonical order in which they are
// written. schema/practitioner.schema.json describes each; a test keeps the two in step. Names in a k…Derived
// list are made by the program: they stand in answers and are passed over on the way in.

using Name = std::string_view;

inline constexpr std::array kPractitionerMembers = {
    Name("id"),
    Name("version"),
    Name("listing"),
    Name("listing_basis"),
    Name("demoted_since"),
    Name("external_ids"),
    Name("name"),
    Name("gender"),
    Name("contact"),
    Name("mailing_address"),
    Name("professions"),
    Name("training"),
    Name("credentials"),
    Name("approaches"),
    Name("conditions"),
    Name("populations"),
    Name("languages"),
    Name("locations"),
    Name("fees"),
    Name("session"),
    Name("about"),
    Name("reviews_invited"),
    Name("reviews"),
    Name("dates"),
};
inline constexpr std::array kPractitionerDerived = {Name("url"), Name("photo"), Name("training_hours"),
                                                    Name("reviews_summary"), Name("checklist")};

inline constexpr std::array kExternalIdMembers = {Name("system"), Name("value")};
inline constexpr std::array kNameMembers = {Name("display"), Name("post_nominals")};
inline constexpr std::array kContactMembers = {Name("phone"), Name("mail"), Name("website"),
                                               Name("booking_url"), Name("photo_url")};
inline constexpr std::array kAddressMembers = {Name("street"), Name("city"), Name("region"),
                                               Name("postal_code"), Name("country")};
inline constexpr std::array kProfessionMembers = {Name("profession"), Name("licences")};
inline constexpr std::array kLicenceMembers = {Name("id"),     Name("jurisdiction"), Name("number"),
                                               Name("status"), Name("expires"),      Name("verifications")};
inline constexpr std::array kVerificationMembers = {
    Name("id"),     Name("method"),     Name("result"),  Name("checked_at"),      Name("recorded"),
    Name("source"), Name("source_url"), Name("checker"), Name("evidence_sha256"), Name("claimed")};
inline constexpr std::array kTrainingMembers = {Name("school"),    Name("school_name"), Name("title"),
                                                Name("kind"),      Name("hours"),       Name("completed"),
                                                Name("conditions")};
inline constexpr std::array kCredentialMembers = {Name("id"),     Name("type"),         Name("number"),
                                                  Name("issued"), Name("expires"),      Name("recorded"),
                                                  Name("events"), Name("verifications")};
inline constexpr std::array kCredentialDerived = {Name("verify_url")};
inline constexpr std::array kEventMembers = {Name("kind"), Name("effective"), Name("recorded"),
                                             Name("reason"), Name("claimed")};
inline constexpr std::array kConditionMembers = {Name("condition"), Name("takes"), Name("since_year"),
                                                 Name("clients")};
inline constexpr std::array kLocationMembers = {Name("name"),        Name("street"),       Name("city"),
                                                Name("postal_code"), Name("jurisdiction"), Name("country"),
                                                Name("lat"),         Name("lon"),          Name("precision"),
                                                Name("wheelchair"),  Name("home_visits"),  Name("accepting")};
inline constexpr std::array kFeesMembers = {Name("declined"), Name("lines"), Name("valid_from"),
                                            Name("cancellation"), Name("note")};
inline constexpr std::array kFeeLineMembers = {Name("kind"),         Name("label"),   Name("amount"),
                                               Name("currency"),     Name("minutes"), Name("sessions"),
                                               Name("sliding_scale")};
inline constexpr std::array kSessionMembers = {Name("description"), Name("sessions_min"),
                                               Name("sessions_max")};
inline constexpr std::array kReviewMembers = {
    Name("id"),       Name("origin"),     Name("state"), Name("stars"), Name("published_at"),
    Name("reviewer"), Name("conditions"), Name("words"), Name("reply"), Name("claimed")};
inline constexpr std::array kDatesMembers = {Name("edited"), Name("attested")};
inline constexpr std::array kDatesDerived = {Name("verified")};
inline constexpr std::array kReviewsSummaryDerived = {Name("count"), Name("positive"), Name("low"),
                                                      Name("high"),  Name("by_stars"), Name("invited"),
                                                      Name("latest")};

}  // namespace stillpoint::document
