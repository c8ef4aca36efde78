#include <algorithm>

#include "domain/checklist_grounds.h"

namespace stillpoint::domain {
namespace {

/// One session with price, currency and minutes, however short.
bool is_session_line(const FeeLine& line) {
  return (line.kind == FeeKind::kSession || line.kind == FeeKind::kFirstVisit) && line.sessions == 1 &&
         line.minutes.value_or(0) > 0 && !line.price.currency.empty();
}

}  // namespace

FeesGround fees_ground(const Practitioner& practitioner, Instant now) {
  const Fees& fees = practitioner.fees;
  FeesGround ground{.standpoint = {.state = ChecklistState::kUnknown, .code = Reason::kFeesNotOnRecord}};
  if (fees.declined) {
    ground.standpoint = {.state = ChecklistState::kNotMet, .code = Reason::kFeesDeclined};
    return ground;
  }
  if (fees.lines.empty()) return ground;
  ground.standpoint = {.state = ChecklistState::kPartly, .code = Reason::kFeesPartly};
  ground.has_session_line = std::any_of(fees.lines.begin(), fees.lines.end(), is_session_line);
  ground.has_structure = !practitioner.session.description.empty();
  Instant holds_until = kEndOfTime;
  const auto take = [&](Instant dated) {
    const Recency recency = current_at(dated, now);
    ground.dated = ground.dated || recency.current;
    holds_until = std::min(holds_until, recency.holds_until);
  };
  if (fees.valid_from) take(Instant{*fees.valid_from});  // whose zone it is in is not on record: UTC
  if (practitioner.attested) take(*practitioner.attested);
  if (!ground.has_session_line || !ground.has_structure) return ground;
  ground.standpoint.holds_until = holds_until;
  if (!ground.dated) return ground;
  ground.standpoint.state = ChecklistState::kMet;
  ground.standpoint.code = Reason::kFeesStated;
  return ground;
}

Standpoint transparent_fees(const Practitioner& practitioner, Instant now) {
  return fees_ground(practitioner, now).standpoint;
}

}  // namespace stillpoint::domain
