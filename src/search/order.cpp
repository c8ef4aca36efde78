#include "search/order.h"

#include <bit>

namespace stillpoint::search {
namespace {

std::uint64_t mix(std::uint64_t h) {
  h ^= h >> 33U;
  h *= 0xff51afd7ed558ccdULL;
  h ^= h >> 33U;
  h *= 0xc4ceb9fe1a85ec53ULL;
  h ^= h >> 33U;
  return h;
}

}  // namespace

std::int64_t turn_of(domain::PractitionerId id, domain::Month month, std::uint64_t key) {
  const std::uint64_t salt = mix(key ^ (static_cast<std::uint64_t>(month.value) * 0x9e3779b97f4a7c15ULL));
  return static_cast<std::int64_t>(mix(mix(static_cast<std::uint64_t>(id.value) ^ salt) + key) >> 1U);
}

std::int64_t rank_of(const Merit& merit) {
  std::int64_t rank = merit.word_class;
  rank = rank * 2 + (merit.demoted ? 1 : 0);
  rank = rank * 2 + (merit.any_not_met ? 1 : 0);
  rank = rank * 8 + (4 - merit.checked_points);
  rank = rank * 8 + (6 - merit.declared_points);
  return rank * 4096 + merit.band;
}

std::int64_t rank_of(const Standing& standing) {
  using domain::ChecklistState;
  return rank_of(Merit{.demoted = standing.demoted,
                       .any_not_met = standing.certification == ChecklistState::kNotMet ||
                                      standing.scope == ChecklistState::kNotMet,
                       .checked_points = points_of(standing.certification) + points_of(standing.scope),
                       .declared_points = points_of(standing.reviews) + points_of(standing.fees)});
}

std::int64_t bare_rank_of(const Standing& standing) {
  return rank_of(Merit{.demoted = standing.demoted,
                       .any_not_met = standing.certification == domain::ChecklistState::kNotMet,
                       .checked_points = points_of(standing.certification),
                       .declared_points = points_of(standing.reviews) + points_of(standing.fees)});
}

std::int64_t shift_of(const Merit& merit) {
  return rank_of(merit) - rank_of(Merit{});
}

int points_of(domain::ChecklistState state) {
  using domain::ChecklistState;
  switch (state) {
    case ChecklistState::kMet:
      return 2;
    case ChecklistState::kPartly:
    case ChecklistState::kNotApplicable:
      return 1;
    case ChecklistState::kNotMet:
    case ChecklistState::kUnknown:
    case ChecklistState::kNotAsked:
      return 0;
  }
  return 0;
}

std::int64_t rank_of(double value) {
  const auto bits = std::bit_cast<std::int64_t>(value);
  return bits >= 0 ? bits
                   : static_cast<std::int64_t>(~static_cast<std::uint64_t>(bits) ^ (std::uint64_t{1} << 63U));
}

}  // namespace stillpoint::search
