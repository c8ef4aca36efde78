#include "document/path.h"

namespace stillpoint::document {

std::string Path::pointer() const {
  if (parent_ == nullptr) return {};
  std::string pointer = parent_->pointer();
  pointer += '/';
  if (is_item_) return pointer + std::to_string(index_);
  for (const char c : name_) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  return pointer;
}

}  // namespace stillpoint::document
