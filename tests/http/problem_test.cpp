#include "http/problem.h"

#include <gtest/gtest.h>
#include <rapidjson/document.h>

namespace stillpoint::http {
namespace {

TEST(Problem, EachKindOfErrorHasItsStatus) {
  const struct {
    ErrorCode code;
    int status;
  } cases[] = {{ErrorCode::kInvalid, 400},   {ErrorCode::kUnauthenticated, 401},
               {ErrorCode::kForbidden, 403}, {ErrorCode::kNotFound, 404},
               {ErrorCode::kGone, 410},      {ErrorCode::kConflict, 409},
               {ErrorCode::kLimited, 429},   {ErrorCode::kUnavailable, 503},
               {ErrorCode::kInternal, 500}};
  for (const auto& c : cases) {
    EXPECT_EQ(problem(Error{.code = c.code, .message = "m"}).status, c.status);
  }
}

TEST(Problem, NamesEachFaultWithWhatIsAllowed) {
  const Response response = problem(invalid_search({{.where = "max_price",
                                                     .what = "A price needs its currency.",
                                                     .allowed = "currency=USD beside it",
                                                     .value = "110"}}));
  EXPECT_EQ(response.content_type, "application/problem+json");
  rapidjson::Document json;
  json.Parse(response.body.c_str());
  ASSERT_TRUE(json.IsObject());
  EXPECT_STREQ(json["type"].GetString(), "about:blank");
  EXPECT_STREQ(json["title"].GetString(), "Bad Request");
  EXPECT_EQ(json["status"].GetInt(), 400);
  ASSERT_EQ(json["errors"].Size(), 1U);
  EXPECT_STREQ(json["errors"][0]["where"].GetString(), "max_price");
  EXPECT_STREQ(json["errors"][0]["allowed"].GetString(), "currency=USD beside it");
  EXPECT_STREQ(json["errors"][0]["value"].GetString(), "110");
}

TEST(Problem, TellsNobodyTheInsideOfAnInternalError) {
  const Response response =
      problem(Error{.code = ErrorCode::kInternal, .message = "no such table: secret", .detail = "sqlite 1"});
  EXPECT_EQ(response.status, 500);
  EXPECT_EQ(response.body.find("secret"), std::string::npos);
  EXPECT_EQ(response.body.find("sqlite"), std::string::npos);
}

}  // namespace
}  // namespace stillpoint::http
