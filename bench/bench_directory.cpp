#include "bench_directory.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "document/vocabulary_reader.h"
#include "search/order.h"
#include "seed/embedded_seed.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::bench {
namespace {

template <class T>
T need(Result<T> result) {
  if (!result) {
    std::fprintf(stderr, "bench: %s\n", result.error().message.c_str());
    std::exit(1);
  }
  return std::move(result).value();
}

/// The order need not be secret here, only the same for all.
constexpr std::uint64_t kOrderKey = 0x5715;

}  // namespace

struct BenchDirectory::Parts {
  std::unique_ptr<store::SqliteDatabase> database;
  std::unique_ptr<domain::Vocabulary> vocabulary;
  std::unique_ptr<search::Index> index;
  Instant now = SystemClock().now();
};

BenchDirectory::BenchDirectory(const std::string& database) : parts_(std::make_unique<Parts>()) {
  parts_->database = need(store::SqliteDatabase::open({.path = database}));
  domain::VocabularyRows rows = need(document::read_vocabulary(seed::embedded_files()));
  rows = need(parts_->database->registry().load(std::move(rows)));
  parts_->vocabulary = std::make_unique<domain::Vocabulary>(need(domain::Vocabulary::make(std::move(rows))));
}

BenchDirectory::~BenchDirectory() = default;

const domain::Vocabulary& BenchDirectory::vocabulary() const {
  return *parts_->vocabulary;
}
const domain::DirectoryReader& BenchDirectory::reader() const {
  return parts_->database->directory();
}
Instant BenchDirectory::now() const {
  return parts_->now;
}

search::Index& BenchDirectory::index() {
  if (!parts_->index) {
    parts_->index =
        std::make_unique<search::Index>(*parts_->vocabulary, search::IndexOptions{.order_key = kOrderKey});
    const Result<void> loaded = parts_->index->rebuild(
        [this](const auto& visit) { return parts_->database->directory().for_each_listing(visit); },
        parts_->now);
    if (!loaded) {
      std::fprintf(stderr, "bench: %s\n", loaded.error().message.c_str());
      std::exit(1);
    }
  }
  return *parts_->index;
}

void BenchDirectory::flatten(FlatDirectory& directory) {
  const domain::Month month = domain::month_of(parts_->now);
  need(parts_->database->directory().for_each_listing([&](const domain::Listing& listing) {
    const std::int64_t turn = search::turn_of(listing.practitioner.id, month, kOrderKey);
    add_listing(directory, listing, *parts_->vocabulary, parts_->now, static_cast<std::uint64_t>(turn));
  }));
}

}  // namespace stillpoint::bench
