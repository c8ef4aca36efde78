#include "app/following/read_changes.h"

#include <utility>

namespace stillpoint::app {

Result<ChangesPage> ReadChanges::read(const ChangesQuestion& question) const {
  // The place that was rung last is the log's own: whoever names it has seen all that is known of yet.
  if (bell_.latest() == question.after) return ChangesPage{.next = question.after};
  // One more than asked for tells whether there are more.
  Result<std::vector<domain::PublicChange>> changes = log_.after(question.after, question.count + 1);
  if (!changes) return std::move(changes).error();
  ChangesPage page{.changes = *std::move(changes), .next = question.after};
  page.has_more = page.changes.size() > question.count;
  if (page.has_more) page.changes.pop_back();
  if (!page.changes.empty()) page.next = page.changes.back().mark;
  return page;
}

Result<ChangesPage> ReadChanges::run(const ChangesQuestion& question) const {
  Result<ChangesPage> page = read(question);
  if (!page || !page->changes.empty() || question.wait.count() == 0) return page;
  switch (bell_.wait_beyond(question.after.sequence, question.wait, question.waiter)) {
    case ChangeBell::Waited::kRang:
      return read(question);
    case ChangeBell::Waited::kFull:
      page->wait_refused = true;
      return page;
    case ChangeBell::Waited::kTimedOut:
    case ChangeBell::Waited::kLeft:
    case ChangeBell::Waited::kEnded:
      return page;
  }
  return page;
}

}  // namespace stillpoint::app
