#include "search/branch_sieve.h"

#include <algorithm>

namespace stillpoint::search {
namespace {

using namespace domain;

void add_branches(const Segment& segment, const std::vector<ValueId>& values, Bitmap& branches) {
  for (const ValueId value : values) segment.branch_posting(value).add_to(branches);
}

/// @param posting of a value, in the space of the sets.
template <class PostingOf>
ScopeSets scope_sets(const Plan& plan, std::size_t size, PostingOf posting) {
  ScopeSets sets;
  const bool sought = !plan.terms.approaches.empty();
  Bitmap offering(sought ? size : 0);
  if (sought) {
    for (const auto& values : plan.sought_scope) {
      for (const ValueId value : values) posting(value).add_to(offering);
    }
  }
  for (std::size_t strength = 1; strength < kStrengths; ++strength) {
    sets[strength] = Bitmap(size);
    for (const ValueId value : plan.licence_alone[strength]) posting(value).add_to(sets[strength]);
    if (!sought) continue;
    sets[strength].remove(offering);
    for (const ValueId value : plan.sought_scope[strength]) posting(value).add_to(sets[strength]);
  }
  return sets;
}

}  // namespace

ScopeSets scope_sets_of_rows(const Plan& plan, const Segment& segment) {
  return scope_sets(plan, segment.rows(),
                    [&segment](ValueId value) -> const Posting& { return segment.posting(value); });
}

void keep_best(ScopeSets& sets) {
  for (std::size_t better = kStrengths - 1; better > 1; --better) {
    for (std::size_t worse = better - 1; worse > 0; --worse) sets[worse].remove(sets[better]);
  }
}

BranchSieve::BranchSieve(const Plan& plan, const Segment& segment, const ValueTable& values,
                         const Inside* inside)
    : plan_(plan), segment_(segment), failing_(segment.branches()), failing_others_(segment.branches()) {
  std::vector<std::pair<Filter, Bitmap>> failing_one;
  Bitmap twice(segment.branches());
  for (std::size_t i = 0; i < kFilters; ++i) {
    const auto filter = static_cast<Filter>(i);
    if ((plan.of_location & bit_of(filter)) == 0) continue;
    Bitmap pass(segment.branches());
    if (filter == Filter::kPlace) {
      pass = inside->branches;
    } else {
      add_branches(segment, plan.satisfying[i], pass);
    }
    bit_kernels().fail(failing_.words().data(), twice.words().data(), pass.words().data(),
                       pass.words().size());
    pass.invert();
    if (filter != Filter::kJurisdiction) failing_others_.add(pass);
    failing_one.emplace_back(filter, std::move(pass));
  }
  failing_.trim();
  Bitmap branches = failing_;
  branches.invert();
  passing_ = to_rows(branches);
  almost_ = Bitmap(segment.rows());
  for (auto& [filter, failing] : failing_one) {
    failing.remove(twice);
    const bool only_one = plan.of_location == bit_of(filter);  // then all who don't pass want just this
    Wanted wanted{.filter = filter,
                  .wanting = only_one ? segment.several_locations() : to_rows(failing),
                  .unknown = Bitmap(segment.rows())};
    wanted.wanting.remove(passing_);
    almost_.add(wanted.wanting);
    Bitmap not_on_record(segment.branches());
    if (const auto value = values.find(ValueKind::kLocationUnknown, name_of(filter)))
      segment.branch_posting(*value).add_to(not_on_record);
    not_on_record.keep(failing);
    wanted.unknown = to_rows(not_on_record);
    wanted.unknown.remove(passing_);
    wanted_.push_back(std::move(wanted));
  }
}

Bitmap BranchSieve::to_rows(const Bitmap& branches) const {
  Bitmap rows(segment_.rows());
  branches.for_each([&](std::uint32_t branch) { rows.set(segment_.row_of_branch(branch)); });
  return rows;
}

const BranchSieve::Wanted& BranchSieve::wanted(Filter filter) const {
  return *std::find_if(wanted_.begin(), wanted_.end(),
                       [filter](const Wanted& wanted) { return wanted.filter == filter; });
}

const Bitmap& BranchSieve::wanting(Filter filter) const {
  return wanted(filter).wanting;
}

const Bitmap& BranchSieve::unknown(Filter filter) const {
  return wanted(filter).unknown;
}

ScopeSets BranchSieve::scope_sets() const {
  ScopeSets of_branches =
      search::scope_sets(plan_, segment_.branches(),
                         [this](ValueId value) -> const Posting& { return segment_.branch_posting(value); });
  ScopeSets of_rows;
  for (std::size_t strength = 1; strength < kStrengths; ++strength) {
    of_branches[strength].remove(failing_);
    of_rows[strength] = to_rows(of_branches[strength]);
  }
  return of_rows;
}

}  // namespace stillpoint::search
