#include "domain/register.h"

namespace stillpoint::domain {
namespace {

struct KeyOf {
  std::string operator()(const JurisdictionRule& row) const {
    return row.jurisdiction.value + ":" + row.profession.value;
  }
  template <class Row>
  std::string operator()(const Row& row) const {
    return row.key.value;
  }
};

}  // namespace

std::string key_of(const RegistryRow& row) {
  return std::visit(KeyOf{}, row);
}

}  // namespace stillpoint::domain
