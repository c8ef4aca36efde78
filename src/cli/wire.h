#pragma once

#include <atomic>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>

#include "app/follow_changes.h"
#include "app/search_directory.h"
#include "app/verify_credential.h"
#include "app/view_practitioner.h"
#include "base/clock.h"
#include "base/result.h"
#include "cli/config.h"
#include "cli/sound_clock.h"
#include "domain/ports.h"
#include "domain/vocabulary.h"
#include "http/log.h"

namespace stillpoint::store {
class SqliteDatabase;
}

namespace stillpoint::http {
struct Route;
}

namespace stillpoint::cli {

// The only place that constructs the parts of the program.

/// A database with the words that it is written in: what every command works on.
class Directory {
 public:
  /// Opens the configured database, or makes it with the folder that it stands in, and reads the
  /// vocabularies.
  /// @return one plain sentence: kInvalid where it is a demonstration's database and a real one is asked for,
  /// or the reverse; otherwise as SqliteDatabase::open.
  static Result<std::unique_ptr<Directory>> open(const Config& config);
  /// The same, where there must be one: what a command looks up or proves, it does not make.
  /// @return kNotFound where there is no such file.
  static Result<std::unique_ptr<Directory>> open_existing(const Config& config);
  ~Directory();
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;

  [[nodiscard]] const domain::DirectoryReader& reader() const;
  [[nodiscard]] const domain::CertificateReader& certificates() const;
  [[nodiscard]] domain::DirectoryWriter& writer();
  [[nodiscard]] domain::SecretStore& secrets();
  /// For the stores that only some commands need.
  [[nodiscard]] store::SqliteDatabase& database() { return *database_; }
  [[nodiscard]] const domain::Vocabulary& vocabulary() const;
  /// For whoever publishes its next edition.
  [[nodiscard]] domain::Vocabulary& vocabulary();
  /// Never behind the last entry of the trail.
  [[nodiscard]] const Clock& clock() const { return clock_; }
  /// How far the machine's clock stands behind that.
  [[nodiscard]] std::chrono::seconds clock_behind() const { return clock_.behind(); }

 private:
  Directory(std::unique_ptr<store::SqliteDatabase> database, domain::Vocabulary vocabulary);

  SystemClock machine_clock_;
  SoundClock clock_{machine_clock_};
  std::unique_ptr<store::SqliteDatabase> database_;
  domain::Vocabulary vocabulary_;
};

/// Makes the folder that a database stands in, where there is none.
Result<void> make_folder_of(const std::string& path);

/// The vocabularies that come with the program, without a database.
/// @param with_demo adds the demonstration's invented bodies.
Result<domain::VocabularyRows> seed_rows(bool with_demo);

/// The text of a file of the seed; empty where there is none.
std::string_view seed_text(std::string_view name);

/// Where places are found: the seed's tables. The vocabulary names countries and regions; it is not kept.
Result<std::unique_ptr<domain::PlaceFinder>> make_places(const domain::Vocabulary& vocabulary);

/// A running server over a directory.
class Service {
 public:
  /// Takes the port. The directory and the log outlive the service.
  static Result<std::unique_ptr<Service>> open(Directory& directory, const Config& config,
                                               const http::Log& log);
  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// "http://127.0.0.1:8080", or the public address where one is set.
  [[nodiscard]] const std::string& address() const;
  [[nodiscard]] int port() const;
  /// Serves until stop(): answers at once, searches as soon as the directory is loaded, and follows what
  /// others write meanwhile. @return why the directory could not be loaded.
  [[nodiscard]] Result<void> serve();
  /// Thread-safe; returns at once.
  void stop();
  /// Waits until searches are answered. For tests and for who announces it.
  [[nodiscard]] bool is_ready() const;
  /// Every address that is served. For the tests that hold them all to something.
  [[nodiscard]] const std::vector<http::Route>& routes() const;

 private:
  struct Parts;
  explicit Service(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace stillpoint::cli
