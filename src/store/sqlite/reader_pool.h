#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "base/result.h"
#include "store/sqlite/change_feed.h"
#include "store/sqlite/connection.h"
#include "store/sqlite/record_copies.h"
#include "store/sqlite/record_loader.h"

namespace stillpoint::store {

/// A reading connection with the statements that are used again and again.
struct Reader {
  Connection connection;
  RecordCopies copies;
  RecordLoader whole;
  RecordLoader listing;
  ChangeFeed changes;
};

/// Reading connections, opened as they are needed and lent to one caller at a time. Thread-safe.
class ReaderPool {
 public:
  /// @param readers_max how many are open at most; further callers wait for one to come back.
  ReaderPool(std::string path, std::size_t readers_max);

  /// Gives the reader back to the pool when it goes out of scope.
  class Lease {
   public:
    Lease(Lease&&) noexcept = default;
    Lease& operator=(Lease&&) = delete;
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    ~Lease();
    Reader* operator->() const { return reader_.get(); }
    Reader& operator*() const { return *reader_; }

   private:
    friend class ReaderPool;
    Lease(const ReaderPool& pool, std::unique_ptr<Reader> reader)
        : pool_(&pool), reader_(std::move(reader)) {}
    const ReaderPool* pool_;
    std::unique_ptr<Reader> reader_;
  };

  /// @return kUnavailable where no connection can be opened.
  [[nodiscard]] Result<Lease> take() const;

 private:
  [[nodiscard]] Result<std::unique_ptr<Reader>> open_reader() const;
  void give_back(std::unique_ptr<Reader> reader) const;

  std::string path_;
  std::size_t readers_max_;
  mutable std::mutex mutex_;
  mutable std::condition_variable came_back_;
  mutable std::vector<std::unique_ptr<Reader>> idle_;
  mutable std::size_t open_ = 0;
};

}  // namespace stillpoint::store
