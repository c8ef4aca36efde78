#include <algorithm>
#include <array>
#include <string>

#include "domain/reviews.h"
#include "domain/thresholds.h"
#include "http/pages/marks.h"
#include "http/pages/profile_view.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {

using domain::Review;

namespace {

/// The longest bar of the distribution, in the picture's units.
constexpr int kBarWidth = 300;

std::string star_words(int stars) {
  return count_of(stars, "star", "stars");
}

void distribution(HtmlWriter& out, const domain::ReviewSummary& summary) {
  out.raw("<table class=\"stars\"><caption class=\"out-of-sight\">Counted reviews by stars</caption><tbody>");
  for (std::size_t i = summary.by_stars.size(); i-- > 0;) {
    const int count = summary.by_stars[i];
    const int width = summary.count == 0 ? 0 : count * kBarWidth / summary.count;
    out.raw("<tr><th scope=\"row\">").text(star_words(static_cast<int>(i) + 1));
    out.raw(
        "</th><td><svg viewBox=\"0 0 300 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect "
        "width=\"300\" height=\"12\" rx=\"3\" class=\"part-soft\"/><rect height=\"12\" rx=\"3\" "
        "class=\"part-full\"");
    out.attribute("width", width).raw("/></svg></td><td class=\"n\">").number(count).raw("</td></tr>");
  }
  out.raw("</tbody></table>");
}

void one_review(HtmlWriter& out, const Review& review, bool counted) {
  out.raw("<li><p class=\"small\"><strong>").text(star_words(review.stars)).raw("</strong> of 5, ");
  out.text(print_day(review.published_at)).raw(" ");
  if (counted) {
    out.raw("<span class=\"basis reviews\">invited client</span>");
  } else {
    const bool is_open = review.origin == domain::ReviewOrigin::kOpen;
    out.raw("<span class=\"basis declared\">");
    out.raw(is_open ? Markup("not invited, not counted") : Markup("not counted")).raw("</span>");
  }
  out.raw("</p>");
  if (!review.words.empty()) out.raw("<blockquote>").text(review.words).raw("</blockquote>");
  if (!review.reply.empty()) {
    out.raw("<p class=\"reply\"><strong>Their reply:</strong> ").text(review.reply).raw("</p>");
  }
  out.raw("</li>");
}

}  // namespace

void profile_reviews(HtmlWriter& out, const app::Profile& profile, const ProfileView& view) {
  const domain::Practitioner& person = profile.practitioner;
  const domain::ReviewSummary summary = domain::summarise(person.reviews, profile.as_of);
  const auto counted = domain::counted_reviews(person.reviews, profile.as_of);
  out.raw(
      "<section class=\"panel\" id=\"reviews\" aria-labelledby=\"reviews-h\"><h2 id=\"reviews-h\">Client "
      "reviews ");
  basis_tag(out, domain::Basis::kReviews);
  out.raw("</h2>");
  if (summary.count == 0) {
    out.raw("<p>No review counts yet: none from an invited client in the last ");
    out.number(domain::kReviewMonthsMax).raw(" months.</p>");
  } else {
    out.raw("<p><strong>").number(summary.positive).raw(" of ").number(summary.count);
    out.raw("</strong> counted reviews, ").text(print_percent(summary.interval.share));
    out.raw(", are positive (").number(domain::kReviewPositiveStarsMin);
    out.raw(" stars or more). With so many, the true share lies between ");
    out.text(print_percent(summary.interval.low)).raw(" and ").text(print_percent(summary.interval.high));
    out.raw(" (95% interval).");
    if (person.reviews_invited > 0) {
      out.raw(" ")
          .text(count_of(person.reviews_invited, "client was invited", "clients were invited"))
          .raw(".");
    }
    out.raw("</p>");
    distribution(out, summary);
  }
  std::vector<const Review*> shown;
  for (const Review& review : person.reviews) {
    if (review.state == domain::ReviewState::kPublished) shown.push_back(&review);
  }
  std::stable_sort(shown.begin(), shown.end(),
                   [](const Review* a, const Review* b) { return a->published_at > b->published_at; });
  if (!shown.empty()) {
    out.raw("<details").flag("open", shown.size() <= 3).raw("><summary>What they wrote (");
    out.number(static_cast<std::int64_t>(shown.size())).raw(")</summary><ul class=\"words\">");
    for (const Review* review : shown) {
      one_review(out, *review, std::find(counted.begin(), counted.end(), review) != counted.end());
    }
    out.raw("</ul></details>");
  }
  out.raw("<p class=\"source\">Counted: published reviews of invited clients, of the last ");
  out.number(domain::kReviewMonthsMax)
      .raw(" months, the latest of each person. Nothing negative is hidden.</p>");
  if (view.open_reviews) {
    out.raw("<p class=\"small\"><a")
        .href(Href::path("/practitioners/" + print_id(person.id.value) + "/review"));
    out.raw(">Write a review without an invitation</a>: shown with that label, never counted.</p>");
  }
  out.raw("</section>");
}

}  // namespace stillpoint::http::pages
