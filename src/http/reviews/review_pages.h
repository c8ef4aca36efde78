#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/practitioner.h"
#include "domain/review_desk.h"
#include "http/message.h"
#include "http/pages/layout.h"

namespace stillpoint::http::reviews {

/// A form as it was sent, with what is wrong with it.
struct FormState {
  const std::vector<Parameter>& sent;
  const std::vector<Fault>& faults;
};

/// GET /review/{token}: stars, words and what else a client may say.
std::string review_form_page(const domain::Practitioner& person, std::string_view path, const FormState& form,
                             const pages::Site& site);
/// GET /practitioners/{id}/review: the same for somebody who was not invited.
std::string open_review_page(const domain::Practitioner& person, const FormState& form,
                             const pages::Site& site);
/// GET /review-rules: the rules of moderation, and how often reviews of each star are published.
std::string rules_page(const domain::PublishRate& rate, const pages::Site& site);
/// GET /report/{id}: something is wrong here.
std::string report_form_page(const domain::Practitioner& person, const FormState& form,
                             const pages::Site& site);
/// GET /reports/{id}: what became of a report.
std::string report_page(const domain::Report& report, const pages::Site& site);
/// One thing that was done, with where to go on.
std::string done_page(std::string_view title, std::string_view text, std::string path,
                      const pages::Site& site);

/// The same, on the way back to one's own opened listing. @param token as of app::MyListing.
std::string back_page(std::string_view title, std::string_view text, std::string_view token,
                      const pages::Site& site);

/// "Waits for a moderator", ...
std::string_view word_of(domain::ReportState state);
/// A table of decided and published reviews by stars.
void publish_rate_table(pages::HtmlWriter& out, const domain::PublishRate& rate);

}  // namespace stillpoint::http::reviews
