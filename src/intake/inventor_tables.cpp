#include "intake/inventor_tables.h"

#include <algorithm>

namespace stillpoint::intake {
namespace {

constexpr std::int64_t kZipfFirst = 10'000;
constexpr std::int64_t kHomeBonus = 12;       // a body of the own country, against one from elsewhere
constexpr std::int64_t kRecognisedBonus = 2;  // an award that somebody else recognises

struct ProfessionShares {
  std::string_view key;
  int bodywork, complementary, physiotherapy;
};
constexpr ProfessionShares kProfessions[] = {
    {"massage_therapist", 560, 170, 190},    {"chiropractor", 110, 40, 45},
    {"osteopathic_physician", 50, 150, 120}, {"physical_therapist", 100, 90, 330},
    {"occupational_therapist", 60, 40, 75},  {"other", 120, 510, 240},
};

/// Share of each approach among those who hold a profession; those outside its scope are rare, not absent.
struct ApproachShares {
  std::string_view key;
  int massage, chiropractor, osteopath, physical, occupational, other;
};
constexpr ApproachShares kApproaches[] = {
    {"manual_cst", 380, 250, 120, 360, 420, 230},         {"biomechanical", 260, 90, 80, 330, 310, 200},
    {"biodynamic", 170, 50, 170, 110, 120, 430},          {"craniosacral_fascial", 150, 40, 50, 160, 130, 80},
    {"sacro_cranial_chiropractic", 12, 540, 20, 8, 4, 6}, {"osteopathic_cranial", 10, 20, 540, 20, 6, 20},
    {"tibetan_cranial", 18, 10, 20, 12, 10, 34},
};

int share_of(const ProfessionShares& shares, ProfessionMix mix) {
  switch (mix) {
    case ProfessionMix::kBodywork:
      return shares.bodywork;
    case ProfessionMix::kComplementary:
      return shares.complementary;
    case ProfessionMix::kPhysiotherapy:
      return shares.physiotherapy;
  }
  return 0;
}

int share_of(const ApproachShares& shares, std::string_view profession) {
  if (profession == "massage_therapist") return shares.massage;
  if (profession == "chiropractor") return shares.chiropractor;
  if (profession == "osteopathic_physician") return shares.osteopath;
  if (profession == "physical_therapist") return shares.physical;
  if (profession == "occupational_therapist") return shares.occupational;
  return shares.other;
}

}  // namespace

Weights population_weights(std::span<const City> cities) {
  Weights weights;
  for (const City& city : cities) weights.add(city.population);
  return weights;
}

Weights school_weights(const domain::VocabularyRows& rows, std::string_view country) {
  Weights weights;
  std::int64_t home_rank = 0;
  std::int64_t rank = 0;
  for (const domain::School& school : rows.schools) {
    const bool home = school.country == country;
    weights.add(home ? kZipfFirst * kHomeBonus / ++home_rank : kZipfFirst / ++rank);
  }
  return weights;
}

bool is_outdated(const domain::CredentialType& type, const domain::VocabularyRows& rows) {
  return std::ranges::any_of(rows.credential_types, [&](const domain::CredentialType& other) {
    return other.issuer == type.issuer && other.code == type.code && other.version > type.version;
  });
}

Weights credential_type_weights(const domain::Vocabulary& vocabulary, std::string_view country) {
  Weights weights;
  std::int64_t rank = 0;
  for (const domain::CredentialType& type : vocabulary.rows().credential_types) {
    const domain::Issuer* issuer = vocabulary.find(type.issuer);
    const bool home = issuer != nullptr && issuer->country == country;
    std::int64_t weight = home ? kZipfFirst * kHomeBonus : kZipfFirst / ++rank;
    if (!type.recognised_by.empty()) weight *= kRecognisedBonus;
    // Few still hold what is no longer handed out, and massage boards are no reason to be listed here.
    if (is_outdated(type, vocabulary.rows())) weight /= 8;
    if (type.field != domain::Field::kCst) weight /= 3;
    weights.add(std::max<std::int64_t>(weight, 1));
  }
  return weights;
}

Weights profession_weights(const domain::VocabularyRows& rows, ProfessionMix mix) {
  Weights weights;
  for (const domain::Profession& profession : rows.professions) {
    const auto* found = std::ranges::find(kProfessions, profession.key.value, &ProfessionShares::key);
    weights.add(found == std::end(kProfessions) ? 1 : share_of(*found, mix));
  }
  return weights;
}

Weights approach_weights(const domain::VocabularyRows& rows, std::string_view profession) {
  Weights weights;
  for (const domain::Approach& approach : rows.approaches) {
    const auto* found = std::ranges::find(kApproaches, approach.key.value, &ApproachShares::key);
    weights.add(found == std::end(kApproaches) ? 1 : share_of(*found, profession));
  }
  return weights;
}

}  // namespace stillpoint::intake
