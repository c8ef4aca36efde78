#include "hooks/http_sender.h"

#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <array>
#include <cstring>
#include <memory>
#include <mutex>
#include <utility>

#include "hooks/target.h"

namespace stillpoint::hooks {
namespace {

/// What an endpoint answers is read no further: its status is all that counts.
constexpr std::size_t kAnswerBytesMax = std::size_t{64} * 1024;

struct CleanUp {
  void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};
using Headers = std::unique_ptr<curl_slist, FreeList>;

/// One attempt, as the library's callbacks see it.
struct Attempt {
  bool any_target = false;
  bool refused = false;  ///< An address was one that nothing is sent to.
  std::size_t answer_bytes = 0;
};

bool may_connect(const curl_sockaddr& address) {
  if (address.family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address.addr, sizeof(four));
    Address4 bytes{};
    std::memcpy(bytes.data(), &four.sin_addr, bytes.size());
    return is_global(bytes);
  }
  if (address.family != AF_INET6 || address.addrlen < sizeof(sockaddr_in6)) return false;
  // The library's structure is as long as the longest address of a socket, whatever its member's type says.
  sockaddr_in6 six{};
  std::memcpy(&six, static_cast<const void*>(&address.addr), sizeof(six));  // NOLINT(bugprone-*): see above
  Address6 bytes{};
  std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
  return is_global(bytes);
}

curl_socket_t open_socket(void* attempt, curlsocktype, curl_sockaddr* address) {
  auto& state = *static_cast<Attempt*>(attempt);
  if (!state.any_target && !may_connect(*address)) {
    state.refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_answer(char*, std::size_t size, std::size_t count, void* attempt) {
  auto& state = *static_cast<Attempt*>(attempt);
  state.answer_bytes += size * count;
  return state.answer_bytes > kAnswerBytesMax ? 0 : size * count;
}

int go_on(void* settings, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& is_stopping = static_cast<const HttpSenderSettings*>(settings)->is_stopping;
  return is_stopping && is_stopping() ? 1 : 0;
}

void append(Headers& list, const std::string& line) {
  curl_slist* const longer = curl_slist_append(list.get(), line.c_str());
  if (longer == nullptr) return;
  static_cast<void>(list.release());
  list.reset(longer);
}

Headers headers_of(const domain::HookCall& call) {
  Headers headers;
  append(headers, "Content-Type: application/json");
  append(headers, "User-Agent: Stillpoint-Webhooks/1");
  append(headers, "webhook-id: " + call.message);
  append(headers, "webhook-timestamp: " + std::to_string(call.at.time_since_epoch().count()));
  append(headers, "webhook-signature: " + call.signature);
  append(headers, "Expect:");  // no waiting for a 100
  return headers;
}

void set_up(CURL* curl, const HttpSenderSettings& settings, Attempt& attempt) {
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, settings.any_target ? "http,https" : "https");
  curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // no proxy of the environment: it would resolve names itself
  curl_easy_setopt(curl, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(curl, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(kConnectDeadline.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(kAnswerDeadline.count()));
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &go_on);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &settings);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &attempt);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take_answer);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &attempt);
}

/// Once per program, before the first handle: the library's own way of doing so is not thread-safe.
void start_library() {
  static std::once_flag once;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables): a flag
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

}  // namespace

HttpSender::HttpSender(HttpSenderSettings settings) : settings_(std::move(settings)) {
  start_library();
}

Result<void> HttpSender::check(const std::string& url) const {
  return check_target(url, settings_.any_target);
}

Result<domain::HookAnswer> HttpSender::post(const domain::HookCall& call) {
  if (Result<void> fits = check(call.url); !fits) {
    return Error{.code = ErrorCode::kForbidden, .message = fits.error().faults.front().what};
  }
  const std::unique_ptr<CURL, CleanUp> curl(curl_easy_init());
  if (!curl) return Error{.code = ErrorCode::kUnavailable, .message = "The HTTP library does not start."};
  Attempt attempt{.any_target = settings_.any_target};
  std::array<char, CURL_ERROR_SIZE> said{};
  const Headers headers = headers_of(call);
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, said.data());
  set_up(curl.get(), settings_, attempt);
  curl_easy_setopt(curl.get(), CURLOPT_URL, call.url.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_POST, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(call.body.size()));
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, call.body.c_str());
  const CURLcode result = curl_easy_perform(curl.get());
  long status = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  // An answer that was read no further was an answer all the same.
  if (result == CURLE_OK || (status > 0 && attempt.answer_bytes > kAnswerBytesMax)) {
    return domain::HookAnswer{.status = static_cast<int>(status)};
  }
  if (attempt.refused) {
    return Error{.code = ErrorCode::kForbidden,
                 .message = "Its name leads to an address of this machine or of an inner network."};
  }
  return Error{.code = ErrorCode::kUnavailable,
               .message = std::string("There was no answer: ") +
                          (said.front() == '\0' ? curl_easy_strerror(result) : said.data()) + "."};
}

}  // namespace stillpoint::hooks
