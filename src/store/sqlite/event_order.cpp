#include "store/sqlite/event_order.h"

#include <algorithm>
#include <tuple>

namespace stillpoint::store {

void put_events_in_order(domain::Practitioner& practitioner) {
  const auto earlier = [](const domain::CredentialEvent& a, const domain::CredentialEvent& b) {
    return std::tie(a.effective, a.recorded) < std::tie(b.effective, b.recorded);
  };
  for (domain::Credential& credential : practitioner.credentials) {
    if (!std::is_sorted(credential.events.begin(), credential.events.end(), earlier)) {
      std::stable_sort(credential.events.begin(), credential.events.end(), earlier);
    }
  }
}

}  // namespace stillpoint::store
