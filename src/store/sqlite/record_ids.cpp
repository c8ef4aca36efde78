#include "store/sqlite/record_ids.h"

#include "base/id.h"

namespace stillpoint::store {
namespace {

/// Calls `see` with each id within the record, constant where the record is.
template <class Record, class See>
void each_id(Record& practitioner, See see) {
  for (auto& credential : practitioner.credentials) {
    see(credential.id);
    for (auto& check : credential.verifications) see(check.id);
  }
  for (auto& held : practitioner.professions) {
    for (auto& licence : held.licences) {
      see(licence.id);
      for (auto& check : licence.verifications) see(check.id);
    }
  }
  for (auto& review : practitioner.reviews) see(review.id);
}

}  // namespace

bool lacks_ids(const domain::Practitioner& practitioner) {
  bool lacks = false;
  each_id(practitioner, [&lacks](const auto& id) { lacks = lacks || !id; });
  return lacks;
}

void draw_lacking_ids(domain::Practitioner& practitioner) {
  each_id(practitioner, [](auto& id) {
    if (!id) id.value = draw_id();
  });
}

}  // namespace stillpoint::store
