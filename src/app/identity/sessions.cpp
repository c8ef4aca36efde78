#include "app/identity/sessions.h"

#include <algorithm>
#include <utility>

#include "app/identity/random_token.h"
#include "base/id.h"
#include "base/text.h"

namespace stillpoint::app {

Result<std::string> Sessions::begin(const domain::Account& account, bool second_factor,
                                    const Origin& origin) {
  const Instant now = parts_.clock.now();
  // What ended long ago is of no use to anybody, and names where people were.
  if (Result<void> dropped = parts_.accounts.drop_sessions_before(now - kAbsoluteEnd, now - kIdleEnd);
      !dropped) {
    return std::move(dropped).error();
  }
  std::string token = draw_token();
  const Result<void> put = parts_.accounts.put_session(
      digest_of(token), {.id = {draw_id()},
                         .account = account.id,
                         .created = now,
                         .last_seen = now,
                         .second_factor = second_factor,
                         .address = origin.address,
                         .agent = is_utf8(origin.agent) ? std::string(shorten(origin.agent, kAgentBytesMax))
                                                        : std::string("unknown")});
  if (!put) return put.error();
  return token;
}

Result<std::string> Sessions::rotate(const SignedIn& who, bool second_factor, const Origin& origin) {
  if (Result<void> ended = parts_.accounts.end_session(who.session.id); !ended)
    return std::move(ended).error();
  return begin(who.account, second_factor, origin);
}

Instant Sessions::ends(const SignedIn& who) {
  const auto idle = needs_second_factor(who.account.roles) ? kIdleEndStrict : kIdleEnd;
  const Instant end = std::min(who.session.last_seen + idle, who.session.created + kAbsoluteEnd);
  if (standing_of(who) == Standing::kWhole) return end;
  return std::min<Instant>(end, who.session.created + kHalfWayEnd);
}

Result<std::optional<SignedIn>> Sessions::find(std::string_view token) {
  if (token.empty()) return std::optional<SignedIn>();
  Result<std::optional<domain::Session>> session = parts_.accounts.find_session(digest_of(token));
  if (!session) return std::move(session).error();
  if (!*session) return std::optional<SignedIn>();
  Result<domain::Account> account = parts_.accounts.find((*session)->account);
  if (!account) return std::move(account).error();
  SignedIn who{.account = *std::move(account), .session = **session};
  const Instant now = parts_.clock.now();
  if (who.account.disabled || now >= ends(who)) return std::optional<SignedIn>();
  if (now - who.session.last_seen >= kTouchEvery) {
    // A store that is full or read-only still lets people look.
    if (parts_.accounts.touch_session(who.session.id, now)) who.session.last_seen = now;
  }
  return std::optional<SignedIn>(std::move(who));
}

Result<void> Sessions::end(const SignedIn& who, const Origin& origin) {
  return parts_.work.in_transaction([&]() -> Result<void> {
    if (Result<void> ended = parts_.accounts.end_session(who.session.id); !ended) return ended;
    return note(parts_, actor_of(who.account, origin.address), "session.sign_out",
                account_subject(who.account.id));
  });
}

}  // namespace stillpoint::app
