#include "store/sqlite/reader_pool.h"

#include <utility>

namespace stillpoint::store {

ReaderPool::ReaderPool(std::string path, std::size_t readers_max)
    : path_(std::move(path)), readers_max_(readers_max) {}

ReaderPool::Lease::~Lease() {
  if (reader_) pool_->give_back(std::move(reader_));
}

Result<ReaderPool::Lease> ReaderPool::take() const {
  {
    std::unique_lock lock(mutex_);
    came_back_.wait(lock, [this] { return !idle_.empty() || open_ < readers_max_; });
    if (!idle_.empty()) {
      std::unique_ptr<Reader> reader = std::move(idle_.back());
      idle_.pop_back();
      return Lease(*this, std::move(reader));
    }
    ++open_;
  }
  Result<std::unique_ptr<Reader>> opened = open_reader();
  if (!opened) {
    {
      const std::lock_guard lock(mutex_);
      --open_;
    }
    came_back_.notify_one();
    return std::move(opened).error();
  }
  return Lease(*this, *std::move(opened));
}

Result<std::unique_ptr<Reader>> ReaderPool::open_reader() const {
  Result<Connection> connection = Connection::open(path_, Access::kReadOnly);
  if (!connection) return std::move(connection).error();
  auto reader = std::make_unique<Reader>();
  reader->connection = *std::move(connection);
  Result<RecordCopies> copies = RecordCopies::prepare(reader->connection);
  if (!copies) return std::move(copies).error();
  reader->copies = *std::move(copies);
  Result<RecordLoader> whole = RecordLoader::prepare(reader->connection, Reach::kOne, Detail::kWhole);
  if (!whole) return std::move(whole).error();
  reader->whole = *std::move(whole);
  Result<RecordLoader> listing = RecordLoader::prepare(reader->connection, Reach::kOne, Detail::kListing);
  if (!listing) return std::move(listing).error();
  reader->listing = *std::move(listing);
  Result<ChangeFeed> changes = ChangeFeed::prepare(reader->connection);
  if (!changes) return std::move(changes).error();
  reader->changes = *std::move(changes);
  return reader;
}

void ReaderPool::give_back(std::unique_ptr<Reader> reader) const {
  {
    const std::lock_guard lock(mutex_);
    idle_.push_back(std::move(reader));
  }
  came_back_.notify_one();
}

}  // namespace stillpoint::store
