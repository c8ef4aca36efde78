#pragma once

#include <cstdint>
#include <utility>

#include "store/sqlite/statement.h"

namespace stillpoint::store {

/// Whether a loader is asked for single records or reads through all of them.
enum class Reach { kOne, kAll };
/// The whole record, or only what search needs (domain::Listing says what is left out).
enum class Detail { kWhole, kListing };

/// Reads the rows of one table that belong to a practitioner: by a lookup for each, or (kAll) by one pass
/// over the table beside the pass over the practitioners.
class ChildRows {
 public:
  ChildRows() = default;
  ChildRows(Statement statement, Reach reach) : statement_(std::move(statement)), reach_(reach) {}

  /// Calls `take(const Statement&)` for each row of the practitioner, in order. In a pass, `seq` must grow.
  /// @return false where reading failed: `statement().error()` says why.
  template <class Take>
  bool each(std::int64_t seq, Take take) {
    if (reach_ == Reach::kOne) {
      statement_.rewind().bind(seq);
      advance();
    } else if (!started_) {
      started_ = true;
      advance();
    }
    while (step_ == Step::kRow && statement_.integer(0) < seq) advance();
    while (step_ == Step::kRow && statement_.integer(0) == seq) {
      take(statement_);
      advance();
    }
    return step_ != Step::kFailed;
  }
  [[nodiscard]] const Statement& statement() const { return statement_; }
  void rewind() {
    statement_.rewind();
    started_ = false;
  }

 private:
  void advance() { step_ = statement_.step(); }

  Statement statement_;
  Reach reach_ = Reach::kOne;
  Step step_ = Step::kDone;
  bool started_ = false;
};

}  // namespace stillpoint::store
