#pragma once

#include "domain/actor.h"

namespace stillpoint::cli {

/// Whoever runs a command on the machine, as the trail names them.
inline domain::Actor the_operator() {
  return {.kind = domain::ActorKind::kOperator, .name = "operator"};
}

}  // namespace stillpoint::cli
