#include "http/embed/feed.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/time_text.h"
#include "http/pages/markup.h"
#include "http/pages/search_address.h"
#include "http/pages/words.h"
#include "http/parameters.h"
#include "http/partners/partner_gate.h"
#include "http/url.h"

namespace stillpoint::http::embed {
namespace {

using domain::SearchItem;
using pages::Href;
using pages::HtmlWriter;

/// Everybody whom the search finds.
Result<std::vector<SearchItem>> everybody(domain::SearchTerms terms, const app::Caller& caller,
                                          const EmbedServices& services) {
  terms.limit = domain::kPageRowsMax;
  terms.facets.clear();
  std::vector<SearchItem> found;
  std::optional<domain::Position> after;
  do {
    Result<app::SearchDirectory::Answer> answer = services.site.search.run(terms, after, caller.locked());
    if (!answer) return std::move(answer).error();
    if (answer->page.total > pages::kFeedFoundMax) {
      return Error{.code = ErrorCode::kInvalid,
                   .message = "This search finds " + pages::print_count(answer->page.total) +
                              " listings, and a feed follows at most " +
                              pages::print_count(pages::kFeedFoundMax) + ": narrow the search."};
    }
    for (SearchItem& item : answer->page.items) found.push_back(std::move(item));
    after = std::move(answer->page.next);
  } while (after);
  return found;
}

struct Entry {
  Instant changed{};
  const SearchItem* item = nullptr;
};

Result<std::vector<Entry>> latest(const std::vector<SearchItem>& found, const EmbedServices& services) {
  std::vector<domain::PractitionerId> ids;
  std::map<std::int64_t, const SearchItem*> items;
  for (const SearchItem& item : found) {
    ids.push_back(item.id);
    items.emplace(item.id.value, &item);
  }
  const Result<std::vector<domain::ListedDate>> dates = services.dates.of(ids);
  if (!dates) return dates.error();
  const Instant now = services.site.clock.now();
  std::vector<Entry> entries;
  for (const domain::ListedDate& date : *dates) {
    entries.push_back({.changed = std::min(date.changed, now), .item = items.at(date.id.value)});
  }
  std::stable_sort(entries.begin(), entries.end(),
                   [](const Entry& a, const Entry& b) { return a.changed > b.changed; });
  if (entries.size() > kFeedEntriesMax) entries.resize(kFeedEntriesMax);
  return entries;
}

std::string summary_of(const SearchItem& item, const domain::Vocabulary& vocabulary) {
  std::vector<std::string> parts;
  for (const domain::ProfessionKey& key : item.professions) parts.push_back(pages::name_of(vocabulary, key));
  if (item.location && !item.location->city.empty()) parts.push_back(item.location->city);
  return pages::join_words(parts, ", ");
}

void link(HtmlWriter& out, std::string_view relation, const std::string& url) {
  const auto href = Href::outside(url);
  if (href) out.raw("<link").attribute("rel", relation).href(*href).raw("/>");
}

void write_entry(HtmlWriter& out, const Entry& entry, const EmbedServices& services) {
  const std::string url = services.site.links.full("/practitioners/" + print_id(entry.item->id.value));
  out.raw("<entry><id>").text(url).raw("</id><title>").text(entry.item->name).raw("</title><updated>");
  out.text(print_instant(entry.changed)).raw("</updated>");
  link(out, "alternate", url);
  out.raw("<summary>").text(summary_of(*entry.item, services.site.vocabulary)).raw("</summary></entry>\n");
}

}  // namespace

Result<std::string> search_feed(const std::vector<Parameter>& given, const app::Caller& caller,
                                const EmbedServices& services) {
  if (Result<void> may = caller.may_search(); !may) return std::move(may).error();
  const Services& site = services.site;
  const auto opened = pages::opened_search(given, site.sealer);
  if (!opened) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "This link is damaged, or it was made by another server."};
  }
  SearchRequest asked = read_search(*opened, site.vocabulary, UnknownNames::kIgnored, caller.locked());
  if (!asked.faults.empty()) {
    return Error{.code = ErrorCode::kInvalid,
                 .message = "The search of this feed has values that cannot be used.",
                 .faults = std::move(asked.faults)};
  }
  const Result<std::vector<SearchItem>> found = everybody(std::move(asked.terms), caller, services);
  if (!found) return found.error();
  const Result<std::vector<Entry>> entries = latest(*found, services);
  if (!entries) return entries.error();

  // A feed keeps its name however its parameters are sealed anew: a reader knows it by its own address.
  const std::string query = print_query(given);
  std::vector<Parameter> own = given;
  if (!caller.key_in_address.empty()) {
    own.push_back({.name = std::string(partners::kKeyParameter), .value = caller.key_in_address});
  }
  const std::string self = site.links.full("/feed" + (own.empty() ? "" : "?" + print_query(own)));
  const Instant updated = entries->empty() ? site.index.stats().built_at : entries->front().changed;
  HtmlWriter out;
  out.raw(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" "
      "xml:lang=\"en\">\n<id>");
  out.text(self).raw("</id><title>Craniosacral therapists: new and changed listings</title><updated>");
  out.text(print_instant(updated)).raw("</updated><author><name>");
  out.text(site.operator_name.empty() ? std::string_view("Stillpoint") : site.operator_name);
  out.raw("</name></author>");
  link(out, "self", self);
  link(out, "alternate", site.links.full("/" + (query.empty() ? "?sort=best" : "?" + query)));
  out.raw("\n");
  for (const Entry& entry : *entries) write_entry(out, entry, services);
  out.raw("</feed>\n");
  return std::move(out).take();
}

}  // namespace stillpoint::http::embed
