#include "http/partners/usage_json.h"

#include <optional>

#include "base/id.h"
#include "base/time_text.h"
#include "document/json_writer.h"

namespace stillpoint::http::partners {

std::string usage_json(const app::PartnerUsageReport& report) {
  std::string body;
  document::JsonWriter json(body);
  json.begin_object();
  json.member("from", print_date(report.from));
  json.key("days");
  json.begin_array();
  for (const domain::PartnerUse& use : report.days) {
    json.begin_object();
    json.member("day", print_date(use.day));
    json.member("key", print_id(use.key.value));
    json.member("requests", use.requests);
    json.member("errors", use.errors);
    json.member("limited", use.limited);
    json.end_object();
  }
  json.end_array();
  json.key("pages");
  json.begin_array();
  for (const domain::PartnerPage& page : report.pages) {
    json.begin_object();
    json.member("page", page.page.empty() ? std::nullopt : std::optional(page.page));
    json.member("requests", page.requests);
    json.end_object();
  }
  json.end_array();
  json.end_object();
  return body;
}

}  // namespace stillpoint::http::partners
