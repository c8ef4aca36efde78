// The description of the interface (schema/openapi) against the routes that the program serves, both ways:
// what is served is described, what is described is served, and each description says enough to be built on.
// That the answers are as described is tested by tests/contract-http.
#include <gtest/gtest.h>
#include <rapidjson/document.h>
#include <rapidjson/pointer.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "cli/wire.h"
#include "http/admin/session_gate.h"
#include "http/description/description.h"
#include "http/log.h"
#include "http/router.h"
#include "support/temporary_folder.h"

namespace stillpoint::cli {
namespace {

using http::Route;
using http::admin::GuardedHandler;
using rapidjson::Value;
using Names = std::set<std::string>;

class Interface : public testing::Test {
 protected:
  void SetUp() override {
    Result<EffectiveConfig> config = read_config(
        {.flags = {{"database", folder_.file("a.db")}, {"port", "0"}, {"insecure-cookies", "true"}},
         .environment = [](const std::string&) { return std::optional<std::string>(); }});
    ASSERT_TRUE(config) << config.error().message;
    Result<std::unique_ptr<Directory>> directory = Directory::open(config->config);
    ASSERT_TRUE(directory) << directory.error().message;
    directory_ = *std::move(directory);
    Result<std::unique_ptr<Service>> service = Service::open(*directory_, config->config, log_);
    ASSERT_TRUE(service) << service.error().message;
    service_ = *std::move(service);
    description_.Parse(http::description::program_description().c_str());
    ASSERT_FALSE(description_.HasParseError());
    read_operations();
  }

  /// What is described under a method and a path.
  struct Operation {
    const Value* value = nullptr;
    const Route* route = nullptr;  ///< That serves it; null where none does.
    std::string method{};
    std::string path{};
  };

  void read_operations() {
    for (const auto& path : std::as_const(description_)["paths"].GetObject()) {
      for (const auto& operation : path.value.GetObject()) {
        std::string method = operation.name.GetString();
        for (char& c : method) c = static_cast<char>(c - 'a' + 'A');
        const std::string name = method + " " + path.name.GetString();
        operations_[name] = {&operation.value, nullptr, method, path.name.GetString()};
      }
    }
    for (const Route& route : service_->routes()) {
      const auto found = operations_.find(route.method + " " + route.pattern);
      if (found != operations_.end()) found->second.route = &route;
    }
  }

  /// What a value is, or what its "$ref" leads to.
  const Value& resolved(const Value& value) const {
    if (!value.IsObject() || !value.HasMember("$ref")) return value;
    const Value* const target = rapidjson::Pointer(value["$ref"].GetString() + 1).Get(description_);
    static const Value nothing;
    EXPECT_NE(target, nullptr) << value["$ref"].GetString() << " leads nowhere";
    return target == nullptr ? nothing : resolved(*target);
  }

  /// Names of the operation's parameters of one kind: "path", "query", "header".
  Names parameters(const Operation& operation, std::string_view kind) const {
    Names names;
    if (!operation.value->HasMember("parameters")) return names;
    for (const Value& given : (*operation.value)["parameters"].GetArray()) {
      const Value& parameter = resolved(given);
      EXPECT_TRUE(parameter.HasMember("schema") && parameter.HasMember("description")) << operation.path;
      if (parameter["in"].GetString() == kind) names.insert(parameter["name"].GetString());
    }
    return names;
  }
  static bool answers(const Operation& operation, const char* status) {
    return (*operation.value)["responses"].HasMember(status);
  }
  /// Names of the headers of the operation's answers of 2xx.
  Names headers_of_success(const Operation& operation) const {
    Names names;
    for (const auto& answer : (*operation.value)["responses"].GetObject()) {
      const Value& response = resolved(answer.value);
      if (answer.name.GetString()[0] != '2' || !response.HasMember("headers")) continue;
      for (const auto& header : response["headers"].GetObject()) names.insert(header.name.GetString());
    }
    return names;
  }
  /// Whether the schema tells more than that there is something.
  bool says_something(const Value& schema) const {
    const Value& target = resolved(schema);
    if (!target.IsObject()) return false;
    for (const char* const word : {"properties", "items", "enum", "const", "allOf", "anyOf", "oneOf",
                                   "additionalProperties", "contentMediaType", "format", "pattern"}) {
      if (target.HasMember(word)) return true;
    }
    return false;
  }
  /// The schemes of a security requirement: "token", "session csrf".
  static Names schemes_of(const Value& operation) {
    Names names;
    if (!operation.HasMember("security")) return names;
    for (const Value& alternative : operation["security"].GetArray()) {
      std::string together;
      for (const auto& scheme : alternative.GetObject()) {
        together.append(together.empty() ? "" : " ").append(scheme.name.GetString());
      }
      names.insert(together);
    }
    return names;
  }
  void check_references(const Value& value) const {
    if (value.IsArray()) {
      for (const Value& item : value.GetArray()) check_references(item);
    } else if (value.IsObject()) {
      resolved(value);
      for (const auto& member : value.GetObject()) check_references(member.value);
    }
  }

  support::TemporaryFolder folder_;
  http::Log log_ = *http::Log::make(http::Log::Format::kText, "error");
  std::unique_ptr<Directory> directory_;
  std::unique_ptr<Service> service_;
  rapidjson::Document description_;
  std::map<std::string, Operation> operations_;  ///< By "METHOD /path".
};

TEST_F(Interface, IsDescribedWhereverItIsServed) {
  for (const Route& route : service_->routes()) {
    if (!http::is_of_the_interface(route.pattern)) continue;
    if (route.method == "OPTIONS") continue;  // preflights: browsers' own
    const std::string name = route.method + " " + route.pattern;
    EXPECT_EQ(operations_.count(name), 1U)
        << name << " is served and not described: CONTRIBUTING.md, \"Add a route\", says where.";
  }
}

TEST_F(Interface, IsServedWhereverItIsDescribed) {
  ASSERT_GT(operations_.size(), 40U);
  for (const auto& [name, operation] : operations_) {
    EXPECT_NE(operation.route, nullptr) << name << " is described and not served.";
  }
}

TEST_F(Interface, NamesEachOperationOnce) {
  Names tags;
  for (const Value& tag : description_["tags"].GetArray()) {
    EXPECT_TRUE(tags.insert(tag["name"].GetString()).second);
    EXPECT_GT(tag["description"].GetStringLength(), 0U);
  }
  Names ids;
  for (const auto& [name, operation] : operations_) {
    SCOPED_TRACE(name);
    const Value& value = *operation.value;
    ASSERT_TRUE(value.HasMember("operationId") && value.HasMember("summary") && value.HasMember("tags"));
    EXPECT_TRUE(ids.insert(value["operationId"].GetString()).second) << value["operationId"].GetString();
    EXPECT_GT(value["summary"].GetStringLength(), 0U);
    ASSERT_EQ(value["tags"].Size(), 1U) << "the area that it is of";
    EXPECT_EQ(tags.count(value["tags"][0].GetString()), 1U);
  }
}

TEST_F(Interface, LeadsNowhereWithoutATarget) {
  check_references(description_);
}

TEST_F(Interface, DescribesEachPlaceholderOfAnAddress) {
  for (const auto& [name, operation] : operations_) {
    SCOPED_TRACE(name);
    Names placeholders;
    for (std::size_t at = operation.path.find('{'); at != std::string::npos;
         at = operation.path.find('{', at + 1)) {
      placeholders.insert(operation.path.substr(at + 1, operation.path.find('}', at) - at - 1));
    }
    EXPECT_EQ(parameters(operation, "path"), placeholders);
  }
}

TEST_F(Interface, DescribesWhatIsSentAndAnswered) {
  for (const auto& [name, operation] : operations_) {
    const Value& value = *operation.value;
    bool succeeds = false;
    for (const auto& answer : value["responses"].GetObject()) {
      const std::string status = answer.name.GetString();
      SCOPED_TRACE(std::string(name).append(" ").append(status));
      const Value& response = resolved(answer.value);
      ASSERT_TRUE(response.IsObject() && response.HasMember("description"));
      if (status[0] == '2' || status[0] == '3') {
        succeeds = true;
        if (!response.HasMember("content")) continue;
        for (const auto& media : response["content"].GetObject()) {
          ASSERT_TRUE(media.value.HasMember("schema"));
          EXPECT_TRUE(media.name != "application/json" || says_something(media.value["schema"]))
              << "that there is something says nothing";
        }
        EXPECT_NE(status, "204") << "no content is none";
      } else {
        ASSERT_TRUE(response.HasMember("content"));
        ASSERT_TRUE(response["content"].HasMember("application/problem+json")) << "RFC 9457";
        EXPECT_EQ(&resolved(response["content"]["application/problem+json"]["schema"]),
                  &description_["components"]["schemas"]["Problem"]);
      }
    }
    EXPECT_TRUE(succeeds && answers(operation, "default")) << name;
    if (operation.method == "GET" || operation.method == "DELETE") continue;
    if (value.HasMember("x-body")) {
      EXPECT_STREQ(value["x-body"].GetString(), "none") << name;
      continue;
    }
    ASSERT_TRUE(value.HasMember("requestBody")) << name << ": or \"x-body\": \"none\"";
    for (const auto& media : value["requestBody"]["content"].GetObject()) {
      EXPECT_TRUE(says_something(media.value["schema"])) << name;
    }
  }
}

TEST_F(Interface, DescribesConditionsWithWhatComesOfThem) {
  for (const auto& [name, operation] : operations_) {
    SCOPED_TRACE(name);
    const Names headers = parameters(operation, "header");
    const bool has_tag = headers_of_success(operation).count("ETag") == 1;
    if (headers.count("If-Match") == 1) {
      EXPECT_TRUE(has_tag && answers(operation, "412") && answers(operation, "428"));
    }
    if (headers.count("If-None-Match") == 1) {
      EXPECT_TRUE(has_tag && answers(operation, "304"));
    }
    if (headers.count("Idempotency-Key") == 1) {
      EXPECT_TRUE(answers(operation, "409"));
    }
  }
}

TEST_F(Interface, DescribesWhatIsToBeBroughtAsTheGateAsksIt) {
  for (const auto& [name, operation] : operations_) {
    if (operation.route == nullptr) continue;
    SCOPED_TRACE(name);
    const auto* const guard = operation.route->handler.target<GuardedHandler>();
    const Names schemes = schemes_of(*operation.value);
    if (guard == nullptr) {
      EXPECT_EQ(schemes.count("token") + schemes.count("session"), 0U);
      continue;
    }
    const std::string session = operation.method == "GET" ? "session" : "session csrf";
    const bool by_token = guard->way() == GuardedHandler::Way::kApi;
    EXPECT_EQ(schemes, by_token ? (Names{"token", session}) : Names{session});
    EXPECT_TRUE(answers(operation, "401") && answers(operation, "403"));
  }
}

TEST_F(Interface, SaysOfExactlyTheRoutesThatWillGoThatTheyWill) {
  for (const auto& [name, operation] : operations_) {
    if (operation.route == nullptr) continue;
    const Value& value = *operation.value;
    EXPECT_EQ(value.HasMember("deprecated") && value["deprecated"].GetBool(),
              operation.route->deprecation.has_value())
        << name;
  }
}

}  // namespace
}  // namespace stillpoint::cli
