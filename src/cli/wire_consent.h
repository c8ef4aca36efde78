#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "app/consent/answer_link.h"
#include "app/consent/ask_consent.h"
#include "app/consent/care_for_listings.h"
#include "app/consent/consent_writes.h"
#include "app/consent/my_listing.h"
#include "app/consent/photos.h"
#include "app/reviews/report_listing.h"
#include "app/reviews/review_practitioner.h"
#include "app/token_buckets.h"
#include "cli/erasure_ledger.h"
#include "http/consent/consent_services.h"
#include "http/links.h"
#include "http/reviews/review_services.h"

namespace stillpoint::cli {

/// The ledger of erasures for a server's many threads, who take turns.
class SharedLedger final : public domain::ErasureLedger {
 public:
  explicit SharedLedger(std::string path) : file_(std::move(path)) {}
  [[nodiscard]] Result<void> keep(const std::vector<domain::Erasure>& erasures) override {
    const std::lock_guard lock(mutex_);
    return file_.keep(erasures);
  }

 private:
  std::mutex mutex_;
  ErasureFile file_;
};

/// What asks for consent, takes answers and remembers dates, in the order of construction. It stays where it
/// is made: its parts refer to one another.
struct ConsentParts {
  /// What reviews and reports are kept in.
  struct Desks {
    domain::ReviewDesk& reviews;
    domain::VerifyingStore& queue;
    domain::PhotoStore& photos;
    domain::PictureFiles& pictures;
    std::function<Result<bool>()> takes_open_reviews;
    std::string reviewer_key;
  };
  ConsentParts(app::ConsentPorts made, Desks desks, const http::Links& links, bool is_demo)
      : ports(std::move(made)),
        review_ports{.common = ports,
                     .desk = desks.reviews,
                     .queue = desks.queue,
                     .reviewer_key = std::move(desks.reviewer_key),
                     .takes_open = std::move(desks.takes_open_reviews)},
        photo_ports{.common = ports, .store = desks.photos, .files = desks.pictures},
        services{.answers = answers,
                 .mine = mine,
                 .photos = photos,
                 .by_client = by_client,
                 .by_mail = by_mail,
                 .vocabulary = ports.vocabulary,
                 .links = links,
                 .clock = ports.clock,
                 .is_demo = is_demo},
        review_services{.reviews = reviews,
                        .reports = reports,
                        .desk = desks.reviews,
                        .directory = ports.directory,
                        .reports_by_client = reports_by_client,
                        .reviews_by_client = reviews_by_client,
                        .vocabulary = ports.vocabulary,
                        .links = links,
                        .is_demo = is_demo} {}
  ConsentParts(const ConsentParts&) = delete;
  ConsentParts& operator=(const ConsentParts&) = delete;

  app::ConsentPorts ports;
  app::ReviewPorts review_ports;
  app::PhotoPorts photo_ports;
  app::AnswerLink answers{ports};
  app::MyListing mine{ports};
  app::Photos photos{photo_ports};
  app::AskConsent ask{ports};
  app::ReviewPractitioner reviews{review_ports};
  app::ReportListing reports{review_ports};
  app::CareForListings care{ports, [this] { return reports.run_out(); }};
  app::TokenBuckets by_client{http::consent::kLinksByClient};
  app::TokenBuckets by_mail{http::consent::kLinksByMail};
  app::TokenBuckets reports_by_client{http::reviews::kReportsByClient};
  app::TokenBuckets reviews_by_client{http::reviews::kOpenReviewsByClient};
  http::consent::ConsentServices services;
  http::reviews::ReviewServices review_services;
};

}  // namespace stillpoint::cli
