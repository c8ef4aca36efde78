#pragma once

#include <string_view>

namespace stillpoint::document {

/// An invented practitioner's document with every member that there is, in canonical form.
constexpr std::string_view kWholeDocument =
    R"({"id":"3v8k0q7m2x1c","version":7,"listing":"listed","listing_basis":"own consent of 2026-01-02",)"
    R"("demoted_since":"2026-03-01T08:00:00Z",)"
    R"("external_ids":[{"system":"nppes","value":"1234567893"},{"system":"members.example","value":"A-17"}],)"
    R"("name":{"display":"Zoë Lindqvist-Ōta","post_nominals":"LMT, RCST"},"gender":"non_binary",)"
    R"("contact":{"phone":"+1 614 555 0117","mail":"zoe@example.org","website":"https://example.org/zoe",)"
    R"("booking_url":"https://example.org/zoe/book","photo_url":"https://example.org/zoe.jpg"},)"
    R"("mailing_address":{"street":"PO Box 17","city":"Columbus","region":"OH","postal_code":"43085","country":"US"},)"
    R"("professions":[{"profession":"massage_therapist","licences":[{"id":"000000000011","jurisdiction":"US-OH",)"
    R"("number":"33.017","status":"active","expires":"2027-08-31","verifications":[{"id":"000000000012",)"
    R"("method":"roster","result":"matched","checked_at":"2026-10-02T09:00:00Z","source":"state roster"}]}]},)"
    R"({"profession":"other"}],)"
    R"("training":[{"school":"upledger_institute","title":"CST 1","kind":"class","hours":24,"completed":"2015-05-04"},)"
    R"({"school_name":"A small school","kind":"home_study","hours":40,"conditions":["migraine","tmj"]}],)"
    R"("credentials":[{"id":"000000000013","type":"bcta_na:rcst:1","number":"R-0042","issued":"2020-06-01",)"
    R"("expires":"2027-05-31","recorded":"2020-06-02T10:00:00Z","events":[{"kind":"registered","effective":"2020-06-01T00:00:00Z",)"
    R"("recorded":"2020-06-02T10:00:00Z"},{"kind":"suspended","effective":"2021-01-01T00:00:00Z",)"
    R"("recorded":"2021-01-03T00:00:00Z","reason":"Membership fee unpaid.","claimed":true}],)"
    R"("verifications":[{"id":"000000000014","method":"register_page","result":"matched",)"
    R"("checked_at":"2026-10-02T09:00:00Z","recorded":"2026-10-05T09:00:00Z","source":"register of BCTA/NA","source_url":"https://example.org/register",)"
    R"("checker":"Registrar","evidence_sha256":"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",)"
    R"("claimed":true}]}],)"
    R"("approaches":["biodynamic","manual_cst"],)"
    R"("conditions":[{"condition":"migraine","takes":true,"since_year":2012,"clients":80},)"
    R"({"condition":"infant_colic","takes":false}],)"
    R"("populations":["adults","infants"],"languages":["en","de"],)"
    R"("locations":[{"name":"The Quiet Room","street":"12 Elm Street","city":"Columbus","postal_code":"43085",)"
    R"("jurisdiction":"US-OH","country":"US","lat":40.10951,"lon":-83.01738,"precision":"area","wheelchair":true,)"
    R"("home_visits":false,"accepting":true},{"street":"Seestrasse 3","city":"Zürich","postal_code":"8002",)"
    R"("jurisdiction":"CH","country":"CH","lat":47.3615,"lon":8.5361,"precision":"exact"}],)"
    R"("fees":{"lines":[{"kind":"session","label":"One hour","amount":"110.00","currency":"USD","minutes":60,)"
    R"("sliding_scale":true},{"kind":"package","amount":"8000","currency":"JPY","minutes":180,"sessions":3}],)"
    R"("valid_from":"2026-01-01","cancellation":"A day before.","note":"Cash\nor card."},)"
    R"("session":{"description":"You stay clothed.","sessions_min":3,"sessions_max":5},)"
    R"("about":"I work slowly.\n\tAnd \"quietly\".","reviews_invited":12,)"
    R"("reviews":[{"id":"000000000015","origin":"invited","state":"published","stars":5,)"
    R"("published_at":"2026-09-01T12:00:00Z","reviewer":"r-7","conditions":["migraine"],"words":"Kind.",)"
    R"("reply":"Thank you."},{"id":"000000000016","origin":"open","state":"rejected","stars":1,)"
    R"("published_at":"2026-09-02T12:00:00Z","words":"Spam."},{"id":"000000000017","origin":"invited",)"
    R"("state":"published","stars":4,"published_at":"2026-09-03T12:00:00Z","words":"From a file.","claimed":true}],)"
    R"("dates":{"edited":"2026-10-03T00:00:00Z","attested":"2026-10-01T00:00:00Z"}})";

}  // namespace stillpoint::document
