#include "app/export_directory.h"

#include <utility>

namespace stillpoint::app {

Result<std::int64_t> ExportDirectory::run(
    const std::function<Result<void>(const domain::Practitioner&)>& write) const {
  std::int64_t count = 0;
  Result<void> done = directory_.for_each([&](const domain::Practitioner& practitioner) -> Result<void> {
    Result<void> written = write(practitioner);
    if (written) ++count;
    return written;
  });
  if (!done) return std::move(done).error();
  return count;
}

}  // namespace stillpoint::app
