#include "http/admin/once.h"

#include "app/register/answer_once.h"
#include "base/id.h"
#include "http/encoding.h"

namespace stillpoint::http::admin {
namespace {

/// Everything that is asked for: the address, and the body whichever way it came.
std::string digest_of(const Request& request) {
  std::string asked = request.path + "\n" + request.body;
  for (const Part& part : request.parts) {
    asked.append("\n").append(part.name).append("\n").append(tag_of(part.content));
  }
  return tag_of(asked);
}

}  // namespace

Result<std::string> once(const app::RegisterParts& parts, const Request& request, const Visitor& visitor,
                         const std::function<Result<std::string>()>& make) {
  const std::string key = request.header("Idempotency-Key");
  if (key.empty()) return make();
  return app::AnswerOnce(parts).run(
      {.owner = "account " + print_id(visitor.actor.account.value), .key = key, .digest = digest_of(request)},
      make);
}

}  // namespace stillpoint::http::admin
