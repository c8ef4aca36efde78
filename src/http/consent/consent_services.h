#pragma once

#include "app/consent/answer_link.h"
#include "app/consent/my_listing.h"
#include "app/consent/photos.h"
#include "app/token_buckets.h"
#include "base/clock.h"
#include "domain/vocabulary.h"
#include "http/links.h"

namespace stillpoint::http::consent {

/// What the pages behind mailed links work with.
struct ConsentServices {
  const app::AnswerLink& answers;
  const app::MyListing& mine;
  const app::Photos& photos;
  /// Requests for a link by one client address, and for one mail address: nobody floods a stranger's mailbox.
  /// @{
  app::TokenBuckets& by_client;
  app::TokenBuckets& by_mail;
  /// @}
  const domain::Vocabulary& vocabulary;
  const Links& links;
  const Clock& clock;
  bool is_demo = false;
};

/// A person asks once or twice, a clinic's many people share one address; then one every two minutes.
inline constexpr app::BucketSettings kLinksByClient{.capacity = 10, .per_second = 1.0 / 120};
/// A mail that is slow makes people ask again; then one every twenty minutes.
inline constexpr app::BucketSettings kLinksByMail{.capacity = 3, .per_second = 1.0 / 1200};

}  // namespace stillpoint::http::consent
