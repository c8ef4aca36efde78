#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace stillpoint::document {

/// Where in a JSON text a value stands. A chain of steps that live on the stack of whoever descends; printed
/// only when something is wrong there.
class Path {
 public:
  /// The whole text.
  Path() = default;
  /// A member of what stands at the parent. Parent and name outlive the path.
  Path(const Path& parent, std::string_view name) : parent_(&parent), name_(name) {}
  /// An item of the list at the parent.
  Path(const Path& parent, std::size_t index) : parent_(&parent), index_(index), is_item_(true) {}
  Path(const Path&) = delete;
  Path& operator=(const Path&) = delete;

  /// As a JSON pointer (RFC 6901): "/fees/lines/0/amount"; empty for the whole text.
  [[nodiscard]] std::string pointer() const;

 private:
  const Path* parent_ = nullptr;
  std::string_view name_;
  std::size_t index_ = 0;
  bool is_item_ = false;
};

}  // namespace stillpoint::document
