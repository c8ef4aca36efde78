#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "app/identity/identity.h"

namespace stillpoint::app {

/// A link that lets somebody choose their password is good so long, and once.
constexpr std::chrono::hours kPasswordLinkLife{72};
/// Of a mail address (RFC 5321 4.5.3.1.3) and of a name.
constexpr std::size_t kMailBytesMax = 254;
constexpr std::size_t kPersonNameBytesMax = 120;

/// What an owner says of somebody.
struct PersonTerms {
  std::string mail{};
  std::string name{};
  domain::Roles roles{};
  bool disabled = false;
};

/// Who may work on the directory: for owners, and for whoever runs commands on the machine. Thread-safe.
class People {
 public:
  /// @param link_key of 32 bytes: seals password links.
  People(const IdentityParts& parts, std::string link_key) : parts_(parts), link_key_(std::move(link_key)) {}

  /// All but one of these ask for kManagePeople. Faults stand at "mail", "name", "role".
  /// @{
  [[nodiscard]] Result<std::vector<domain::Account>> all(const domain::Actor& actor) const;
  [[nodiscard]] Result<domain::Account> find(const domain::Actor& actor, domain::AccountId id) const;
  /// Makes an account without a password: its owner chooses one by a password link.
  /// @return kConflict where another account has the mail address.
  [[nodiscard]] Result<domain::Account> create(const domain::Actor& actor, const PersonTerms& terms);
  /// Saves what differs; nothing differs: nothing is saved. Whoever is disabled is signed out.
  /// @param version as it was read. @return kConflict where it has moved on, where another account has the
  /// mail address, or where nobody would be left as owner.
  [[nodiscard]] Result<domain::Account> change(const domain::Actor& actor, domain::AccountId id,
                                               std::int64_t version, const PersonTerms& terms);
  /// The token of a fresh password link, which is nowhere kept: it is bound to the account's present
  /// password.
  [[nodiscard]] Result<std::string> password_link(const domain::Actor& actor, domain::AccountId id);
  /// Takes a lost second factor away, with its recovery codes; the next sign-in sets up a new one.
  [[nodiscard]] Result<void> drop_second_factor(const domain::Actor& actor, domain::AccountId id);
  /// Sets a password outright: for commands on the machine. Signs the person out everywhere.
  [[nodiscard]] Result<void> set_password(const domain::Actor& actor, domain::AccountId id,
                                          std::string_view password);
  /// @}

  /// Whose password a link lets its reader choose. Looking at it uses nothing up.
  /// @return kGone where it was used, has run out or was made by another server.
  [[nodiscard]] Result<domain::Account> behind_link(std::string_view token) const;
  /// Chooses the password. @return as behind_link; kInvalid with a fault at "password".
  [[nodiscard]] Result<void> use_link(std::string_view token, std::string_view password,
                                      const Origin& origin);

 private:
  [[nodiscard]] std::string seal_of(const domain::Account& account, Instant expires) const;
  [[nodiscard]] Result<void> save_password(const domain::Actor& actor, domain::Account account,
                                           std::string_view password);

  IdentityParts parts_;
  std::string link_key_;
};

/// The roles that these words name. @return kInvalid with a fault at "role".
Result<domain::Roles> parse_roles(const std::vector<std::string_view>& words);

}  // namespace stillpoint::app
