#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>

#include "domain/credential.h"
#include "domain/practitioner.h"
#include "domain/vocabulary.h"

namespace stillpoint::document {

/// The names of a closed set in JSON, in the order of its enumerators. schema/practitioner.schema.json
/// repeats them.
template <class Enum>
struct EnumNames;

template <>
struct EnumNames<domain::ListingState> {
  static constexpr std::array<std::string_view, 3> kNames = {"draft", "listed", "withdrawn"};
};
template <>
struct EnumNames<domain::Gender> {
  static constexpr std::array<std::string_view, 3> kNames = {"female", "male", "non_binary"};
};
template <>
struct EnumNames<domain::TrainingKind> {
  static constexpr std::array<std::string_view, 4> kNames = {"class", "home_study", "practice", "received"};
};
template <>
struct EnumNames<domain::Precision> {
  static constexpr std::array<std::string_view, 2> kNames = {"area", "exact"};
};
template <>
struct EnumNames<domain::FeeKind> {
  static constexpr std::array<std::string_view, 4> kNames = {"session", "first_visit", "package",
                                                             "concession"};
};
template <>
struct EnumNames<domain::ReviewOrigin> {
  static constexpr std::array<std::string_view, 2> kNames = {"invited", "open"};
};
template <>
struct EnumNames<domain::ReviewState> {
  static constexpr std::array<std::string_view, 3> kNames = {"published", "pending", "rejected"};
};
template <>
struct EnumNames<domain::LicenceStatus> {
  static constexpr std::array<std::string_view, 4> kNames = {"active", "lapsed", "suspended", "revoked"};
};
template <>
struct EnumNames<domain::VerificationMethod> {
  static constexpr std::array<std::string_view, 5> kNames = {"register_page", "letter", "call", "electronic",
                                                             "roster"};
};
template <>
struct EnumNames<domain::VerificationResult> {
  static constexpr std::array<std::string_view, 3> kNames = {"matched", "denied", "inconclusive"};
};
template <>
struct EnumNames<domain::CredentialEventKind> {
  static constexpr std::array<std::string_view, 8> kNames = {
      "registered", "verified", "expired", "suspended", "reinstated", "revoked", "superseded", "corrected"};
};
template <>
struct EnumNames<domain::Standing> {
  static constexpr std::array<std::string_view, 3> kNames = {"active", "closed", "sanctioned"};
};
template <>
struct EnumNames<domain::Field> {
  static constexpr std::array<std::string_view, 3> kNames = {"cst", "massage", "other"};
};
template <>
struct EnumNames<domain::Regulation> {
  static constexpr std::array<std::string_view, 6> kNames = {"unknown",   "licensed", "registered",
                                                             "voluntary", "exempt",   "none"};
};

/// The name of an enumerator in JSON.
template <class Enum>
constexpr std::string_view name_of(Enum value) {
  return EnumNames<Enum>::kNames[static_cast<std::size_t>(value)];
}

/// All names of a closed set.
template <class Enum>
constexpr std::span<const std::string_view> names_of() {
  return EnumNames<Enum>::kNames;
}

}  // namespace stillpoint::document
