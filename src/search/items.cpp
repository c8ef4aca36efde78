#include "search/items.h"

#include <utility>

#include "domain/checklist.h"
#include "domain/fees.h"
#include "domain/reviews.h"
#include "search/record.h"

namespace stillpoint::search {
namespace {

using namespace domain;

/// The matching locations; the nearest becomes the one that is shown.
void show_locations(const Practitioner& practitioner, const SearchTerms& terms, std::uint32_t first_location,
                    const Verdict& verdict, SearchItem& item, ChecklistQuestion& question) {
  const JudgedLocation* shown = nullptr;
  for (const JudgedLocation& judged : verdict.locations) {
    if (judged.fails != 0) continue;
    const std::size_t position = judged.location - first_location;
    if (position >= practitioner.locations.size()) continue;  // the one of those who have none
    ++item.locations;
    question.locations.push_back(&practitioner.locations[position]);
    if (shown == nullptr || (terms.near && judged.km < shown->km)) shown = &judged;
  }
  if (shown == nullptr) return;
  const Location& location = practitioner.locations[shown->location - first_location];
  item.location = SearchLocation{.city = location.city,
                                 .jurisdiction = location.jurisdiction,
                                 .country = location.country,
                                 .point = location.point,
                                 .precision = location.precision};
  if (terms.near) item.distance_km = shown->km;
}

void show_price(const Practitioner& practitioner, const SearchTerms& terms, SearchItem& item) {
  const FeeLine* line = lowest_price(practitioner.fees, terms.currency ? &*terms.currency : nullptr);
  if (line == nullptr) return;
  constexpr std::int64_t kMilli = 1000;
  item.lowest_price = LowestPrice{.price = line->price,
                                  .minutes = line->minutes.value_or(0),
                                  .per_hour_minor = (per_hour_milli(*line) + kMilli / 2) / kMilli};
}

void show_reviews(const Practitioner& practitioner, Instant now, SearchItem& item) {
  const ReviewSummary reviews = summarise(practitioner.reviews, now);
  item.review_count = reviews.count;
  if (reviews.count == 0) return;
  item.review_positive = reviews.interval.share;
  item.review_low = reviews.interval.low;
  item.review_high = reviews.interval.high;
}

}  // namespace

SearchItem make_item(const AnswerContext& context, const SearchTerms& terms, const Segment& segment, Row row,
                     const Verdict& verdict) {
  const Practitioner practitioner = unpack(segment.record(row), *context.snapshot.pool);
  SearchItem item;
  item.id = practitioner.id;
  item.name = practitioner.name.display;
  item.post_nominals = practitioner.name.post_nominals;
  for (const HeldProfession& held : practitioner.professions) item.professions.push_back(held.profession);
  item.approaches = practitioner.approaches;
  item.languages = practitioner.languages;
  ChecklistQuestion question{.conditions = terms.conditions, .approaches = terms.approaches, .locations = {}};
  show_locations(practitioner, terms, segment.location_begin(row), verdict, item, question);
  item.training_hours = segment.training_hours(row);
  show_price(practitioner, terms, item);
  show_reviews(practitioner, context.as_of, item);
  item.phone = practitioner.contact.phone;
  item.website = practitioner.contact.website;
  item.booking_url = practitioner.contact.booking_url;
  item.edited = practitioner.edited;
  item.attested = practitioner.attested;
  item.verified = last_verified(practitioner);
  item.checklist = checklist(practitioner, question, context.vocabulary, context.as_of);
  return item;
}

}  // namespace stillpoint::search
