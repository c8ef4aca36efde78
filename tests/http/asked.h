#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "http/message.h"
#include "http/router.h"

namespace stillpoint::http {

/// Asks routes as a browser does that sends a plain form. An address that no route has fails the test.
inline Response asked(const Router& router, Request request) {
  request.header = [](std::string_view name) {
    return std::string(name == "Content-Type" ? "application/x-www-form-urlencoded" : "");
  };
  const Router::Match match = router.find(request.method, request.path);
  EXPECT_NE(match.route, nullptr) << request.method << " " << request.path;
  if (match.route == nullptr) return {};
  if (!match.path_ids.empty()) request.path_id = match.path_ids.front();
  return match.route->handler(request);
}

}  // namespace stillpoint::http
