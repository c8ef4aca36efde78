#pragma once

#include <array>
#include <string_view>

#include "store/sqlite/record_table.h"

namespace stillpoint::store {

// The statements that write a record. The order of parameters is that of the `bind` calls in
// record_saver.cpp.

constexpr std::string_view kInsertHead =
    "INSERT INTO practitioner (id, version, listing, listing_basis, demoted_since, name, name_folded, "
    "name_collation, post_nominals, gender, phone, website, booking_url, fees_declined, fees_valid_from, "
    "session_description, sessions_min, sessions_max, reviews_invited, edited, attested, mail, photo_url, "
    "cancellation, fees_note, about) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, "
    "?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26) ON CONFLICT (id) DO NOTHING";

constexpr std::string_view kUpdateHead =
    "UPDATE practitioner SET version = version + 1, listing = ?1, listing_basis = ?2, demoted_since = ?3, "
    "name = ?4, name_folded = ?5, name_collation = ?6, post_nominals = ?7, gender = ?8, phone = ?9, "
    "website = ?10, booking_url = ?11, fees_declined = ?12, fees_valid_from = ?13, session_description = "
    "?14, "
    "sessions_min = ?15, sessions_max = ?16, reviews_invited = ?17, edited = ?18, attested = ?19, mail = "
    "?20, "
    "photo_url = ?21, cancellation = ?22, fees_note = ?23, about = ?24 WHERE seq = ?25";

/// One insert per table, in the order of RecordTable.
constexpr std::array<std::string_view, kRecordTables> kInsertions{{
    "INSERT INTO held_profession (practitioner, ordinal, profession) VALUES (?1, ?2, ?3)",
    "INSERT INTO licence (practitioner, held_profession, ordinal, id, jurisdiction, number, status, expires) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    "INSERT INTO credential (practitioner, id, ordinal, issuer, type, number, issued, expires, recorded) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (practitioner, id) DO UPDATE SET "
    "ordinal = excluded.ordinal, issuer = excluded.issuer, type = excluded.type, number = excluded.number, "
    "issued = excluded.issued, expires = excluded.expires, recorded = excluded.recorded",
    "INSERT INTO credential_event (practitioner, credential, ordinal, kind, effective, recorded, reason, "
    "claimed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    "INSERT INTO verification (practitioner, ordinal, credential, licence, id, method, result, checked_at, "
    "source, source_url, checker, evidence_sha256, claimed, recorded) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)",
    "INSERT INTO training (practitioner, ordinal, school, school_name, title, kind, hours, completed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    "INSERT INTO training_condition (practitioner, training, ordinal, condition) VALUES (?1, ?2, ?3, ?4)",
    "INSERT INTO approach (practitioner, ordinal, approach) VALUES (?1, ?2, ?3)",
    "INSERT INTO declared_condition (practitioner, ordinal, condition, takes, since_year, clients) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    "INSERT INTO population (practitioner, ordinal, population) VALUES (?1, ?2, ?3)",
    "INSERT INTO language (practitioner, ordinal, language) VALUES (?1, ?2, ?3)",
    "INSERT INTO location (practitioner, ordinal, name, street, city, city_folded, postal_code, "
    "jurisdiction, "
    "country, lat, lon, precision, wheelchair, home_visits, accepting) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
    "INSERT INTO fee_line (practitioner, ordinal, kind, label, price_minor, currency, minutes, sessions, "
    "sliding_scale) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    "INSERT INTO review (practitioner, ordinal, id, origin, state, stars, published_at, reviewer, claimed) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    "INSERT INTO review_condition (practitioner, review, ordinal, condition) VALUES (?1, ?2, ?3, ?4)",
    "INSERT INTO review_text (practitioner, review, words, reply) VALUES (?1, ?2, ?3, ?4)",
    "INSERT INTO external_id (practitioner, ordinal, system, value) VALUES (?1, ?2, ?3, ?4)",
    "INSERT INTO mailing_address (practitioner, street, city, region, postal_code, country) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
}};

/// What an update deletes and writes anew, children before their parents. Not the credentials: their history
/// hangs on them.
constexpr std::array<std::string_view, 16> kRewrittenTables{
    "external_id", "mailing_address",    "review_text", "review_condition", "review",   "fee_line",
    "location",    "declared_condition", "language",    "population",       "approach", "training_condition",
    "training",    "verification",       "licence",     "held_profession"};

/// Takes back what an insert wrote before it met another record.
constexpr std::array<std::string_view, 3> kTakeBacks{"DELETE FROM credential WHERE practitioner = ?1",
                                                     "DELETE FROM external_id WHERE practitioner = ?1",
                                                     "DELETE FROM practitioner WHERE seq = ?1"};

}  // namespace stillpoint::store
