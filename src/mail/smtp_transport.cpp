#include "mail/smtp_transport.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <mutex>
#include <utility>

#include "base/id.h"
#include "mail/message.h"

namespace stillpoint::mail {
namespace {

constexpr long kPermanentFrom = 500;
constexpr long kPermanentEnd = 600;
/// RFC 4954 6: these speak of us and our password, not of the mail. It can go once the settings are right.
constexpr std::array<long, 4> kAboutOurselves = {530, 534, 535, 538};

std::string_view scheme_of(std::string_view url) {
  return url.substr(0, std::min(url.find("://"), url.size()));
}

/// "mail.example.org" of "smtp://mail.example.org:587", "::1" of "smtp://[::1]:25".
std::string host_of(std::string_view url) {
  url.remove_prefix(std::min(url.find("://") + 3, url.size()));
  if (!url.empty() && url.front() == '[') return std::string(url.substr(1, url.find(']') - 1));
  return std::string(url.substr(0, url.find(':')));
}

bool is_this_machine(const std::string& host) {
  return host == "localhost" || host == "::1" || host.substr(0, 4) == "127.";
}

struct CleanUp {
  void operator()(CURL* handle) const noexcept { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const noexcept { curl_slist_free_all(list); }
};

/// What libcurl still has to read of a message.
struct Reading {
  std::string_view rest;
};

std::size_t read_on(char* to, std::size_t size, std::size_t count, void* from) {
  auto& reading = *static_cast<Reading*>(from);
  const std::size_t taken = std::min(size * count, reading.rest.size());
  std::memcpy(to, reading.rest.data(), taken);
  reading.rest.remove_prefix(taken);
  return taken;
}

int go_on(void* settings, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  const auto& is_stopping = static_cast<const SmtpSettings*>(settings)->is_stopping;
  return is_stopping && is_stopping() ? 1 : 0;
}

/// Where to, with which encryption and whose name, and how long.
void set_connection(CURL* curl, const SmtpSettings& settings) {
  const bool may_be_plain = scheme_of(settings.url) == "smtp" && is_this_machine(host_of(settings.url)) &&
                            settings.password.empty();
  curl_easy_setopt(curl, CURLOPT_URL, settings.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");  // no proxy of the environment
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(may_be_plain ? CURLUSESSL_TRY : CURLUSESSL_ALL));
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  if (!settings.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, settings.ca_file.c_str());
  if (!settings.user.empty()) {
    curl_easy_setopt(curl, CURLOPT_USERNAME, settings.user.c_str());
    curl_easy_setopt(curl, CURLOPT_PASSWORD, settings.password.c_str());
  }
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, static_cast<long>(kConnectDeadline.count()));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT, static_cast<long>(kSendDeadline.count()));
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &go_on);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &settings);
}

/// What a transfer that failed means for the mail. @param said in words, by the server or the library.
Error failure(CURL* curl, CURLcode result, const std::string& host, const char* said) {
  long answer = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &answer);
  const bool about_ourselves =
      std::find(kAboutOurselves.begin(), kAboutOurselves.end(), answer) != kAboutOurselves.end();
  // The server answered, and it was an answer to the mail: not to a greeting, a password or a certificate.
  const bool refused_mail = result == CURLE_SEND_ERROR || result == CURLE_WEIRD_SERVER_REPLY ||
                            result == CURLE_UPLOAD_FAILED || result == CURLE_RECV_ERROR;
  const bool permanent =
      refused_mail && answer >= kPermanentFrom && answer < kPermanentEnd && !about_ourselves;
  return Error{
      .code = permanent ? ErrorCode::kInvalid : ErrorCode::kUnavailable,
      .message = "The mail server " + host +
                 (answer > 0 ? " answered " + std::to_string(answer) : std::string(" gave no answer")) +
                 ": " + said + ".",
      .detail = curl_easy_strerror(result)};
}

}  // namespace

struct SmtpTransport::Connection {
  std::mutex mutex;
  std::unique_ptr<CURL, CleanUp> handle{curl_easy_init()};
  std::array<char, CURL_ERROR_SIZE> error{};
};

bool is_smtp_url(std::string_view url) {
  const std::string_view scheme = scheme_of(url);
  if (scheme != "smtp" && scheme != "smtps") return false;
  const bool clean = url.find_first_of(" \t\r\n\"'<>\\;,?#@") == std::string_view::npos;
  const std::string_view rest = url.substr(std::min(scheme.size() + 3, url.size()));
  return clean && !rest.empty() && rest.find('/') == std::string_view::npos && !host_of(url).empty();
}

SmtpTransport::SmtpTransport(SmtpSettings settings)
    : settings_(std::move(settings)), connection_(std::make_unique<Connection>()) {}
SmtpTransport::~SmtpTransport() = default;

Result<void> SmtpTransport::send(const domain::Mail& mail, Instant now) {
  const Result<std::string> message = compose(mail, settings_.from, print_id(draw_id()), now);
  if (!message) return message.error();
  const std::lock_guard lock(connection_->mutex);
  CURL* const curl = connection_->handle.get();
  if (curl == nullptr) {
    return Error{.code = ErrorCode::kUnavailable, .message = "The mail library does not start."};
  }
  curl_easy_reset(curl);  // settings only: an open connection stays for the next mail
  Reading reading{.rest = *message};
  const std::string from = "<" + settings_.from + ">";
  const std::unique_ptr<curl_slist, FreeList> to(curl_slist_append(nullptr, ("<" + mail.to + ">").c_str()));
  connection_->error.front() = '\0';
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, connection_->error.data());
  set_connection(curl, settings_);
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from.c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, &read_on);
  curl_easy_setopt(curl, CURLOPT_READDATA, &reading);
  const CURLcode result = curl_easy_perform(curl);
  if (result == CURLE_OK) return {};
  const char* const said =
      connection_->error.front() == '\0' ? curl_easy_strerror(result) : connection_->error.data();
  return failure(curl, result, host_of(settings_.url), said);
}

std::string SmtpTransport::describe() const {
  return "SMTP by " + settings_.url.substr(settings_.url.find("://") + 3);
}

}  // namespace stillpoint::mail
