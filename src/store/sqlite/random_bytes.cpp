#include "store/sqlite/random_bytes.h"

#include <sys/random.h>

namespace stillpoint::store {

Result<std::string> random_bytes(std::size_t count) {
  std::string bytes(count, '\0');
  // Requests of up to 256 bytes are never cut short (getrandom(2)).
  if (getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    return Error{.code = ErrorCode::kUnavailable, .message = "The system gives no random numbers now."};
  }
  return bytes;
}

}  // namespace stillpoint::store
