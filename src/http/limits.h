#pragma once

#include <chrono>
#include <cstddef>

namespace stillpoint::http {

// What the server takes from anyone, each limit with its reason. Beyond it a request is refused in words.

/// Of the request target. Links grow with the filters chosen; a browser's own limit is about the same.
/// cpp-httplib was built with the same number, and longer ones get its 414 without being read.
constexpr std::size_t kTargetBytesMax = 8192;
/// Of the request line and all headers together. Browsers send under 2 KiB; proxies add a little.
constexpr std::size_t kHeadBytesMax = 16384;
/// Header lines of a request.
constexpr std::size_t kHeadersMax = 64;
/// Of a request body: a search as JSON or a form stays below 8 KiB; eight times that is no search.
constexpr std::size_t kBodyBytesMax = std::size_t{64} * 1024;
/// The longest body that any route may ask for (Route::body_bytes_max): the largest file that administrators
/// bring is the exclusion list of some 15 MB.
constexpr std::size_t kUploadBytesMax = std::size_t{24} * 1024 * 1024;
/// What a route that takes one picture, a scanned letter or a spreadsheet of some thousand rows asks for.
constexpr std::size_t kFileBytesMax = std::size_t{6} * 1024 * 1024;
/// Parts of a multipart form: more fields than any form of ours has.
constexpr std::size_t kPartsMax = 200;
/// Headers of one part: a name, a file's name, a type.
constexpr std::size_t kPartHeadBytesMax = 2048;
/// Parameters of a query or a form: each filter with more values than any form offers.
constexpr std::size_t kParametersMax = 400;

/// A request's head must be whole this long after its first byte, however steadily it trickles.
constexpr std::chrono::seconds kHeadDeadline{10};
/// A whole body must arrive within this time.
constexpr std::chrono::seconds kBodyDeadline{20};
/// A longer body than usual gets a second more for each of these: a slow line's upload.
constexpr std::size_t kUploadBytesPerSecondMin = std::size_t{128} * 1024;
/// An idle connection is kept for the next request this long; and for the first one as long as a head.
constexpr std::chrono::seconds kIdleDeadline{15};
/// A client must take an answer within this time, or it is dropped.
constexpr std::chrono::seconds kWriteDeadline{20};
/// Requests on one connection: a client that stays gets a new thread now and then.
constexpr int kRequestsPerConnectionMax = 10000;
/// After a stop is asked for, requests under way get this long.
constexpr std::chrono::seconds kDrainDeadline{10};

/// Threads that wait for connections, and how many there may be: a connection holds a thread while it is
/// open, and 1,000 slow ones must leave room for others.
constexpr std::size_t kThreadsMin = 64;
constexpr std::size_t kThreadsMax = 2048;
/// Connections of one address at a time. A browser opens six; a household or a clinic shares an address.
constexpr int kConnectionsPerAddressDefault = 64;

/// Requests of one address to the API in a minute, without a key: a person who types a place's name makes
/// some five in a second, and a household or a clinic shares an address. Partners' keys have quotas of their
/// own.
constexpr int kAnonymousPerMinute = 300;

/// Answers below this many bytes fit into one packet: compressing them costs more than it saves.
constexpr std::size_t kGzipBytesMin = 1400;

/// A cursor of a walk is good for a day: the order that it stands in changes slowly, and nobody reads longer.
constexpr std::chrono::hours kCursorLife{24};

/// Places offered while a name is typed: what fits below a field.
constexpr std::size_t kPlacesOffered = 8;
constexpr std::size_t kPlacePrefixBytesMax = 80;

}  // namespace stillpoint::http
