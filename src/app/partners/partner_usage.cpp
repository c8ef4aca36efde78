#include "app/partners/partner_usage.h"

#include <condition_variable>
#include <utility>
#include <vector>

namespace stillpoint::app {
namespace {

constexpr int kLimitedStatus = 429;
constexpr int kErrorStatus = 400;

}  // namespace

std::string page_of(std::string_view referrer) {
  if (!referrer.starts_with("https://") && !referrer.starts_with("http://")) return {};
  const std::size_t host = referrer.find("//") + 2;
  std::string_view page = referrer.substr(0, referrer.find_first_of("?#"));
  const std::size_t path = std::min(page.find('/', host), page.size());
  // Names and passwords before the host are nobody's page.
  if (page.substr(host, path - host).find('@') != std::string_view::npos || path == host) return {};
  if (page.size() > kPageBytesMax) page = page.substr(0, path);
  return page.size() > kPageBytesMax ? std::string() : std::string(page);
}

PartnerUsage::PartnerUsage(domain::PartnerStore& store, domain::UnitOfWork& work, const Clock& clock,
                           std::function<void(const std::string& trouble)> complain)
    : store_(store), work_(work), clock_(clock), complain_(std::move(complain)) {}

void PartnerUsage::count(const UsedKey& used) {
  const Instant now = clock_.now();
  const Date day = std::chrono::floor<std::chrono::days>(now);
  std::string page = page_of(used.referrer);
  const std::lock_guard lock(mutex_);
  Counts& counts = waiting_.uses[{used.partner, used.key, day}];
  ++counts.requests;
  if (used.status == kLimitedStatus) {
    ++counts.limited;
  } else if (used.status >= kErrorStatus) {
    ++counts.errors;
  }
  counts.last = now;
  if (page.empty()) return;
  if (waiting_.pages.size() >= kUsagePagesWaitingMax) page.clear();
  ++waiting_.pages[{used.partner, day, std::move(page)}];
}

/// Counts that could not be written wait for the next time.
void PartnerUsage::put_back(Waiting counted) {
  const std::lock_guard lock(mutex_);
  for (const auto& [what, counts] : counted.uses) {
    Counts& sum = waiting_.uses[what];
    sum.requests += counts.requests;
    sum.errors += counts.errors;
    sum.limited += counts.limited;
    sum.last = std::max(sum.last, counts.last);
  }
  for (const auto& [what, requests] : counted.pages) waiting_.pages[what] += requests;
}

Result<void> PartnerUsage::write() {
  Waiting counted;
  {
    const std::lock_guard lock(mutex_);
    std::swap(counted, waiting_);
  }
  if (counted.uses.empty()) return {};
  std::vector<domain::PartnerUse> uses;
  for (const auto& [what, counts] : counted.uses) {
    const auto& [partner, key, day] = what;
    uses.push_back({.partner = partner,
                    .key = key,
                    .day = day,
                    .requests = counts.requests,
                    .errors = counts.errors,
                    .limited = counts.limited});
  }
  std::vector<domain::PartnerPage> pages;
  for (const auto& [what, requests] : counted.pages) {
    const auto& [partner, day, page] = what;
    pages.push_back({.partner = partner, .day = day, .page = page, .requests = requests});
  }
  Result<void> done = work_.in_transaction([&]() -> Result<void> {
    if (Result<void> added = store_.add_use(uses, pages); !added) return added;
    for (const auto& [what, counts] : counted.uses) {
      const Instant hour = std::chrono::floor<std::chrono::hours>(counts.last);
      if (Result<void> touched = store_.touch_key(std::get<1>(what), hour); !touched) return touched;
    }
    return {};
  });
  if (!done) put_back(std::move(counted));
  return done;
}

void PartnerUsage::run_until(const std::stop_token& stopped) {
  std::mutex mutex;
  std::condition_variable_any stop_came;
  std::unique_lock lock(mutex);
  bool failed = false;
  Date dropped{};
  bool goes_on = true;
  while (goes_on) {
    goes_on =
        !stop_came.wait_for(lock, stopped, kUsageWrittenEvery, [&] { return stopped.stop_requested(); });
    Result<void> done = write();
    const Date today = std::chrono::floor<std::chrono::days>(clock_.now());
    if (done && dropped != today) {
      done = store_.drop_uses_before(today - std::chrono::days{kUsageDaysKept});
      dropped = today;
    }
    if (!done && !failed) complain_("The use of partners' keys cannot be written: " + done.error().message);
    failed = !done;
  }
}

}  // namespace stillpoint::app
