#pragma once

#include <gtest/gtest.h>

#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "app/consent/consent_writes.h"
#include "app/mailing/mailed_token.h"
#include "domain/account.h"
#include "domain/practitioner.h"
#include "store/sqlite/sqlite_database.h"
#include "support/seed_vocabulary.h"
#include "support/temporary_folder.h"

namespace stillpoint::support {

/// A clock that a test moves.
class MovingClock final : public Clock {
 public:
  [[nodiscard]] Instant now() const override { return now_; }
  void move(std::chrono::seconds time) { now_ += time; }

 private:
  Instant now_{std::chrono::sys_days{std::chrono::year{2026} / 11 / 22} + std::chrono::hours{10}};
};

/// Erasures that a test looks at.
class NotedLedger final : public domain::ErasureLedger {
 public:
  Result<void> keep(const std::vector<domain::Erasure>& erasures) override {
    kept = erasures;
    return {};
  }
  std::vector<domain::Erasure> kept;
};

/// Files of evidence that a test looks at.
class NotedFiles final : public domain::PersonalFiles {
 public:
  Result<void> remove(const std::string& sha256) override {
    removed.push_back(sha256);
    return {};
  }
  std::vector<std::string> removed;
};

/// A real database with everything that consent works with, and a registrar.
class ConsentWorld {
 public:
  ConsentWorld() : database_(open(folder_)) {
    add_account("registrar@example.org", domain::Role::kRegistrar, false);
    add_account("verifier@example.org", domain::Role::kVerifier, false);
    add_account("former@example.org", domain::Role::kRegistrar, true);
  }

  [[nodiscard]] store::SqliteDatabase& database() { return *database_; }
  /// A path in the world's own folder.
  [[nodiscard]] std::string file(const std::string& name) const { return folder_.file(name); }

  /// Stores somebody with a mail address and a checked certificate of a number of its own.
  domain::PractitionerId add(const std::string& name, domain::ListingState state, const std::string& mail) {
    domain::Practitioner person;
    person.listing = state;
    person.name.display = name;
    person.contact.mail = mail;
    person.about = "About " + name;
    person.external_ids = {{.system = "nppes", .value = "id-" + name}};
    domain::Credential credential{.type = seed_vocabulary().rows().credential_types.front().key,
                                  .number = "N-" + name};
    credential.events = {{.kind = domain::CredentialEventKind::kRevoked,
                          .effective = clock.now(),
                          .recorded = clock.now(),
                          .reason = "by the issuer"}};
    person.credentials = {credential};
    person.edited = clock.now();
    const auto id = database_->writer().put(person);
    EXPECT_TRUE(id) << id.error().message;
    return id ? *id : domain::PractitionerId{};
  }

  /// The record as it stands, withdrawn ones too.
  domain::Practitioner record(domain::PractitionerId id) {
    domain::Practitioner asked;
    asked.id = id;
    const auto found = database_->writer().find_existing(asked);
    EXPECT_TRUE(found && *found);
    return found && *found ? **found : domain::Practitioner{};
  }

  /// Every mail that waits, oldest first; taken out, as if it had been sent.
  std::vector<domain::Mail> take_mail() {
    std::vector<domain::Mail> mails;
    const auto due = database_->outbox().due(clock.now(), 1000);
    for (const domain::QueuedMail& queued : *due) {
      mails.push_back(queued.mail);
      EXPECT_TRUE(database_->outbox().sent(queued.id, clock.now()));
    }
    return mails;
  }

  /// The token behind a path in a mail's text: "/confirm/".
  static std::string token_in(const domain::Mail& mail, const std::string& path) {
    const std::string before = "https://directory.example.org" + path;
    const std::size_t at = mail.text.find(before);
    EXPECT_NE(at, std::string::npos) << mail.text;
    if (at == std::string::npos) return {};
    return mail.text.substr(at + before.size(), app::kMailedTokenCharacters);
  }

  /// The actions of the trail about somebody, in their order.
  std::vector<std::string> trail_of(domain::PractitionerId id) {
    std::vector<std::string> actions;
    const auto read = database_->audit().for_each(
        {.subject = domain::AuditSubject{.kind = "practitioner", .id = print_id(id.value)}},
        [&](const domain::AuditRecord& entry) -> Result<void> {
          actions.push_back(entry.entry.action);
          return {};
        });
    EXPECT_TRUE(read);
    EXPECT_FALSE(*database_->audit().verify()) << "the chain is broken";
    return actions;
  }

  MovingClock clock;
  domain::Actor actor{.kind = domain::ActorKind::kAccount,
                      .name = "Reg",
                      .roles = domain::Roles().add(domain::Role::kRegistrar)};
  int commits = 0;
  NotedLedger ledger;
  NotedFiles evidence;

 private:
  static std::unique_ptr<store::SqliteDatabase> open(const TemporaryFolder& folder) {
    auto opened = store::SqliteDatabase::open({.path = folder.file("directory.db")});
    if (!opened) throw std::runtime_error(opened.error().message + " " + opened.error().detail);
    return *std::move(opened);
  }

  void add_account(const std::string& mail, domain::Role role, bool disabled) {
    domain::Account account;
    account.mail = mail;
    account.name = mail;
    account.roles.add(role);
    account.disabled = disabled;
    account.created = clock.now();
    const auto done = database_->unit_of_work().in_transaction([&]() -> Result<void> {
      const auto put = database_->accounts().put(account);
      return put ? Result<void>() : Result<void>(put.error());
    });
    EXPECT_TRUE(done) << done.error().message;
  }

  TemporaryFolder folder_;
  std::unique_ptr<store::SqliteDatabase> database_;

 public:
  app::ConsentPorts ports{
      .directory = database_->directory(),
      .writer = database_->writer(),
      .work = database_->unit_of_work(),
      .audit = database_->audit(),
      .outbox = database_->outbox(),
      .links = database_->mailed_links(),
      .consents = database_->consents(),
      .personal_data = database_->personal_data(),
      .ledger = ledger,
      .evidence = evidence,
      .accounts = &database_->accounts(),
      .vocabulary = seed_vocabulary(),
      .clock = clock,
      .committed = [this] { ++commits; },
      .full_url = [](std::string_view path) { return "https://directory.example.org" + std::string(path); },
      .complain = [](const std::string& text) { ADD_FAILURE() << text; }};
};

}  // namespace stillpoint::support
