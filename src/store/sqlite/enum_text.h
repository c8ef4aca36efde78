#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "domain/credential.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"

namespace stillpoint::store {

// How enumerations are written in the database: the words of the schema's CHECK constraints, in the order of
// the enumerators. These words never change, whatever the code calls things.

template <class Enum>
struct EnumText;
template <>
struct EnumText<domain::ListingState> {
  static constexpr std::array<std::string_view, 3> kWords{"draft", "listed", "withdrawn"};
};
template <>
struct EnumText<domain::Gender> {
  static constexpr std::array<std::string_view, 3> kWords{"female", "male", "non_binary"};
};
template <>
struct EnumText<domain::TrainingKind> {
  static constexpr std::array<std::string_view, 4> kWords{"class", "home_study", "practice", "received"};
};
template <>
struct EnumText<domain::Precision> {
  static constexpr std::array<std::string_view, 2> kWords{"area", "exact"};
};
template <>
struct EnumText<domain::FeeKind> {
  static constexpr std::array<std::string_view, 4> kWords{"session", "first_visit", "package", "concession"};
};
template <>
struct EnumText<domain::ReviewOrigin> {
  static constexpr std::array<std::string_view, 2> kWords{"invited", "open"};
};
template <>
struct EnumText<domain::ReviewState> {
  static constexpr std::array<std::string_view, 3> kWords{"published", "pending", "rejected"};
};
template <>
struct EnumText<domain::VerificationMethod> {
  static constexpr std::array<std::string_view, 5> kWords{"register_page", "letter", "call", "electronic",
                                                          "roster"};
};
template <>
struct EnumText<domain::VerificationResult> {
  static constexpr std::array<std::string_view, 3> kWords{"matched", "denied", "inconclusive"};
};
template <>
struct EnumText<domain::CredentialEventKind> {
  static constexpr std::array<std::string_view, 8> kWords{
      "registered", "verified", "expired", "suspended", "reinstated", "revoked", "superseded", "corrected"};
};
template <>
struct EnumText<domain::LicenceStatus> {
  static constexpr std::array<std::string_view, 4> kWords{"active", "lapsed", "suspended", "revoked"};
};
template <>
struct EnumText<domain::Standing> {
  static constexpr std::array<std::string_view, 3> kWords{"active", "closed", "sanctioned"};
};
template <>
struct EnumText<domain::Field> {
  static constexpr std::array<std::string_view, 3> kWords{"cst", "massage", "other"};
};
template <>
struct EnumText<domain::Regulation> {
  static constexpr std::array<std::string_view, 6> kWords{"unknown",   "licensed", "registered",
                                                          "voluntary", "exempt",   "none"};
};

template <class Enum>
constexpr std::string_view text_of(Enum value) {
  return EnumText<Enum>::kWords[static_cast<std::size_t>(value)];
}

/// The enumerator of a stored word. The schema admits no other words; the first stands in for one that came
/// past it.
template <class Enum>
constexpr Enum enum_of(std::string_view word) {
  for (std::size_t i = 0; i < EnumText<Enum>::kWords.size(); ++i) {
    if (EnumText<Enum>::kWords[i] == word) return static_cast<Enum>(i);
  }
  return Enum{};
}

}  // namespace stillpoint::store
