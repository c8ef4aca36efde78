#pragma once

#include "app/reviews/report_listing.h"
#include "app/reviews/review_practitioner.h"
#include "app/token_buckets.h"
#include "domain/review_desk.h"
#include "domain/vocabulary.h"
#include "http/links.h"

namespace stillpoint::http::reviews {

/// What the pages of reviews and reports work with.
struct ReviewServices {
  const app::ReviewPractitioner& reviews;
  const app::ReportListing& reports;
  const domain::ReviewDesk& desk;
  const domain::DirectoryReader& directory;
  app::TokenBuckets& reports_by_client;
  app::TokenBuckets& reviews_by_client;  ///< Of those who were not invited.
  const domain::Vocabulary& vocabulary;
  const Links& links;
  bool is_demo = false;
};

/// Somebody reports one thing, or a few after a search; then one every five minutes.
inline constexpr app::BucketSettings kReportsByClient{.capacity = 5, .per_second = 1.0 / 300};

/// Nobody sees many therapists in an hour; a household shares an address.
inline constexpr app::BucketSettings kOpenReviewsByClient{.capacity = 3, .per_second = 1.0 / 1200};

}  // namespace stillpoint::http::reviews
