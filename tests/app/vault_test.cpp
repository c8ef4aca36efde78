#include "app/identity/vault.h"

#include <gtest/gtest.h>

#include <string>

namespace stillpoint::app {
namespace {

constexpr domain::AccountId kZoe{4'711};
constexpr domain::AccountId kMax{4'712};
const std::string kSecret = "twenty secret bytes!";

Vault vault_of(std::vector<std::string> keys) {
  Result<Vault> vault = Vault::make(std::move(keys));
  EXPECT_TRUE(vault) << vault.error().message;
  return *std::move(vault);
}
std::string key_of(char c) {
  return std::string(kVaultKeyBytes, c);
}

TEST(Vault, OpensWhatItSealedForTheSameAccountAlone) {
  const Vault vault = vault_of({key_of('a')});
  const std::string sealed = vault.seal(kZoe, kSecret);
  EXPECT_EQ(sealed.size(), kSecret.size() + 41);
  EXPECT_EQ(sealed.find(kSecret), std::string::npos);
  EXPECT_NE(sealed, vault.seal(kZoe, kSecret)) << "another nonce each time";
  EXPECT_EQ(vault.open(kZoe, sealed), kSecret);
  EXPECT_FALSE(vault.open(kMax, sealed)) << "nobody gets in by a secret that was copied over";
  EXPECT_FALSE(vault_of({key_of('b')}).open(kZoe, sealed));
}

TEST(Vault, OpensNothingThatWasTouched) {
  const Vault vault = vault_of({key_of('a')});
  const std::string sealed = vault.seal(kZoe, kSecret);
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string touched = sealed;
    touched[i] = static_cast<char>(touched[i] ^ 1);
    EXPECT_FALSE(vault.open(kZoe, touched)) << i;
    EXPECT_FALSE(vault.open(kZoe, sealed.substr(0, i))) << i;
  }
  EXPECT_FALSE(vault.open(kZoe, kSecret)) << "nothing that was never sealed";
  EXPECT_FALSE(vault.open(kZoe, sealed + "x"));
}

TEST(Vault, OpensWithOlderKeysAndSealsWithTheNewest) {
  const std::string sealed = vault_of({key_of('a')}).seal(kZoe, kSecret);
  const Vault both = vault_of({key_of('b'), key_of('a')});
  EXPECT_EQ(both.open(kZoe, sealed), kSecret);
  EXPECT_EQ(vault_of({key_of('b')}).open(kZoe, both.seal(kZoe, kSecret)), kSecret);
}

TEST(Vault, MakesAKeyOfItsOwnForEachPurpose) {
  const Vault vault = vault_of({key_of('a')});
  const std::string forms = vault.key_for(Vault::Purpose::kForms);
  EXPECT_EQ(forms.size(), 32U);
  EXPECT_EQ(forms, vault_of({key_of('a')}).key_for(Vault::Purpose::kForms));
  EXPECT_NE(forms, vault.key_for(Vault::Purpose::kPasswordLink));
  EXPECT_NE(forms, vault.key_for(Vault::Purpose::kSecondFactorOffer));
  EXPECT_NE(forms, vault_of({key_of('b')}).key_for(Vault::Purpose::kForms));
}

TEST(Vault, TakesNoShortKeyAndNotNone) {
  EXPECT_FALSE(Vault::make({}));
  EXPECT_FALSE(Vault::make({key_of('a'), "short"}));
}

}  // namespace
}  // namespace stillpoint::app
