#include "http/operations_handlers.h"

#include "http/description/description.h"
#include "http/encoding.h"
#include "http/metrics.h"
#include "http/problem.h"

namespace stillpoint::http {
OperationsHandlers::OperationsHandlers(const Services& services)
    : services_(services),
      description_(description::program_description()),
      description_tag_(tag_of(description_)) {}

Response OperationsHandlers::health(const Request&) const {
  return Response{.content_type = "application/json", .body = R"({"status":"ok"})"};
}

Response OperationsHandlers::readiness(const Request&) const {
  if (!services_.is_ready()) return problem(503, "The directory is being loaded, or the server stops.");
  return Response{.content_type = "application/json", .body = R"({"status":"ready"})"};
}

Response OperationsHandlers::metrics(const Request&) const {
  std::string text = services_.http_metrics();
  const domain::IndexStats stats = services_.index.stats();
  const auto gauge = [&](std::string_view name, std::string_view help, std::int64_t value) {
    append_metric(text, name, "gauge", help, static_cast<double>(value));
  };
  gauge("stillpoint_index_practitioners", "Practitioners that can be found.", stats.practitioners);
  gauge("stillpoint_index_rows", "Pairs of practitioner and location in the index.", stats.rows);
  gauge("stillpoint_index_overlay_rows", "Rows written since the last merge.", stats.overlay_rows);
  gauge("stillpoint_index_bytes", "Memory of the index by its own account.", stats.bytes);
  gauge("stillpoint_index_snapshot_age_seconds", "Age of the index's base snapshot.",
        (services_.clock.now() - stats.built_at).count());
  gauge("stillpoint_index_sequence", "Number of the last change of a practitioner that the index holds.",
        stats.sequence);
  // Imports run in processes of their own: what they did is counted as it is taken in.
  append_metric(text, "stillpoint_changes_applied_total", "counter",
                "Changes of practitioners, by imports and otherwise, taken in since the start.",
                static_cast<double>(services_.changes_applied()));
  if (const auto counts = services_.directory.counts()) {
    gauge("stillpoint_directory_draft", "Practitioners that are not listed yet.", counts->draft);
    gauge("stillpoint_directory_listed", "Practitioners that are listed.", counts->listed);
    gauge("stillpoint_directory_withdrawn", "Practitioners that were withdrawn.", counts->withdrawn);
  }
  return Response{.content_type = "text/plain; version=0.0.4; charset=utf-8", .body = std::move(text)};
}

Response OperationsHandlers::description(const Request&) const {
  return Response{.content_type = "application/json",
                  .body = description_,
                  .headers = {{"ETag", description_tag_}, {"Cache-Control", "public, max-age=3600"}}};
}

}  // namespace stillpoint::http
