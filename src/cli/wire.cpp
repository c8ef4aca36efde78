#include "cli/wire.h"

#include <chrono>
#include <condition_variable>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <optional>
#include <system_error>
#include <thread>
#include <utility>

#include "app/following/cut_changes.h"
#include "app/mailing/deliver_mail.h"
#include "app/register/follow_registry.h"
#include "app/register/register_parts.h"
#include "cli/dashboard_wire.h"
#include "cli/evidence_copy.h"
#include "cli/identity_wire.h"
#include "cli/verifying_wire.h"
#include "cli/wire_consent.h"
#include "cli/wire_following.h"
#include "cli/wire_mail.h"
#include "cli/wire_partners.h"
#include "cli/wire_personal.h"
#include "document/vocabulary_reader.h"
#include "files/picture_folder.h"
#include "http/admin/admin_services.h"
#include "http/client_address.h"
#include "http/cookies.h"
#include "http/embed/embed_services.h"
#include "http/front.h"
#include "http/links.h"
#include "http/metrics.h"
#include "http/moved.h"
#include "http/pages/page_routes.h"
#include "http/routes.h"
#include "http/sealed.h"
#include "http/server.h"
#include "http/services.h"
#include "intake/sheet_reader.h"
#include "search/gazetteer.h"
#include "search/index.h"
#include "seed/embedded_seed.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::cli {
namespace {

/// How often another program's writes are looked for: unnoticeable to people, and each look costs
/// microseconds.
constexpr std::chrono::milliseconds kFollowEvery{200};

constexpr std::string_view kCursorKey = "cursor";
constexpr std::string_view kOrderKey = "order";
constexpr std::string_view kReviewerKey = "reviewer";

Error wrong_purpose(const Config& config) {
  return Error{
      .code = ErrorCode::kInvalid,
      .message = config.demo ? "The database " + config.database +
                                   " is kept for real practitioners, so the demo does not touch it: choose "
                                   "another file with --database."
                             : "The database " + config.database +
                                   " holds the demo's invented people: `stillpoint demo` serves it; for real "
                                   "ones choose another file with --database."};
}

/// "https://tile.example.org" of "https://tile.example.org/{z}/{x}/{y}.png".
std::string origin_of(std::string_view url) {
  const std::size_t host = url.find("://");
  if (host == std::string_view::npos) return {};
  return std::string(url.substr(0, url.find('/', host + 3)));
}

std::string host_in_url(const std::string& host) {
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::uint64_t number_of(const std::string& secret) {
  std::uint64_t number = 0;
  std::memcpy(&number, secret.data(), std::min(sizeof(number), secret.size()));
  return number;
}

}  // namespace

Result<void> make_folder_of(const std::string& path) {
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  std::error_code problem;
  if (!folder.empty()) std::filesystem::create_directories(folder, problem);
  if (!problem) return {};
  return Error{.code = ErrorCode::kUnavailable,
               .message = "The folder " + folder.string() + " cannot be made: " + problem.message() +
                          ". Choose another place with --database."};
}

Result<domain::VocabularyRows> seed_rows(bool with_demo) {
  return document::read_vocabulary(seed::embedded_files(), {.with_demo_registry = with_demo});
}

std::string_view seed_text(std::string_view name) {
  for (const EmbeddedFile& file : seed::embedded_files()) {
    if (file.name == name) return file.content;
  }
  return {};
}

Result<std::unique_ptr<domain::PlaceFinder>> make_places(const domain::Vocabulary& vocabulary) {
  Result<search::Gazetteer> gazetteer =
      search::Gazetteer::make({.cities = seed_text("places/cities.tsv"),
                               .zips = seed_text("places/zips.tsv"),
                               .second_names = seed_text("places/second_names.tsv"),
                               .region_codes = seed_text("places/region_codes.tsv")},
                              vocabulary);
  if (!gazetteer) return std::move(gazetteer).error();
  return std::unique_ptr<domain::PlaceFinder>(std::make_unique<search::Gazetteer>(std::move(*gazetteer)));
}

Directory::Directory(std::unique_ptr<store::SqliteDatabase> database, domain::Vocabulary vocabulary)
    : database_(std::move(database)), vocabulary_(std::move(vocabulary)) {}

Directory::~Directory() = default;

Result<std::unique_ptr<Directory>> Directory::open(const Config& config) {
  if (config.makes_database_folder) {
    if (Result<void> made = make_folder_of(config.database); !made) return std::move(made).error();
  }
  auto database = store::SqliteDatabase::open({.path = config.database});
  if (!database) return std::move(database).error();
  const std::string_view purpose = config.demo ? "demo" : "real";
  const Result<std::string> claimed = (*database)->claim(purpose);
  if (!claimed) return claimed.error();
  if (*claimed != purpose) return wrong_purpose(config);
  Result<domain::VocabularyRows> rows = seed_rows(config.demo);
  if (!rows) return std::move(rows).error();
  if (Result<void> seeded = (*database)->registry().seed(*rows); !seeded) return std::move(seeded).error();
  rows = (*database)->registry().load(std::move(*rows));
  if (!rows) return std::move(rows).error();
  Result<domain::Vocabulary> vocabulary = domain::Vocabulary::make(std::move(*rows));
  if (!vocabulary) return std::move(vocabulary).error();
  std::unique_ptr<Directory> directory(new Directory(std::move(*database), std::move(*vocabulary)));
  const Result<void> looked = directory->database().audit().for_each(
      {.newest_first = true, .count = 1}, [&](const domain::AuditRecord& last) -> Result<void> {
        directory->clock_.happened(last.entry.at);
        return {};
      });
  if (!looked) return looked.error();
  return directory;
}

Result<std::unique_ptr<Directory>> Directory::open_existing(const Config& config) {
  std::error_code ignored;
  if (std::filesystem::exists(config.database, ignored)) return open(config);
  return Error{.code = ErrorCode::kNotFound, .message = "There is no database " + config.database + "."};
}

const domain::DirectoryReader& Directory::reader() const {
  return database_->directory();
}
const domain::CertificateReader& Directory::certificates() const {
  return database_->certificates();
}
domain::DirectoryWriter& Directory::writer() {
  return database_->writer();
}
domain::SecretStore& Directory::secrets() {
  return database_->secrets();
}
const domain::Vocabulary& Directory::vocabulary() const {
  return vocabulary_;
}
domain::Vocabulary& Directory::vocabulary() {
  return vocabulary_;
}

/// In the order of construction: each part refers to those before it.
struct Service::Parts {
  Parts(Directory& opened, const Config& config, const http::Log& used_log, http::Sealer made_sealer,
        std::unique_ptr<domain::PlaceFinder> found_places, std::uint64_t order_key, std::string smtp_password,
        std::unique_ptr<Identity> made_identity)
      : directory(opened),
        log(used_log),
        sealer(std::move(made_sealer)),
        places(std::move(found_places)),
        index(opened.vocabulary(), {.order_key = order_key}),
        follow_registry(opened.database().registry(), opened.database().registry_writer(),
                        opened.vocabulary()),
        follow(opened.reader(), index, opened.clock(), [this] { return follow_registry.catch_up(); }),
        registering{
            .work = opened.database().unit_of_work(),
            .writer = opened.writer(),
            .directory = opened.reader(),
            .registry = opened.database().registry_writer(),
            .reader = opened.database().register_reader(),
            .store = opened.database().register_store(),
            .trail = opened.database().audit(),
            .mailed = {.links = opened.database().mailed_links(), .consents = opened.database().consents()},
            .vocabulary = opened.vocabulary(),
            .follow = follow,
            .clock = opened.clock()},
        search(index, *places, opened.vocabulary(), opened.clock()),
        view(opened.reader(), opened.vocabulary(), opened.clock()),
        verify(opened.certificates(), opened.clock()),
        transport(make_transport(config.mail, std::move(smtp_password), [this] { return stopping.load(); })),
        deliver(opened.database().outbox(), *transport, opened.clock(),
                [this](const std::string& trouble) { log.warn(trouble); }),
        identity(std::move(made_identity)),
        evidence_folder(evidence_folder_of(config.database)),
        cookies(config.insecure_cookies),
        ledger(erasure_file_of(config.database)),
        evidence(evidence_folder_of(config.database)),
        pictures(evidence_folder_of(config.database)),
        personal(opened, config, ledger, evidence),
        // Also where partners are switched off: the log is written all the same.
        cut({.log = opened.database().public_changes(),
             .hooks = config.partners ? &opened.database().hooks() : nullptr,
             .clock = opened.clock(),
             .kept = std::chrono::hours{24} * config.changes_kept_days,
             .complain = [this](const std::string& trouble) { log.warn(trouble); },
             .wipe = [this] { return directory.database().personal_data().scrub(); }}),
        is_demo(config.demo),
        server(used_log, {.host = config.host,
                          .port = config.port,
                          .trusted_proxies = *http::TrustedProxies::make(config.trusted_proxies),
                          .connections_per_address = config.connections_per_address}) {}

  [[nodiscard]] Result<bool> takes_open_reviews() const {
    const Result<app::SettingValues> values = personal.settings.read();
    if (!values) return values.error();
    return values->open_reviews;
  }
  /// What needs the port: links, and all that writes them.
  void complete(const Config& config);
  void add_admin(const Config& config);
  app::ConsentPorts consent_ports(const Config& config);
  void follow_until(const std::stop_token& stopped);
  /// What a turn of the follower reads stays until it ends.
  Result<void> load() {
    const auto held = directory.vocabulary().hold();
    return follow.load();
  }
  Result<void> catch_up() {
    const auto held = directory.vocabulary().hold();
    return follow.catch_up();
  }

  Directory& directory;
  const http::Log& log;
  http::Sealer sealer;
  std::unique_ptr<domain::PlaceFinder> places;
  search::Index index;
  app::FollowRegistry follow_registry;
  app::FollowChanges follow;
  app::RegisterParts registering;
  intake::CsvSheetReader sheets;
  app::SearchDirectory search;
  app::ViewPractitioner view;
  app::VerifyCredential verify;
  std::unique_ptr<domain::MailTransport> transport;
  app::DeliverMail deliver;
  std::unique_ptr<Identity> identity;  ///< Null where the administration is switched off.
  std::string evidence_folder;
  std::optional<Verifying> verifying;
  std::optional<Dashboard> dashboard;
  http::Cookies cookies;
  SharedLedger ledger;
  EvidenceOfPeople evidence;
  files::PictureFolder pictures;
  PersonalParts personal;
  app::CutChanges cut;
  std::string reviewer_key;
  bool is_demo;
  http::Server server;
  int port = 0;
  std::string address;
  std::optional<http::Links> links;
  std::optional<ConsentParts> consent;
  std::optional<PartnerParts> partners;     ///< Nothing where partners are switched off.
  std::optional<FollowingParts> following;  ///< Likewise.
  std::optional<http::Services> services;
  std::optional<http::embed::EmbedServices> embed;
  std::optional<http::admin::AdminServices> admin;
  std::optional<http::Metrics> metrics;
  std::optional<http::Front> front;
  std::atomic<bool> ready{false};
  std::atomic<bool> stopping{false};
  std::optional<Error> load_error;
};

app::ConsentPorts Service::Parts::consent_ports(const Config& config) {
  store::SqliteDatabase& database = directory.database();
  return {.directory = directory.reader(),
          .writer = directory.writer(),
          .work = database.unit_of_work(),
          .audit = database.audit(),
          .outbox = database.outbox(),
          .links = database.mailed_links(),
          .consents = database.consents(),
          .personal_data = database.personal_data(),
          .ledger = ledger,
          .evidence = evidence,
          .accounts = &database.accounts(),
          .vocabulary = directory.vocabulary(),
          .clock = directory.clock(),
          // What cannot be followed now, or is still being loaded, is followed by the follower's own turn.
          .committed = [this] { static_cast<void>(ready && catch_up().has_value()); },
          .full_url = [this](std::string_view path) { return links->full(path); },
          .complain = [this](const std::string& trouble) { log.warn(trouble); },
          .attestation_days = config.attestation_days};
}

void Service::Parts::complete(const Config& config) {
  address = config.public_url.empty() ? "http://" + host_in_url(config.host) + ":" + std::to_string(port)
                                      : config.public_url;
  links.emplace(address);
  consent.emplace(consent_ports(config),
                  ConsentParts::Desks{.reviews = directory.database().review_desk(),
                                      .queue = directory.database().verifying(),
                                      .photos = directory.database().photos(),
                                      .pictures = pictures,
                                      .takes_open_reviews = [this] { return takes_open_reviews(); },
                                      .reviewer_key = reviewer_key},
                  *links, config.demo);
  if (config.partners) {
    partners.emplace(
        PartnerParts::Given{.directory = directory,
                            .places = *places,
                            .links = *links,
                            .own_origin = origin_of(address),
                            .anonymous_per_minute = config.anonymous_per_minute,
                            .complain = [this](const std::string& trouble) { log.warn(trouble); }});
    following.emplace(
        FollowingParts::Given{.directory = directory,
                              .config = config,
                              .sealer = sealer,
                              .links = *links,
                              .complain = [this](const std::string& trouble) { log.warn(trouble); },
                              .is_stopping = [this] { return stopping.load(); }});
  }
  services.emplace(http::Services{.search = search,
                                  .view = view,
                                  .verify = verify,
                                  .index = index,
                                  .directory = directory.reader(),
                                  .places = *places,
                                  .vocabulary = directory.vocabulary(),
                                  .sealer = sealer,
                                  .links = *links,
                                  .clock = directory.clock(),
                                  .is_demo = config.demo,
                                  .tile_url = config.tile_url,
                                  .tile_attribution = config.tile_attribution,
                                  .operator_name = config.operator_name,
                                  .operator_contact = config.operator_contact,
                                  .is_ready = [this] { return ready && !stopping; },
                                  .changes_applied = [this] { return follow.applied(); },
                                  .http_metrics = [this] { return metrics->text(); },
                                  .consent = &consent->services,
                                  .reviews = &consent->review_services,
                                  .partners = partners ? &partners->services : nullptr,
                                  .following = following ? &following->services : nullptr,
                                  .photos = &consent->photos,
                                  .takes_open_reviews =
                                      [this] {
                                        const Result<bool> open = takes_open_reviews();
                                        return open && *open;
                                      }});
  embed.emplace(http::embed::EmbedServices{.site = *services,
                                           .dates = directory.database().listed_dates(),
                                           .kept_as = [this](domain::PractitionerId id) {
                                             const auto kept =
                                                 directory.database().register_reader().merged_into(id);
                                             return kept ? *kept : std::optional<domain::PractitionerId>();
                                           }});
  services->embed = &*embed;
  if (identity) add_admin(config);
  http::Router router(http::routes(*services));
  std::vector<std::string> names;
  for (const http::Route& route : router.routes()) names.push_back(route.method + " " + route.pattern);
  metrics.emplace(names);
  front.emplace(std::move(router),
                http::FrontSettings{.tile_origin = origin_of(config.tile_url),
                                    .public_is_https = address.substr(0, 8) == "https://",
                                    .is_ready = [this] { return ready.load(); },
                                    .hold = [this] { return directory.vocabulary().hold(); },
                                    .moved =
                                        [this](std::string_view path) {
                                          return http::moved_address(
                                              path, directory.database().register_reader(), *links);
                                        },
                                    .is_demo = config.demo,
                                    .error_page = http::pages::error_pages(*services)});
}

void Service::Parts::add_admin(const Config& config) {
  store::SqliteDatabase& database = directory.database();
  verifying.emplace(directory, follow, evidence_folder);
  dashboard.emplace(directory, config.database);
  admin.emplace(http::admin::AdminServices{.site = *services,
                                           .work = database.unit_of_work(),
                                           .trail = database.audit(),
                                           .cookies = cookies,
                                           .csrf_key = identity->csrf_key,
                                           .sessions = identity->sessions,
                                           .sign_in = identity->sign_in,
                                           .own_account = identity->own_account,
                                           .people = identity->people,
                                           .registering = registering,
                                           .sheets = sheets,
                                           .verifying = verifying->desk,
                                           .dashboard = dashboard->view,
                                           .proofs = dashboard->proofs,
                                           .personal = personal.desk,
                                           .ask_consent = consent->ask,
                                           .consents = database.consents(),
                                           .outbox = database.outbox(),
                                           .transport = *transport,
                                           .review_desk = database.review_desk(),
                                           .reviews = consent->reviews,
                                           .reports = consent->reports,
                                           .partners = partners ? &partners->partners : nullptr,
                                           .edit_hooks = following ? &following->edit : nullptr,
                                           .hooks = following ? &database.hooks() : nullptr});
  services->admin = &*admin;
}

void Service::Parts::follow_until(const std::stop_token& stopped) {
  const auto began = std::chrono::steady_clock::now();
  if (Result<void> loaded = load(); !loaded) {
    load_error = std::move(loaded).error();
    server.stop();
    return;
  }
  ready = true;
  const auto took =
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began);
  log.info(std::to_string(index.stats().practitioners) + " practitioners loaded in " +
           std::to_string(took.count()) + " ms");
  std::mutex mutex;
  std::condition_variable_any stop_came;
  std::unique_lock lock(mutex);
  bool failed = false;
  while (!stop_came.wait_for(lock, stopped, kFollowEvery, [&] { return stopped.stop_requested(); })) {
    const Result<void> followed = catch_up();
    if (!followed && !failed) log.warn("The directory's changes cannot be read: " + followed.error().message);
    failed = !followed;
  }
}

Service::Service(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Service::~Service() = default;

Result<std::unique_ptr<Service>> Service::open(Directory& directory, const Config& config,
                                               const http::Log& log) {
  const Result<std::string> cursor_key = directory.secrets().secret(kCursorKey);
  if (!cursor_key) return cursor_key.error();
  const Result<std::string> order_key = directory.secrets().secret(kOrderKey);
  if (!order_key) return order_key.error();
  const Result<std::string> reviewer_key = directory.secrets().secret(kReviewerKey);
  if (!reviewer_key) return reviewer_key.error();
  Result<http::Sealer> sealer = http::Sealer::make(*cursor_key);
  if (!sealer) return std::move(sealer).error();
  auto places = make_places(directory.vocabulary());
  if (!places) return std::move(places).error();
  Result<std::string> smtp_password = read_smtp_password(config.mail);
  if (!smtp_password) return std::move(smtp_password).error();
  std::unique_ptr<Identity> identity;
  if (config.admin) {
    Result<std::unique_ptr<Identity>> made = Identity::make(directory, config.key_file);
    if (!made) return std::move(made).error();
    identity = *std::move(made);
  }
  auto parts = std::make_unique<Parts>(directory, config, log, std::move(*sealer), std::move(*places),
                                       number_of(*order_key), std::move(*smtp_password), std::move(identity));
  const Result<int> port = parts->server.bind();
  if (!port) return port.error();
  parts->port = *port;
  parts->reviewer_key = *reviewer_key;
  parts->complete(config);
  return std::unique_ptr<Service>(new Service(std::move(parts)));
}

const std::string& Service::address() const {
  return parts_->address;
}

int Service::port() const {
  return parts_->port;
}

Result<void> Service::serve() {
  {
    const std::jthread follower([this](const std::stop_token& stopped) { parts_->follow_until(stopped); });
    const std::jthread mailer([this](const std::stop_token& stopped) { parts_->deliver.run_until(stopped); });
    const std::jthread carer([this](const std::stop_token& stopped) {
      // Nobody reminds the invented people of a demonstration.
      if (!parts_->is_demo) parts_->consent->care.run_until(stopped);
    });
    const std::jthread counter([this](const std::stop_token& stopped) {
      if (parts_->partners) parts_->partners->usage.run_until(stopped);
    });
    const std::jthread watcher([this](const std::stop_token& stopped) {
      if (parts_->following) parts_->following->watch_until(stopped);
    });
    const std::jthread cutter([this](const std::stop_token& stopped) { parts_->cut.run_until(stopped); });
    const std::jthread teller([this](const std::stop_token& stopped) {
      if (parts_->following) parts_->following->deliver.run_until(stopped);
    });
    parts_->server.serve(*parts_->front, *parts_->metrics);
    parts_->stopping = true;  // a mail that is under way is left, too
  }
  if (parts_->load_error) return *parts_->load_error;
  return {};
}

void Service::stop() {
  parts_->stopping = true;  // a balancer that asks on an open connection hears of it
  if (parts_->following) parts_->following->bell.end();
  parts_->server.stop();
}

const std::vector<http::Route>& Service::routes() const {
  return parts_->front->router().routes();
}

bool Service::is_ready() const {
  return parts_->ready;
}

}  // namespace stillpoint::cli
