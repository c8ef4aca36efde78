#include "http/server.h"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "base/id.h"
#include "http/connection_threads.h"
#include "http/connections.h"
#include "http/http_date.h"
#include "http/multipart.h"
#include "http/problem.h"
#include "http/request_head.h"
#include "http/socket_reader.h"
#include "http/url.h"

namespace stillpoint::http {
namespace {

using std::chrono::steady_clock;

/// A refused client's further bytes are taken in so long, so that it can read why.
constexpr std::chrono::milliseconds kLingerRefused{500};
/// A client over its cap gets less patience: there may be many.
constexpr std::chrono::milliseconds kLingerCapped{50};

/// The server library's view of a connection, for one request.
class Stream final : public httplib::Stream {
 public:
  /// @param has_body whether the head announces one. Where it does not, the request ends with its head, and
  /// the library finds the end there instead of taking the next request for a body.
  Stream(SocketReader& reader, bool has_body)
      : reader_(reader), readable_(has_body ? std::string::npos : reader.head().size()) {}

  [[nodiscard]] bool is_readable() const override { return readable_ > 0 && reader_.has_buffered(); }
  [[nodiscard]] bool wait_readable() const override { return true; }  // read() waits itself
  [[nodiscard]] bool wait_writable() const override { return true; }  // so does write()
  ssize_t read(char* to, std::size_t size) override {
    const ssize_t got = readable_ == 0 ? 0 : reader_.read(to, std::min(size, readable_));
    if (got > 0 && readable_ != std::string::npos) readable_ -= static_cast<std::size_t>(got);
    return got;
  }
  ssize_t write(const char* from, std::size_t size) override {
    written_ += size;
    return reader_.write({from, size}) ? static_cast<ssize_t>(size) : -1;
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  /// None: the library would look at the socket for bytes of a body that was not announced.
  [[nodiscard]] socket_t socket() const override { return INVALID_SOCKET; }
  [[nodiscard]] time_t duration() const override { return 0; }

  [[nodiscard]] std::size_t written() const { return written_; }

 private:
  SocketReader& reader_;
  std::size_t readable_;
  std::size_t written_ = 0;
};

/// The library's queue over our threads.
class Queue final : public httplib::TaskQueue {
 public:
  bool enqueue(std::function<void()> job) override { return threads_.run(std::move(job)); }
  void shutdown() override { threads_.shutdown(); }

 private:
  ConnectionThreads threads_{kThreadsMin, kThreadsMax};
};

/// Ids of requests: opaque, different in each run, and cheaper than drawing random bytes for each.
class RequestIds {
 public:
  std::string next() {
    // A bijection of the counter (SplitMix64's mixing step, Steele et al. 2014), so no id comes twice.
    std::uint64_t z = next_.fetch_add(0x9E3779B97F4A7C15U, std::memory_order_relaxed);
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return print_id(static_cast<std::int64_t>((z ^ (z >> 31U)) % static_cast<std::uint64_t>(kIdBound)));
  }

 private:
  std::atomic<std::uint64_t> next_{static_cast<std::uint64_t>(draw_id())};
};

std::string date_now() {
  return print_http_date(SystemClock().now());
}

/// One request under way, shared by the library's callbacks.
struct Exchange {
  std::string client{};
  std::string request_id{};
  std::string accept_encoding{};
  std::string content_type{};
  SocketReader* reader = nullptr;
  std::size_t route = Metrics::kNoRoute;
  int status = 0;
  bool lacks_length = false;  ///< The head announces no body where its method brings one.
  bool last = false;          ///< The connection ends with this request, whatever the answer.
  bool keeps = false;         ///< The request was whole and has our answer: an error of it is none of HTTP's.
  bool takes_chunks = true;   ///< HTTP/1.1.
  bool has_ranges = false;    ///< Our answer says that parts of it can be asked for.
  bool ends = false;          ///< The end of the answer is that of the connection.
};

}  // namespace

class Server::Implementation final : public httplib::Server {
 public:
  Implementation(const Log& log, ServerSettings settings);

  Result<int> bind();
  void serve(const Front& front, Metrics& metrics);
  void end();

 private:
  bool process_and_close_socket(socket_t socket) override;
  void serve_connection(int socket, SocketReader& reader, const std::string& peer);
  bool serve_request(SocketReader& reader, const std::string& peer, bool last);
  void refuse(SocketReader& reader, const Refusal& refusal, std::chrono::milliseconds patience);
  void answer(Request request, httplib::Response& response);
  void take_body(const httplib::Request& given, httplib::Response& response,
                 const httplib::ContentReader& read);
  std::optional<Response> refuse_body(const Request& head, const Route& route, std::size_t bytes) const;
  void send(Response ours, httplib::Response& response) const;
  void stream(const Response& ours, httplib::Response& response) const;
  void record(const Exchange& exchange, std::string_view method, steady_clock::time_point began,
              std::size_t bytes);
  HandlerResponse before_routing(const httplib::Request& given, httplib::Response& response);
  HandlerResponse on_library_error(const httplib::Request& given, httplib::Response& response);
  void keep_open(const httplib::Request& given, httplib::Response& response) const;
  void on_exception(const httplib::Request& given, httplib::Response& response,
                    const std::exception_ptr& thrown);
  Request read_request(const httplib::Request& given) const;

  /// The request that this thread serves: the library hands its callbacks nothing of ours.
  static Exchange*& current() {
    // NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): one per thread, for one request
    thread_local Exchange* exchange = nullptr;
    return exchange;
  }

  const Front* front_ = nullptr;  ///< Set before the first connection is taken.
  Metrics* metrics_ = nullptr;
  const Log& log_;
  const ServerSettings settings_;
  Connections connections_;
  RequestIds ids_;
  std::atomic<bool> draining_{false};
  std::mutex drain_mutex_;
  bool serving_ = false;  ///< Under drain_mutex_: the library listens, or is about to.
  std::condition_variable_any drained_;
  std::jthread drain_watch_;
};

Server::Implementation::Implementation(const Log& log, ServerSettings settings)
    : log_(log), settings_(std::move(settings)), connections_(settings_.connections_per_address) {
  new_task_queue = [] { return new Queue; };  // NOLINT(cppcoreguidelines-owning-memory): the library owns it
  set_tcp_nodelay(true);
  // Not the library's SO_REUSEPORT: two programs would share a port, and each get half of the requests.
  set_socket_options([](socket_t socket) {
    const int on = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  });
  set_payload_max_length(kUploadBytesMax);
  set_keep_alive_timeout(kIdleDeadline.count());
  set_keep_alive_max_count(kRequestsPerConnectionMax);
  set_pre_routing_handler(
      [this](const auto& given, auto& response) { return before_routing(given, response); });
  set_error_handler([this](const httplib::Request& given, httplib::Response& response) {
    return on_library_error(given, response);
  });
  set_exception_handler([this](const auto& given, auto& response, const std::exception_ptr& thrown) {
    on_exception(given, response, thrown);
  });
  set_post_routing_handler([this](const httplib::Request& given, httplib::Response& response) {
    // The library says so of every answer to a HEAD.
    if (current() == nullptr || !current()->has_ranges) response.headers.erase("Accept-Ranges");
    keep_open(given, response);
    // An answer without a body by its nature names no length (RFC 9110 8.6).
    if (response.status == 204 || response.status == 304) response.headers.erase("Content-Length");
    if (draining_ && !response.has_header("Connection")) {
      response.headers.erase("Keep-Alive");
      response.set_header("Connection", "close");
    }
  });
  const auto take = [this](const httplib::Request& given, httplib::Response& response,
                           const httplib::ContentReader& read) { take_body(given, response, read); };
  Post(".*", take);
  Put(".*", take);
  Patch(".*", take);
  Delete(".*", take);
}

Result<int> Server::Implementation::bind() {
  const std::string where = settings_.host + ":" + std::to_string(settings_.port);
  errno = 0;
  const int port = settings_.port == 0 ? bind_to_any_port(settings_.host)
                                       : (bind_to_port(settings_.host, settings_.port) ? settings_.port : -1);
  if (port > 0) return port;
  const int problem = errno;
  if (problem == EADDRINUSE) {
    return Error{.code = ErrorCode::kUnavailable,
                 .message = "Port " + std::to_string(settings_.port) +
                            " is in use by another program: choose another one with --port."};
  }
  const std::string why = problem == 0 ? "no such address on this machine" : std::strerror(problem);
  return Error{.code = ErrorCode::kUnavailable, .message = "Cannot listen on " + where + ": " + why + "."};
}

void Server::Implementation::serve(const Front& front, Metrics& metrics) {
  front_ = &front;
  metrics_ = &metrics;
  {
    const std::lock_guard lock(drain_mutex_);
    if (draining_) return;
    serving_ = true;
  }
  listen_after_bind();
  {
    const std::lock_guard lock(drain_mutex_);
    drain_watch_.request_stop();
  }
  drained_.notify_all();
}

void Server::Implementation::end() {
  const std::lock_guard lock(drain_mutex_);
  if (draining_.exchange(true) || !serving_) return;
  wait_until_ready();
  httplib::Server::stop();
  connections_.end_waiting();
  drain_watch_ = std::jthread([this](const std::stop_token& stopped) {
    std::unique_lock wait_lock(drain_mutex_);
    const bool done =
        drained_.wait_for(wait_lock, stopped, kDrainDeadline, [&] { return stopped.stop_requested(); });
    if (!done) connections_.end_all();
  });
}

bool Server::Implementation::process_and_close_socket(socket_t socket) {
  SocketReader reader(socket);
  const std::string peer = peer_address(socket);
  std::unique_ptr<Connections::Share> share;
  const bool trusted = settings_.trusted_proxies.trusts(peer);
  if (!trusted) share = connections_.take_share(address_key(peer));
  if (trusted || share) {
    serve_connection(socket, reader, peer);
  } else {
    refuse(reader,
           {429, "This address holds " + std::to_string(settings_.connections_per_address) +
                     " connections already: close one, or use one for several requests."},
           kLingerCapped);
  }
  ::shutdown(socket, SHUT_RDWR);
  ::close(socket);
  return true;
}

void Server::Implementation::serve_connection(int socket, SocketReader& reader, const std::string& peer) {
  Connections::Ticket ticket(connections_, socket);
  for (int served = 1; served <= kRequestsPerConnectionMax; ++served) {
    ticket.set_waiting(true);
    if (draining_) return;  // looked at after the ticket waits, so that end_waiting() misses none
    const SocketReader::Head head = reader.read_head(kIdleDeadline);
    ticket.set_waiting(false);
    switch (head) {
      case SocketReader::Head::kWhole:
        break;
      case SocketReader::Head::kEnded:
        return;
      case SocketReader::Head::kLate:
        return refuse(reader, {408, "The request's head was not whole in time."}, kLingerRefused);
      case SocketReader::Head::kTooLarge:
        return refuse(reader,
                      {431, "The request's head is longer than " + std::to_string(kHeadBytesMax) + " bytes."},
                      kLingerRefused);
    }
    if (const std::optional<Refusal> refusal = check_head(reader.head())) {
      return refuse(reader, *refusal, kLingerRefused);
    }
    if (!serve_request(reader, peer, served == kRequestsPerConnectionMax))
      return reader.linger(kLingerRefused);
  }
}

bool Server::Implementation::serve_request(SocketReader& reader, const std::string& peer, bool last) {
  const auto began = steady_clock::now();
  const std::string method(reader.head().substr(0, reader.head().find(' ')));
  Exchange exchange{
      .client = settings_.trusted_proxies.client_of(peer, header_of(reader.head(), "X-Forwarded-For")),
      .request_id = ids_.next(),
      .reader = &reader,
      .lacks_length = lacks_length(reader.head()),
      .last = last || draining_};
  // Behind a proxy each client's share is of requests at a time: its connections are the proxy's.
  std::unique_ptr<Connections::Share> share;
  if (exchange.client != peer) {
    share = connections_.take_share(address_key(exchange.client));
    if (!share) {
      refuse(reader,
             {429, "This address has " + std::to_string(settings_.connections_per_address) +
                       " requests under way already."},
             kLingerCapped);
      return false;
    }
  }
  const bool has_body = !header_of(reader.head(), "Content-Length").empty() ||
                        !header_of(reader.head(), "Transfer-Encoding").empty();
  Stream stream(reader, has_body);
  bool closed = false;
  current() = &exchange;
  // What the library would do by itself and we do otherwise: encodings, upgrades, which we have none of, and
  // forms, which it would limit and take apart before we know whose they are.
  const auto prepare = [&exchange](httplib::Request& given) {
    given.ranges.clear();
    exchange.accept_encoding = given.get_header_value("Accept-Encoding");
    given.headers.erase("Accept-Encoding");
    exchange.content_type = given.get_header_value("Content-Type");
    exchange.takes_chunks = given.version != "HTTP/1.0";
    given.headers.erase("Content-Type");
    given.headers.erase("Upgrade");
  };
  const bool written = process_request(stream, exchange.client, 0, "", 0, exchange.last, closed, prepare);
  current() = nullptr;
  record(exchange, method, began, stream.written());
  // What the library itself refused may have left bytes behind: the next request's beginning is not certain.
  return written && !closed && !last && !exchange.ends && (exchange.status < 400 || exchange.keeps) &&
         !draining_;
}

void Server::Implementation::refuse(SocketReader& reader, const Refusal& refusal,
                                    std::chrono::milliseconds patience) {
  const auto began = steady_clock::now();
  const Exchange exchange{.request_id = ids_.next(), .status = refusal.status};
  const Request nothing{.path = "/v1/", .request_id = exchange.request_id};
  const Response response = front_->finish(nothing, problem(refusal.status, refusal.detail));
  std::string text = "HTTP/1.1 " + std::to_string(response.status) + " " +
                     std::string(phrase_of(response.status)) + "\r\nDate: " + date_now() +
                     "\r\nConnection: close\r\nContent-Type: " + response.content_type +
                     "\r\nContent-Length: " + std::to_string(response.body.size()) + "\r\n";
  for (const auto& [name, value] : response.headers)
    text.append(name).append(": ").append(value).append("\r\n");
  text.append("\r\n").append(response.body);
  reader.write(text);
  record(exchange, "none", began, text.size());
  reader.linger(patience);
}

void Server::Implementation::record(const Exchange& exchange, std::string_view method,
                                    steady_clock::time_point began, std::size_t bytes) {
  const auto took = steady_clock::now() - began;
  metrics_->record(exchange.route, exchange.status, took);
  const auto& routes = front_->router().routes();
  log_.request(
      {.id = exchange.request_id,
       .method = method,
       .route = exchange.route < routes.size() ? std::string_view(routes[exchange.route].pattern) : "none",
       .status = exchange.status,
       .ms = std::chrono::duration<double, std::milli>(took).count(),
       .bytes = bytes});
}

Request Server::Implementation::read_request(const httplib::Request& given) const {
  Request request{.method = given.method,
                  .client_address = current()->client,
                  .request_id = current()->request_id,
                  .header =
                      [&given](std::string_view name) {
                        if (name == "Accept-Encoding") return current()->accept_encoding;
                        if (name == "Content-Type") return current()->content_type;
                        return given.get_header_value(std::string(name));
                      },
                  .has_left = [reader = current()->reader] { return reader->has_ended(); }};
  std::string_view target = given.target;
  if (!target.empty() && target.front() != '/') {  // absolute form: http://host/path
    const std::size_t path = target.find('/', target.find("://") + 3);
    target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
  }
  const std::size_t mark = target.find('?');
  std::optional<std::string> path = percent_decode(target.substr(0, mark), false);
  auto parameters =
      parse_query(mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1));
  if (path && parameters && path->find('\0') == std::string::npos) {
    request.path = std::move(*path);
    request.parameters = std::move(*parameters);
  }
  return request;  // an empty path says that the target could not be decoded
}

void Server::Implementation::answer(Request request, httplib::Response& response) {
  Front::Answer answered{.response = {}, .route = Metrics::kNoRoute};
  const bool readable = !request.path.empty();
  if (!readable) {
    answered.response =
        front_->finish(request, problem(400, "The address holds a broken percent escape or a NUL."));
  } else {
    answered = front_->answer(std::move(request));
  }
  current()->route = answered.route;
  current()->keeps = readable && !current()->lacks_length;
  send(std::move(answered.response), response);
}

void Server::Implementation::send(Response ours, httplib::Response& response) const {
  response.status = ours.status;
  response.headers.clear();
  response.set_header("Date", date_now());
  for (auto& [name, value] : ours.headers) response.headers.emplace(std::move(name), std::move(value));
  if (ours.next_piece) {
    stream(ours, response);
  } else if (!ours.content_type.empty()) {
    response.set_content(std::move(ours.body), ours.content_type);
  }
  current()->status = response.status;
  current()->has_ranges = response.has_header("Accept-Ranges");
}

/// Sends an answer that is made meanwhile: as long as it says, or where nobody knows its length yet, in
/// chunks or to the end of the connection.
void Server::Implementation::stream(const Response& ours, httplib::Response& response) const {
  const std::string& type = ours.content_type;
  const bool is_measured = ours.pieces_bytes.has_value();
  const auto provide = [this, is_measured, next_piece = ours.next_piece](std::size_t,
                                                                         httplib::DataSink& sink) {
    const Result<std::string> piece = next_piece();
    if (!piece) {
      log_.warn("An answer was broken off: " + piece.error().message);
      return false;
    }
    if (!piece->empty()) return sink.write(piece->data(), piece->size());
    if (is_measured) return false;  // shorter than it said
    sink.done();
    return true;
  };
  if (is_measured) {
    response.set_content_provider(
        static_cast<std::size_t>(*ours.pieces_bytes), type,
        [provide](std::size_t at, std::size_t, httplib::DataSink& sink) { return provide(at, sink); });
  } else if (current()->takes_chunks) {
    response.set_chunked_content_provider(type, provide);
  } else {
    current()->ends = true;
    response.set_header("Connection", "close");
    response.set_content_provider(type, provide);
  }
}

/// Why a body of so many bytes (or of unknown length) is not taken in; nothing where it is.
std::optional<Response> Server::Implementation::refuse_body(const Request& head, const Route& route,
                                                            std::size_t bytes) const {
  if (bytes > route.body_bytes_max) {
    return problem(413, "The body is longer than " + std::to_string(route.body_bytes_max) + " bytes.");
  }
  if (bytes > kBodyBytesMax && route.refuse_before_body) return route.refuse_before_body(head);
  return std::nullopt;
}

/// The library announces the end of the connection after every error. Where the request was whole and the
/// error is an answer of ours, the connection can go on.
void Server::Implementation::keep_open(const httplib::Request& given, httplib::Response& response) const {
  if (response.status < 400 || !current()->keeps || current()->last) return;
  const std::string asked = given.get_header_value("Connection");
  if (asked == "close" || (given.version == "HTTP/1.0" && asked != "Keep-Alive")) return;
  response.headers.erase("Connection");
  response.set_header("Keep-Alive", "timeout=" + std::to_string(kIdleDeadline.count()) +
                                        ", max=" + std::to_string(kRequestsPerConnectionMax));
}

httplib::Server::HandlerResponse Server::Implementation::before_routing(const httplib::Request& given,
                                                                        httplib::Response& response) {
  Request request = read_request(given);
  const bool may_have_body = given.method != "GET" && given.method != "HEAD" && given.method != "OPTIONS";
  const bool chunked = given.has_header("Transfer-Encoding");
  const std::size_t announced = given.get_header_value_u64("Content-Length");
  const Router::Match match =
      may_have_body ? front_->router().find(given.method, request.path) : Router::Match{};
  // The method is judged first: what nothing answers needs no length.
  if (match.route != nullptr && current()->lacks_length) {
    current()->route = match.index;
    send(front_->finish(request, problem(411, "A " + given.method + " needs a Content-Length.")), response);
    return HandlerResponse::Handled;
  }
  if (match.route == nullptr || (!chunked && announced == 0)) {
    answer(std::move(request), response);
    return HandlerResponse::Handled;
  }
  // A body that does not say its length may turn out to be the longest.
  const std::size_t bytes = chunked ? match.route->body_bytes_max : announced;
  if (std::optional<Response> refusal = refuse_body(request, *match.route, bytes)) {
    current()->route = match.index;
    current()->reader->refuse_body();
    send(front_->finish(request, std::move(*refusal)), response);
    return HandlerResponse::Handled;
  }
  current()->reader->expect_body(bytes);
  return HandlerResponse::Unhandled;  // and answered when its body was read
}

void Server::Implementation::take_body(const httplib::Request& given, httplib::Response& response,
                                       const httplib::ContentReader& read) {
  Request request = read_request(given);
  const Router::Match match = front_->router().find(given.method, request.path);
  const std::size_t bytes_max = match.route == nullptr ? kBodyBytesMax : match.route->body_bytes_max;
  bool too_long = false;
  const bool whole = read([&](const char* data, std::size_t size) {
    too_long = request.body.size() + size > bytes_max;
    if (!too_long) request.body.append(data, size);
    return !too_long;
  });
  std::optional<Response> refusal;
  if (too_long || (!whole && response.status == 413)) {
    refusal = problem(413, "The body is longer than " + std::to_string(bytes_max) + " bytes.");
  } else if (!whole) {
    refusal = problem(response.status < 400 ? 400 : response.status, "The request cannot be read.");
  } else if (is_media_type(current()->content_type, "multipart/form-data")) {
    Result<std::vector<Part>> parts = parse_multipart(current()->content_type, request.body);
    if (!parts) refusal = problem(parts.error());
    if (parts) request.parts = std::move(*parts);
    request.body = std::string();
  }
  if (!refusal) return answer(std::move(request), response);
  current()->route = match.index;
  send(front_->finish(request, std::move(*refusal)), response);
}

httplib::Server::HandlerResponse Server::Implementation::on_library_error(const httplib::Request& given,
                                                                          httplib::Response& response) {
  if (current()->status == response.status) return HandlerResponse::Handled;  // our own answer
  const std::string detail =
      response.status == 413 ? "The body is too long for this address." : "The request cannot be read.";
  const Request request{.method = given.method, .path = "/v1/", .request_id = current()->request_id};
  Response ours = front_->finish(request, problem(response.status, detail));
  current()->status = ours.status;
  response.set_header("Date", date_now());
  for (auto& [name, value] : ours.headers) response.headers.emplace(std::move(name), std::move(value));
  response.set_content(std::move(ours.body), ours.content_type);
  return HandlerResponse::Handled;
}

void Server::Implementation::on_exception(const httplib::Request&, httplib::Response& response,
                                          const std::exception_ptr& thrown) {
  std::string what = "unknown";
  try {
    std::rethrow_exception(thrown);
  } catch (const std::exception& exception) {
    what = exception.what();
  } catch (...) {  // NOLINT(bugprone-empty-catch): nothing is known of it
  }
  log_.error("Request " + current()->request_id + " failed: " + what);
  response.headers.clear();
  response.body.clear();
  response.status = 500;
}

Server::Server(const Log& log, ServerSettings settings)
    : implementation_(std::make_unique<Implementation>(log, std::move(settings))) {}

Server::~Server() = default;

Result<int> Server::bind() {
  return implementation_->bind();
}

void Server::serve(const Front& front, Metrics& metrics) {
  implementation_->serve(front, metrics);
}

void Server::stop() {
  implementation_->end();
}

std::string server_library_version() {
  return CPPHTTPLIB_VERSION;
}

}  // namespace stillpoint::http
