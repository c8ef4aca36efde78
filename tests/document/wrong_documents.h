#pragma once

#include <string>
#include <string_view>

namespace stillpoint::document {

/// A document that is good but for the members given.
inline std::string document_with(std::string_view members) {
  const std::string_view identity = members.starts_with("\"id\"")
                                        ? R"("external_ids":[{"system":"test","value":"1"}])"
                                        : R"("id":"3v8k0q7m2x1c")";
  return "{" + std::string(identity) + R"(,"name":{"display":"Ana"},)" + std::string(members) + "}";
}

/// A document with one thing wrong.
struct Wrong {
  std::string_view why;
  std::string_view members;
  std::string_view where;
};

/// What the shape itself refuses, by schema/practitioner.schema.json too.
inline constexpr Wrong kOfTheWrongShape[] = {
    {"an unknown member", R"("rating":5)", "/rating"},
    {"null", R"("about":null)", "/about"},
    {"a number for a text", R"("about":5)", "/about"},
    {"an empty text", R"("about":"")", "/about"},
    {"a blank text", R"("about":" \n ")", "/about"},
    {"a NUL", R"("about":"a\u0000b")", "/about"},
    {"a line feed where one line stands", R"("contact":{"phone":"555\n0117"})", "/contact/phone"},
    {"an id that none of ours is", R"("id":"17")", "/id"},
    {"a version below zero", R"("version":-1)", "/version"},
    {"half a version", R"("version":1.5)", "/version"},
    {"another listing", R"("listing":"hidden")", "/listing"},
    {"another gender", R"("gender":"x")", "/gender"},
    {"a list for an object", R"("contact":[])", "/contact"},
    {"an object for a list", R"("languages":{})", "/languages"},
    {"a number among keys", R"("languages":["en",5])", "/languages/1"},
    {"a website that is a script", R"("contact":{"website":"javascript:0"})", "/contact/website"},
    {"a website without a host", R"("contact":{"website":"https:///x"})", "/contact/website"},
    {"a website with a space", R"("contact":{"website":"https://example.org/a b"})", "/contact/website"},
    {"mail without an at", R"("contact":{"mail":"zoe"})", "/contact/mail"},
    {"words for a telephone", R"("contact":{"phone":"call me"})", "/contact/phone"},
    {"a registry with capitals", R"("external_ids":[{"system":"NPPES","value":"1"}])",
     "/external_ids/0/system"},
    {"an external id without a value", R"("external_ids":[{"system":"a"}])", "/external_ids/0/value"},
    {"a licence without a jurisdiction", R"("professions":[{"profession":"other","licences":[{}]}])",
     "/professions/0/licences/0/jurisdiction"},
    {"a status that is none",
     R"("professions":[{"profession":"other","licences":[{"jurisdiction":"CH","status":"ok"}]}])",
     "/professions/0/licences/0/status"},
    {"a day that is none", R"("credentials":[{"type":"bcta_na:rcst:1","issued":"2026-02-30"}])",
     "/credentials/0/issued"},
    {"an instant without a zone",
     R"("credentials":[{"type":"bcta_na:rcst:1","verifications":[{"method":"call","result":"matched","checked_at":"2026-01-01T00:00:00"}]}])",
     "/credentials/0/verifications/0/checked_at"},
    {"an event without a time", R"("credentials":[{"type":"bcta_na:rcst:1","events":[{"kind":"revoked"}]}])",
     "/credentials/0/events/0/effective"},
    {"a digest that is none",
     R"("credentials":[{"type":"bcta_na:rcst:1","verifications":[{"method":"call","result":"matched","checked_at":"2026-01-01T00:00:00Z","evidence_sha256":"AB"}]}])",
     "/credentials/0/verifications/0/evidence_sha256"},
    {"hours below zero", R"("training":[{"school_name":"S","kind":"class","hours":-1}])",
     "/training/0/hours"},
    {"no hours", R"("training":[{"school_name":"S","kind":"class"}])", "/training/0/hours"},
    {"a training of no school", R"("training":[{"kind":"class","hours":1}])", "/training/0/school"},
    {"a training of two schools",
     R"("training":[{"school":"ctet","school_name":"S","kind":"class","hours":1}])", "/training/0/school"},
    {"six stars",
     R"("reviews":[{"origin":"open","state":"pending","stars":6,"published_at":"2026-01-01T00:00:00Z"}])",
     "/reviews/0/stars"},
    {"a location in no country", R"("locations":[{"city":"Ulm"}])", "/locations/0/country"},
    {"a latitude beyond the pole", R"("locations":[{"country":"US","lat":91,"lon":0}])", "/locations/0/lat"},
    {"a latitude alone", R"("locations":[{"country":"US","lat":1}])", "/locations/0/lon"},
    {"yes for true", R"("locations":[{"country":"US","accepting":"yes"}])", "/locations/0/accepting"},
    {"a number for an amount", R"("fees":{"lines":[{"kind":"session","amount":110,"currency":"USD"}]})",
     "/fees/lines/0/amount"},
    {"a price without a currency", R"("fees":{"lines":[{"kind":"session","amount":"110.00"}]})",
     "/fees/lines/0/currency"},
    {"a session of no minutes",
     R"("fees":{"lines":[{"kind":"session","amount":"110.00","currency":"USD","minutes":0}]})",
     "/fees/lines/0/minutes"},
    {"a control character", R"("about":"a\u0007b")", "/about"},
};

/// What takes more than the shape to see: a vocabulary, the day, another member.
inline constexpr Wrong kAgainstWhatIsKnown[] = {
    {"a member twice", R"("about":"a","about":"b")", "/about"},
    {"a language that none has", R"("languages":["tlh"])", "/languages/0"},
    {"a language twice", R"("languages":["en","en"])", "/languages/1"},
    {"a profession that none is", R"("professions":[{"profession":"reiki"}])", "/professions/0/profession"},
    {"a profession twice", R"("professions":[{"profession":"other"},{"profession":"other"}])",
     "/professions/1/profession"},
    {"a jurisdiction that none is",
     R"("professions":[{"profession":"other","licences":[{"jurisdiction":"US-ZZ"}]}])",
     "/professions/0/licences/0/jurisdiction"},
    {"a credential by its letters alone", R"("credentials":[{"type":"RCST"}])", "/credentials/0/type"},
    {"a credential that expires before it is issued",
     R"("credentials":[{"type":"bcta_na:rcst:1","issued":"2025-01-02","expires":"2025-01-01"}])",
     "/credentials/0/expires"},
    {"a school that is in no vocabulary", R"("training":[{"school":"nowhere","kind":"class","hours":1}])",
     "/training/0/school"},
    {"a condition twice", R"("conditions":[{"condition":"migraine"},{"condition":"migraine"}])",
     "/conditions/1/condition"},
    {"experience from the future", R"("conditions":[{"condition":"migraine","since_year":2027}])",
     "/conditions/0/since_year"},
    {"a training from the future",
     R"("training":[{"school_name":"S","kind":"class","hours":1,"completed":"2026-11-23"}])",
     "/training/0/completed"},
    {"a review from the future",
     R"("reviews":[{"origin":"open","state":"pending","stars":5,"published_at":"2026-11-23T00:00:00Z"}])",
     "/reviews/0/published_at"},
    {"a country that none is", R"("locations":[{"country":"XX"}])", "/locations/0/country"},
    {"a region of another country", R"("locations":[{"country":"CA","jurisdiction":"US-OH"}])",
     "/locations/0/jurisdiction"},
    {"a third digit of cents", R"("fees":{"lines":[{"kind":"session","amount":"1.005","currency":"USD"}]})",
     "/fees/lines/0/amount"},
    {"cents of a yen", R"("fees":{"lines":[{"kind":"session","amount":"80.00","currency":"JPY"}]})",
     "/fees/lines/0/amount"},
    {"a price beyond reason", R"("fees":{"lines":[{"kind":"session","amount":"9999999","currency":"USD"}]})",
     "/fees/lines/0/amount"},
    {"a currency that none is", R"("fees":{"lines":[{"kind":"session","amount":"80","currency":"XXX"}]})",
     "/fees/lines/0/currency"},
    {"a single session of three",
     R"("fees":{"lines":[{"kind":"session","amount":"80","currency":"USD","sessions":3}]})",
     "/fees/lines/0/sessions"},
    {"fees declined and stated",
     R"("fees":{"declined":true,"lines":[{"kind":"session","amount":"80","currency":"USD"}]})",
     "/fees/declined"},
    {"fewer sessions at most than at least", R"("session":{"sessions_min":5,"sessions_max":3})",
     "/session/sessions_max"},
};

}  // namespace stillpoint::document
