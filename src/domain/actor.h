#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "domain/keys.h"

namespace stillpoint::domain {

/// What somebody who works on the directory is there for. One person may hold several.
enum class Role : std::uint8_t {
  kOwner,      ///< People and settings.
  kRegistrar,  ///< Registers and edits.
  kVerifier,   ///< Records verifications; suspends, reinstates, revokes.
  kModerator,  ///< Reviews and reports.
  kAuditor,    ///< Reads everything, changes nothing.
};
constexpr std::size_t kRoles = 5;
/// In the order of Role, as stored and as shown in addresses: "owner", "registrar", ...
constexpr std::array<const char*, kRoles> kRoleNames = {"owner", "registrar", "verifier", "moderator",
                                                        "auditor"};

/// A set of roles. The bits, by the order of Role, are what the store keeps.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr explicit Roles(std::uint8_t bits) : bits_(bits) {}
  constexpr Roles& add(Role role) { return bits_ = static_cast<std::uint8_t>(bits_ | bit(role)), *this; }
  [[nodiscard]] constexpr bool has(Role role) const { return (bits_ & bit(role)) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  [[nodiscard]] constexpr std::uint8_t bits() const { return bits_; }
  bool operator==(const Roles&) const = default;

 private:
  static constexpr std::uint8_t bit(Role role) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(role));
  }
  std::uint8_t bits_ = 0;
};

/// On whose behalf something is done.
enum class ActorKind : std::uint8_t {
  kAccount,       ///< Somebody signed in, or a program with a token of theirs.
  kPractitioner,  ///< A listed person, by a link in their mail.
  kClient,        ///< Anyone, without an account.
  kOperator,      ///< Whoever runs commands on the machine.
  kSystem,        ///< The program itself: a date came.
};

/// Who does something, as the trail remembers it.
struct Actor {
  ActorKind kind = ActorKind::kSystem;
  AccountId account{};    ///< 0 unless kAccount.
  std::string name{};     ///< As shown in the trail: an account's name, "practitioner", "operator".
  Roles roles{};          ///< Empty unless kAccount. Of a token: those that its scopes leave.
  std::string address{};  ///< Where the request came from; empty where there was none.
  bool operator==(const Actor&) const = default;
};

}  // namespace stillpoint::domain
