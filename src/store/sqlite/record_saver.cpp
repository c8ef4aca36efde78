#include "store/sqlite/record_saver.h"

#include <sqlite3.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "store/sqlite/enum_text.h"
#include "store/sqlite/record_sql.h"

namespace stillpoint::store {
namespace {

using domain::CredentialId;
using domain::Practitioner;

std::optional<std::int64_t> bindable(domain::Known known) {
  if (known == domain::Known::kUnknown) return std::nullopt;
  return known == domain::Known::kYes ? 1 : 0;
}

/// Binds everything of a practitioner's own row that both an insert and an update write, in the order of
/// kHeadAssignments. `folded` and `collation` must outlive the step.
void bind_head(Statement& statement, const Practitioner& p, std::string_view folded,
               std::string_view collation) {
  statement.bind(text_of(p.listing)).bind(p.listing_basis).bind(p.demoted_since);
  statement.bind(p.name.display).bind(folded).bind_blob(collation).bind(p.name.post_nominals);
  if (p.gender) {
    statement.bind(text_of(*p.gender));
  } else {
    statement.bind_null();
  }
  statement.bind(p.contact.phone).bind(p.contact.website).bind(p.contact.booking_url);
  statement.bind(p.fees.declined).bind(p.fees.valid_from);
  statement.bind(p.session.description).bind(p.session.sessions_min).bind(p.session.sessions_max);
  statement.bind(p.reviews_invited).bind(p.edited).bind(p.attested);
  statement.bind(p.contact.mail).bind(p.contact.photo_url);
  statement.bind(p.fees.cancellation).bind(p.fees.note).bind(p.about);
}

Error conflict(std::string message, std::string where) {
  Error error{.code = ErrorCode::kConflict, .message = message};
  error.faults.push_back({.where = std::move(where), .what = std::move(message), .allowed = "", .value = ""});
  return error;
}

bool is_uniqueness(int result_code) {
  return result_code == SQLITE_CONSTRAINT_UNIQUE || result_code == SQLITE_CONSTRAINT_PRIMARYKEY;
}

std::string_view issuer_of(const domain::Credential& credential) {
  return std::string_view(credential.type.value).substr(0, credential.type.value.find(':'));
}

bool same(const domain::CredentialEvent& a, const domain::CredentialEvent& b) {
  return a.kind == b.kind && a.effective == b.effective && a.recorded == b.recorded && a.reason == b.reason &&
         a.claimed == b.claimed;
}

/// Inserts one row per key: (practitioner, ordinal, key).
template <class Tag>
Result<void> insert_keys(Statement& statement, std::int64_t seq, const std::vector<Key<Tag>>& keys) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    Result<void> done = statement.bind(seq).bind(static_cast<std::int64_t>(i)).bind(keys[i]).run();
    if (!done) return done;
  }
  return {};
}

/// Inserts one row per key: (practitioner, parent, ordinal, key).
template <class Tag>
Result<void> insert_keys_of(Statement& statement, std::int64_t seq, std::size_t parent,
                            const std::vector<Key<Tag>>& keys) {
  for (std::size_t i = 0; i < keys.size(); ++i) {
    Result<void> done = statement.bind(seq)
                            .bind(static_cast<std::int64_t>(parent))
                            .bind(static_cast<std::int64_t>(i))
                            .bind(keys[i])
                            .run();
    if (!done) return done;
  }
  return {};
}

}  // namespace

Result<RecordSaver> RecordSaver::prepare(Connection& connection) {
  RecordSaver saver;
  saver.connection_ = &connection;
  Result<RecordCopies> copies = RecordCopies::prepare(connection);
  if (!copies) return std::move(copies).error();
  saver.copies_ = *std::move(copies);
  const std::pair<Statement*, std::string_view> singles[] = {
      {&saver.insert_head_, kInsertHead},
      {&saver.update_head_, kUpdateHead},
      {&saver.find_seq_, "SELECT seq FROM practitioner WHERE id = ?1"},
      {&saver.stored_credentials_,
       "SELECT id, EXISTS (SELECT 1 FROM credential_event e WHERE e.practitioner = c.practitioner AND "
       "e.credential = c.id) FROM credential c WHERE practitioner = ?1 ORDER BY ordinal"},
      {&saver.stored_events_,
       "SELECT kind, effective, recorded, reason, claimed FROM credential_event WHERE practitioner = ?1 AND "
       "credential = ?2 ORDER BY ordinal"},
      {&saver.free_number_, "UPDATE credential SET number = '' WHERE practitioner = ?1 AND id = ?2"},
      {&saver.drop_credential_, "DELETE FROM credential WHERE practitioner = ?1 AND id = ?2"},
      {&saver.move_credential_, "UPDATE credential SET ordinal = ?3 WHERE practitioner = ?1 AND id = ?2"},
      {&saver.external_id_holder_,
       "SELECT p.id FROM external_id e JOIN practitioner p ON p.seq = e.practitioner WHERE system = ?1 AND "
       "value = ?2"},
      {&saver.number_holder_,
       "SELECT p.id FROM credential c JOIN practitioner p ON p.seq = c.practitioner WHERE issuer = ?1 AND "
       "number = ?2 AND number <> ''"}};
  for (const auto& [statement, sql] : singles) {
    Result<Statement> prepared = connection.prepare(sql);
    if (!prepared) return std::move(prepared).error();
    *statement = *std::move(prepared);
  }
  for (std::size_t i = 0; i < kRecordTables; ++i) {
    Result<Statement> prepared = connection.prepare(kInsertions[i]);
    if (!prepared) return std::move(prepared).error();
    saver.insertions_[i] = *std::move(prepared);
  }
  for (const std::string_view table : kRewrittenTables) {
    Result<Statement> prepared =
        connection.prepare("DELETE FROM " + std::string(table) + " WHERE practitioner = ?1");
    if (!prepared) return std::move(prepared).error();
    saver.deletions_.push_back(*std::move(prepared));
  }
  for (const std::string_view sql : kTakeBacks) {
    Result<Statement> prepared = connection.prepare(sql);
    if (!prepared) return std::move(prepared).error();
    saver.take_backs_.push_back(*std::move(prepared));
  }
  return saver;
}

Result<bool> RecordSaver::insert(domain::PractitionerId id, std::int64_t version, const Practitioner& p) {
  const std::string folded = fold(p.name.display);
  const std::string collation = collation_key(p.name.display);
  insert_head_.bind(id).bind(version);
  bind_head(insert_head_, p, folded, collation);
  Result<void> done = insert_head_.run();
  if (!done) return std::move(done).error();
  if (connection_->changes() == 0) return false;  // ON CONFLICT (id) DO NOTHING
  const std::int64_t seq = connection_->last_insert_rowid();
  std::vector<CredentialId> credential_ids;
  done = insert_external_ids(seq, p);
  if (done) done = insert_credentials(seq, p, credential_ids);
  if (!done) {
    if (done.error().code == ErrorCode::kConflict) return take_back(seq, done.error()).error();
    return std::move(done).error();
  }
  for (std::size_t i = 0; done && i < p.credentials.size(); ++i) {
    const std::vector<domain::CredentialEvent>& events = p.credentials[i].events;
    for (std::size_t k = 0; done && k < events.size(); ++k) {
      done = insert_event(seq, credential_ids[i], static_cast<std::int64_t>(k), events[k]);
    }
  }
  if (done) done = insert_rest(seq, p, credential_ids);
  if (done) done = copies_.keep(seq, version, p);
  if (!done) return std::move(done).error();
  return true;
}

Result<void> RecordSaver::keep_copy(const Practitioner& stored) {
  if (find_seq_.rewind().bind(stored.id).step() != Step::kRow) return find_seq_.error();
  const std::int64_t seq = find_seq_.integer(0);
  find_seq_.rewind();
  return copies_.keep(seq, stored.version, stored);
}

Result<void> RecordSaver::replace(domain::PractitionerId id, const Practitioner& p) {
  if (find_seq_.rewind().bind(id).step() != Step::kRow) return find_seq_.error();
  const std::int64_t seq = find_seq_.integer(0);
  find_seq_.rewind();
  for (Statement& deletion : deletions_) {
    Result<void> done = deletion.bind(seq).run();
    if (!done) return done;
  }
  const std::string folded = fold(p.name.display);
  const std::string collation = collation_key(p.name.display);
  bind_head(update_head_, p, folded, collation);
  update_head_.bind(seq);
  Result<void> done = update_head_.run();
  std::vector<CredentialId> credential_ids;
  if (done) done = insert_external_ids(seq, p);
  if (done) done = replace_credentials(seq, p, credential_ids);
  if (done) done = insert_rest(seq, p, credential_ids);
  return done;
}

Result<void> RecordSaver::insert_external_ids(std::int64_t seq, const Practitioner& p) {
  Statement& statement = insertion(RecordTable::kExternalId);
  for (std::size_t i = 0; i < p.external_ids.size(); ++i) {
    const domain::ExternalId& id = p.external_ids[i];
    Result<void> done =
        statement.bind(seq).bind(static_cast<std::int64_t>(i)).bind(id.system).bind(id.value).run();
    if (!done) {
      if (is_uniqueness(statement.result_code())) return holder_of_external_id(i, id);
      return done;
    }
  }
  return {};
}

Result<void> RecordSaver::insert_credentials(std::int64_t seq, const Practitioner& p,
                                             std::vector<CredentialId>& ids) {
  for (std::size_t i = 0; i < p.credentials.size(); ++i) {
    const CredentialId id = p.credentials[i].id;
    if (std::find(ids.begin(), ids.end(), id) != ids.end()) {
      return conflict("Two credentials of the record have the same id.",
                      "/credentials/" + std::to_string(i) + "/id");
    }
    ids.push_back(id);
    Result<void> done = put_credential(seq, id, i, p.credentials[i]);
    if (!done) return done;
  }
  return {};
}

Result<void> RecordSaver::put_credential(std::int64_t seq, CredentialId id, std::size_t ordinal,
                                         const domain::Credential& credential) {
  Statement& statement = insertion(RecordTable::kCredential);
  statement.bind(seq).bind(id).bind(static_cast<std::int64_t>(ordinal)).bind(issuer_of(credential));
  statement.bind(credential.type).bind(credential.number).bind(credential.issued).bind(credential.expires);
  Result<void> done = statement.bind(credential.recorded).run();
  if (!done && is_uniqueness(statement.result_code())) return holder_of_number(credential, ordinal);
  return done;
}

Result<void> RecordSaver::replace_credentials(std::int64_t seq, const Practitioner& p,
                                              std::vector<CredentialId>& ids) {
  std::vector<CredentialId> kept;  // not in the record given, but with a history
  std::vector<CredentialId> stored;
  std::vector<CredentialId> dropped;
  stored_credentials_.rewind().bind(seq);
  Step step = stored_credentials_.step();
  for (; step == Step::kRow; step = stored_credentials_.step()) {
    const CredentialId id{stored_credentials_.integer(0)};
    const bool given = std::any_of(p.credentials.begin(), p.credentials.end(),
                                   [id](const domain::Credential& c) { return c.id == id; });
    if (given) {
      stored.push_back(id);
    } else if (stored_credentials_.boolean(1)) {
      kept.push_back(id);
    } else {
      dropped.push_back(id);
    }
  }
  if (step == Step::kFailed) return stored_credentials_.error();
  stored_credentials_.rewind();
  // Two of a person's credentials may swap their numbers: all are freed before any is taken.
  for (const CredentialId id : stored) {
    Result<void> done = free_number_.bind(seq).bind(id).run();
    if (!done) return done;
  }
  for (const CredentialId id : dropped) {
    Result<void> done = drop_credential_.bind(seq).bind(id).run();
    if (!done) return done;
  }
  for (std::size_t i = 0; i < kept.size(); ++i) {
    Result<void> done = move_credential_.bind(seq)
                            .bind(kept[i])
                            .bind(static_cast<std::int64_t>(p.credentials.size() + i))
                            .run();
    if (!done) return done;
  }
  Result<void> done = insert_credentials(seq, p, ids);
  for (std::size_t i = 0; done && i < ids.size(); ++i) {
    done = add_events(seq, ids[i], p.credentials[i].events);
  }
  return done;
}

Result<void> RecordSaver::add_events(std::int64_t seq, CredentialId id,
                                     const std::vector<domain::CredentialEvent>& events) {
  if (events.empty()) return {};
  std::vector<domain::CredentialEvent> stored;
  stored_events_.rewind().bind(seq).bind(id);
  Step step = stored_events_.step();
  for (; step == Step::kRow; step = stored_events_.step()) {
    stored.push_back({.kind = enum_of<domain::CredentialEventKind>(stored_events_.text(0)),
                      .effective = stored_events_.instant(1),
                      .recorded = stored_events_.instant(2),
                      .reason = std::string(stored_events_.text(3)),
                      .claimed = stored_events_.boolean(4)});
  }
  if (step == Step::kFailed) return stored_events_.error();
  stored_events_.rewind();
  auto ordinal = static_cast<std::int64_t>(stored.size());
  for (const domain::CredentialEvent& event : events) {
    const auto known =
        std::find_if(stored.begin(), stored.end(), [&](const auto& s) { return same(s, event); });
    if (known != stored.end()) {
      stored.erase(known);  // so that an event that occurs twice is on record twice
      continue;
    }
    Result<void> done = insert_event(seq, id, ordinal++, event);
    if (!done) return done;
  }
  return {};
}

Result<void> RecordSaver::insert_event(std::int64_t seq, CredentialId id, std::int64_t ordinal,
                                       const domain::CredentialEvent& event) {
  Statement& statement = insertion(RecordTable::kCredentialEvent);
  statement.bind(seq).bind(id).bind(ordinal).bind(text_of(event.kind)).bind(event.effective);
  return statement.bind(event.recorded).bind(event.reason).bind(event.claimed).run();
}

Result<void> RecordSaver::insert_rest(std::int64_t seq, const Practitioner& p,
                                      const std::vector<CredentialId>& credential_ids) {
  Result<void> done = insert_professions(seq, p, credential_ids);
  if (done) done = insert_training(seq, p);
  if (done) done = insert_keys(insertion(RecordTable::kApproach), seq, p.approaches);
  if (done) done = insert_keys(insertion(RecordTable::kPopulation), seq, p.populations);
  if (done) done = insert_keys(insertion(RecordTable::kLanguage), seq, p.languages);
  for (std::size_t i = 0; done && i < p.conditions.size(); ++i) {
    const domain::DeclaredCondition& declared = p.conditions[i];
    done = insertion(RecordTable::kDeclaredCondition)
               .bind(seq)
               .bind(static_cast<std::int64_t>(i))
               .bind(declared.condition)
               .bind(declared.takes)
               .bind(declared.since_year)
               .bind(declared.clients)
               .run();
  }
  if (done) done = insert_locations(seq, p);
  if (done) done = insert_fee_lines(seq, p);
  if (done) done = insert_reviews(seq, p);
  if (done && p.mailing_address) {
    const domain::Address& address = *p.mailing_address;
    done = insertion(RecordTable::kMailingAddress)
               .bind(seq)
               .bind(address.street)
               .bind(address.city)
               .bind(address.region)
               .bind(address.postal_code)
               .bind(address.country)
               .run();
  }
  return done;
}

Result<void> RecordSaver::insert_professions(std::int64_t seq, const Practitioner& p,
                                             const std::vector<CredentialId>& credential_ids) {
  std::int64_t verification = 0;
  for (std::size_t i = 0; i < p.credentials.size(); ++i) {
    Result<void> done =
        insert_verifications(seq, verification, p.credentials[i].verifications, credential_ids[i].value, 0);
    if (!done) return done;
  }
  for (std::size_t i = 0; i < p.professions.size(); ++i) {
    const domain::HeldProfession& held = p.professions[i];
    Result<void> done = insertion(RecordTable::kHeldProfession)
                            .bind(seq)
                            .bind(static_cast<std::int64_t>(i))
                            .bind(held.profession)
                            .run();
    for (std::size_t k = 0; done && k < held.licences.size(); ++k) {
      const domain::Licence& licence = held.licences[k];
      const std::int64_t id = licence.id.value;
      Statement& statement = insertion(RecordTable::kLicence);
      statement.bind(seq).bind(static_cast<std::int64_t>(i)).bind(static_cast<std::int64_t>(k)).bind(id);
      statement.bind(licence.jurisdiction).bind(licence.number).bind(text_of(licence.status));
      done = statement.bind(licence.expires).run();
      if (done) done = insert_verifications(seq, verification, licence.verifications, 0, id);
    }
    if (!done) return done;
  }
  return {};
}

Result<void> RecordSaver::insert_verifications(std::int64_t seq, std::int64_t& ordinal,
                                               const std::vector<domain::Verification>& verifications,
                                               std::int64_t credential, std::int64_t licence) {
  Statement& statement = insertion(RecordTable::kVerification);
  const auto bind_subject = [&statement](std::int64_t id) {
    if (id == 0) {
      statement.bind_null();
    } else {
      statement.bind(id);
    }
  };
  for (const domain::Verification& check : verifications) {
    statement.bind(seq).bind(ordinal++);
    bind_subject(credential);
    bind_subject(licence);
    statement.bind(check.id).bind(text_of(check.method)).bind(text_of(check.result));
    statement.bind(check.checked_at).bind(check.source).bind(check.source_url).bind(check.checker);
    Result<void> done = statement.bind(check.evidence_sha256).bind(check.claimed).bind(check.recorded).run();
    if (!done) return done;
  }
  return {};
}

Result<void> RecordSaver::insert_training(std::int64_t seq, const Practitioner& p) {
  Statement& statement = insertion(RecordTable::kTraining);
  for (std::size_t i = 0; i < p.training.size(); ++i) {
    const domain::Training& training = p.training[i];
    statement.bind(seq).bind(static_cast<std::int64_t>(i)).bind(training.school).bind(training.school_name);
    statement.bind(training.title).bind(text_of(training.kind)).bind(training.hours);
    Result<void> done = statement.bind(training.completed).run();
    if (done) {
      done = insert_keys_of(insertion(RecordTable::kTrainingCondition), seq, i, training.conditions);
    }
    if (!done) return done;
  }
  return {};
}

Result<void> RecordSaver::insert_locations(std::int64_t seq, const Practitioner& p) {
  Statement& statement = insertion(RecordTable::kLocation);
  for (std::size_t i = 0; i < p.locations.size(); ++i) {
    const domain::Location& location = p.locations[i];
    const std::string city_folded = fold(location.city);
    statement.bind(seq).bind(static_cast<std::int64_t>(i)).bind(location.name).bind(location.street);
    statement.bind(location.city).bind(city_folded).bind(location.postal_code).bind(location.jurisdiction);
    statement.bind(location.country);
    if (location.point) {
      statement.bind(location.point->lat).bind(location.point->lon);
    } else {
      statement.bind_null().bind_null();
    }
    statement.bind(text_of(location.precision)).bind(bindable(location.wheelchair));
    Result<void> done =
        statement.bind(bindable(location.home_visits)).bind(bindable(location.accepting)).run();
    if (!done) return done;
  }
  return {};
}

Result<void> RecordSaver::insert_fee_lines(std::int64_t seq, const Practitioner& p) {
  Statement& statement = insertion(RecordTable::kFeeLine);
  for (std::size_t i = 0; i < p.fees.lines.size(); ++i) {
    const domain::FeeLine& line = p.fees.lines[i];
    statement.bind(seq).bind(static_cast<std::int64_t>(i)).bind(text_of(line.kind)).bind(line.label);
    statement.bind(line.price.minor).bind(line.price.currency).bind(line.minutes).bind(line.sessions);
    Result<void> done = statement.bind(bindable(line.sliding_scale)).run();
    if (!done) return done;
  }
  return {};
}

Result<void> RecordSaver::insert_reviews(std::int64_t seq, const Practitioner& p) {
  Statement& statement = insertion(RecordTable::kReview);
  for (std::size_t i = 0; i < p.reviews.size(); ++i) {
    const domain::Review& review = p.reviews[i];
    statement.bind(seq).bind(static_cast<std::int64_t>(i)).bind(review.id);
    statement.bind(text_of(review.origin)).bind(text_of(review.state)).bind(review.stars);
    Result<void> done = statement.bind(review.published_at).bind(review.reviewer).bind(review.claimed).run();
    if (done) done = insert_keys_of(insertion(RecordTable::kReviewCondition), seq, i, review.conditions);
    if (done && !(review.words.empty() && review.reply.empty())) {
      done = insertion(RecordTable::kReviewText)
                 .bind(seq)
                 .bind(static_cast<std::int64_t>(i))
                 .bind(review.words)
                 .bind(review.reply)
                 .run();
    }
    if (!done) return done;
  }
  return {};
}

Result<void> RecordSaver::take_back(std::int64_t seq, const Error& conflict) {
  for (Statement& statement : take_backs_) {
    Result<void> done = statement.bind(seq).run();
    if (!done) return done;
  }
  return conflict;
}

Error RecordSaver::holder_of_external_id(std::size_t position, const domain::ExternalId& id) {
  external_id_holder_.rewind().bind(id.system).bind(id.value);
  std::string holder = "this record already";
  if (external_id_holder_.step() == Step::kRow) {
    holder = "practitioner " + print_id(external_id_holder_.integer(0));
  }
  external_id_holder_.rewind();
  return conflict("The id " + id.value + " of " + id.system + " belongs to " + holder + ".",
                  "/external_ids/" + std::to_string(position));
}

Error RecordSaver::holder_of_number(const domain::Credential& credential, std::size_t position) {
  const std::string_view issuer = issuer_of(credential);
  number_holder_.rewind().bind(issuer).bind(credential.number);
  std::string holder = "this record already";
  if (number_holder_.step() == Step::kRow) {
    holder = "practitioner " + print_id(number_holder_.integer(0));
  }
  number_holder_.rewind();
  return conflict("The certificate number " + credential.number + " of " + std::string(issuer) +
                      " belongs to " + holder + ".",
                  "/credentials/" + std::to_string(position) + "/number");
}

}  // namespace stillpoint::store
