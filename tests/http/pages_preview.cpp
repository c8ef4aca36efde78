// Writes sample pages into a folder, so that they can be looked at in a browser without a directory behind
// them:
//   pages_preview FOLDER
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

#include "http/pages/profile_view.h"
#include "http/pages/reading_pages.h"
#include "http/pages/search_view.h"
#include "http/pages_sample.h"
#include "http/parameters.h"

namespace {

using namespace stillpoint;
using namespace stillpoint::http;

void write(const std::filesystem::path& path, std::string_view content) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << content;
}

void write_assets(const std::filesystem::path& folder, const pages::Site& site) {
  for (const char* name :
       {"style.css", "icon.svg", "map.js", "place.js", "shortlist.js", "leaflet.css", "leaflet.min.js"}) {
    const std::string path(site.assets.path(name).view());
    write(folder / path.substr(1), site.assets.find(path.substr(8))->content);
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) {
    std::cerr << "usage: pages_preview FOLDER\n";
    return 1;
  }
  const std::filesystem::path folder = arguments[1];
  const pages::Site site = sample_site();
  write_assets(folder, site);

  const std::vector<domain::ConditionKey> conditions = {{"migraine"}, {"post_concussion"}};
  const domain::SearchPage page = sample_page(conditions);
  domain::SearchTerms terms;
  terms.place = "Columbus, OH";
  terms.near = domain::Near{{39.96, -83.0}, 80};
  terms.conditions = conditions;
  terms.accepting = true;
  terms.currency = domain::CurrencyKey{"USD"};
  terms.max_price = domain::PriceLimit{12000};
  const pages::SearchView view{
      .terms = terms, .given = to_parameters(terms, site.vocabulary), .page = &page, .next_cursor = "next"};
  write(folder / "search.html", pages::search_page(view, site, sample_sealer()));
  write(folder / "start.html", pages::search_page({.page = &page, .start = true}, site, sample_sealer()));
  domain::SearchPage none = page;
  none.total = 0;
  none.items.clear();
  none.relax = {.without = {{domain::Filter::kMaxPrice, 4}, {domain::Filter::kAccepting, 1}},
                .radius_km = 160,
                .radius_count = 6};
  pages::SearchView empty = view;
  empty.page = &none;
  write(folder / "none.html", pages::search_page(empty, site, sample_sealer()));
  write(folder / "profile.html", pages::profile_page(sample_profile(sample_practitioner()), {}, site));
  write(folder / "bare.html", pages::profile_page(sample_profile(bare_practitioner()), {}, site));
  write(folder / "check.html", pages::how_we_check_page(site));
  write(folder / "expect.html", pages::what_to_expect_page(site));
  write(folder / "privacy.html", pages::privacy_page(site));
  write(folder / "compare.html",
        pages::compare_page({sample_profile(sample_practitioner()), sample_profile(bare_practitioner())}, 1,
                            site));
  write(folder / "compare0.html", pages::compare_page({}, 0, site));
  write(folder / "404.html", pages::error_page({.status = 404, .request_id = "r1"}, site));
  return 0;
}
