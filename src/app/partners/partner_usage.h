#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <string>
#include <string_view>
#include <tuple>

#include "base/clock.h"
#include "base/result.h"
#include "domain/partner.h"
#include "domain/unit_of_work.h"

namespace stillpoint::app {

/// One answered request of a partner's key.
struct UsedKey {
  domain::PartnerId partner{};
  domain::PartnerKeyId key{};
  int status = 0;
  std::string_view referrer{};  ///< The header `Referer`; empty where there was none.
};

/// How often what was counted is written down: a crash loses so much of a statistic.
constexpr std::chrono::seconds kUsageWrittenEvery{10};
/// Days that counts are kept: this month beside the same one last year.
constexpr int kUsageDaysKept = 400;
/// Of a referring page: longer ones are cut at their origin.
constexpr std::size_t kPageBytesMax = 200;
/// Counts waiting to be written at most; beyond it pages are counted together.
constexpr std::size_t kUsagePagesWaitingMax = 10'000;

/// Counts what keys are used for, by day, in memory, and writes it down now and then: numbers and the pages
/// that the requests came from, nothing of those who made them. Thread-safe; a count costs a lock and a
/// look-up.
class PartnerUsage {
 public:
  /// @param complain gets one sentence where counts can't be written; they are tried again.
  PartnerUsage(domain::PartnerStore& store, domain::UnitOfWork& work, const Clock& clock,
               std::function<void(const std::string& trouble)> complain);

  void count(const UsedKey& used);
  /// Writes down what was counted, and when each key was last used.
  [[nodiscard]] Result<void> write();
  /// Writes every kUsageWrittenEvery until stopped, and once more then; forgets what is too old.
  void run_until(const std::stop_token& stopped);

 private:
  struct Counts {
    std::int64_t requests = 0;
    std::int64_t errors = 0;
    std::int64_t limited = 0;
    Instant last{};
  };
  struct Waiting {
    std::map<std::tuple<domain::PartnerId, domain::PartnerKeyId, Date>, Counts> uses{};
    std::map<std::tuple<domain::PartnerId, Date, std::string>, std::int64_t> pages{};
  };
  void put_back(Waiting counted);

  domain::PartnerStore& store_;
  domain::UnitOfWork& work_;
  const Clock& clock_;
  std::function<void(const std::string&)> complain_;
  std::mutex mutex_;
  Waiting waiting_;
};

/// Origin and path of a page's address, without what follows; empty for anything but http and https.
std::string page_of(std::string_view referrer);

}  // namespace stillpoint::app
