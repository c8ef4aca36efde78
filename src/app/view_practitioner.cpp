#include "app/view_practitioner.h"

#include <utility>

namespace stillpoint::app {

using domain::ListingState;
using domain::Practitioner;

ViewPractitioner::ViewPractitioner(const domain::DirectoryReader& directory,
                                   const domain::Vocabulary& vocabulary, const Clock& clock)
    : directory_(directory), vocabulary_(vocabulary), clock_(clock) {}

Result<Profile> ViewPractitioner::run(domain::PractitionerId id,
                                      const std::vector<domain::ConditionKey>& conditions) const {
  Result<Practitioner> found = directory_.find(id);
  if (!found) return std::move(found).error();
  switch (found->listing) {
    case ListingState::kListed:
      break;
    case ListingState::kWithdrawn:
      return Error{.code = ErrorCode::kGone, .message = "This practitioner is no longer listed."};
    case ListingState::kDraft:
      return Error{.code = ErrorCode::kNotFound, .message = "No listed practitioner has this id."};
  }
  const Instant now = clock_.now();
  domain::ChecklistQuestion question{.conditions = conditions};
  for (const domain::Location& location : found->locations) question.locations.push_back(&location);
  domain::Checklist answers = domain::checklist(*found, question, vocabulary_, now);
  return Profile{.practitioner = std::move(found).value(), .checklist = std::move(answers), .as_of = now};
}

}  // namespace stillpoint::app
