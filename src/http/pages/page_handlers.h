#pragma once

#include <optional>
#include <string>
#include <vector>

#include "http/message.h"
#include "http/pages/layout.h"
#include "http/pages/search_view.h"
#include "http/services.h"

namespace stillpoint::http::pages {

/// Answers the addresses of pages. Immutable, so thread-safe.
class PageHandlers {
 public:
  /// @param services outlives the handlers.
  explicit PageHandlers(const Services& services);

  /// GET /
  [[nodiscard]] Response search(const Request& request) const;
  /// POST /search: turns the form into an address, and goes there.
  [[nodiscard]] Response ask(const Request& request) const;
  /// GET /practitioners/{id}
  [[nodiscard]] Response profile(const Request& request) const;
  /// GET /compare
  [[nodiscard]] Response compare(const Request& request) const;
  /// GET /verify
  [[nodiscard]] Response verify(const Request& request) const;
  /// GET /verify/qr.svg: a code that leads to the verdict of a number, whatever that is.
  [[nodiscard]] Response verify_qr(const Request& request) const;
  /// GET /how-we-check, /what-to-expect, /privacy
  [[nodiscard]] Response how_we_check(const Request& request) const;
  [[nodiscard]] Response what_to_expect(const Request& request) const;
  [[nodiscard]] Response privacy(const Request& request) const;
  /// GET /assets/{name}
  [[nodiscard]] Response asset(const Request& request) const;

  /// The page for an error, or for a status that has none.
  [[nodiscard]] Response error(const Error& error, const Request& request) const;
  [[nodiscard]] Response error(int status, const Request& request) const;

 private:
  [[nodiscard]] Response search_with(std::vector<Parameter> given, const Request& request) const;
  [[nodiscard]] Response wrong_search(SearchView view) const;
  [[nodiscard]] std::vector<domain::ConditionKey> asked_about(const Request& request,
                                                              std::string& sealed) const;
  [[nodiscard]] std::vector<domain::Photo> photos_of(const domain::SearchPage& page) const;

  const Services& services_;
  Assets assets_;
  Site site_;
};

}  // namespace stillpoint::http::pages
