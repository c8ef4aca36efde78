#include "http/client_address.h"

#include <gtest/gtest.h>

namespace stillpoint::http {
namespace {

TEST(TrustedProxies, AreAddressesOrNetworks) {
  const auto trusted = TrustedProxies::make({"10.0.0.0/8", "192.0.2.7", "::1", "2001:db8::/32"});
  ASSERT_TRUE(trusted);
  for (const char* const address :
       {"10.255.0.1", "192.0.2.7", "::1", "2001:db8:ffff::1", "::ffff:10.0.0.1"}) {
    EXPECT_TRUE(trusted->trusts(address)) << address;
  }
  for (const char* const address : {"11.0.0.1", "192.0.2.8", "::2", "2001:db9::1", "", "proxy"}) {
    EXPECT_FALSE(trusted->trusts(address)) << address;
  }
  EXPECT_FALSE(TrustedProxies::make({})->trusts("127.0.0.1"));
  EXPECT_TRUE(TrustedProxies::make({"0.0.0.0/0"})->trusts("203.0.113.1"));
}

TEST(TrustedProxies, RefuseWhatIsNeither) {
  for (const char* const proxy :
       {"proxy", "10.0.0", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/x", "/8", ""}) {
    EXPECT_FALSE(TrustedProxies::make({proxy})) << proxy;
  }
}

TEST(TrustedProxies, TellTheClientFromWhatItClaims) {
  const auto trusted = TrustedProxies::make({"10.0.0.0/8"});
  const struct {
    const char* why;
    const char* peer;
    const char* forwarded;
    const char* client;
  } cases[] = {
      {"no proxy", "203.0.113.1", "", "203.0.113.1"},
      {"a stranger's word", "203.0.113.1", "198.51.100.9", "203.0.113.1"},
      {"one proxy", "10.0.0.1", "203.0.113.1", "203.0.113.1"},
      {"two proxies", "10.0.0.1", "203.0.113.1, 10.0.0.2", "203.0.113.1"},
      {"a made-up beginning", "10.0.0.1", "127.0.0.1, 203.0.113.1", "203.0.113.1"},
      {"a proxy that says nothing", "10.0.0.1", "", "10.0.0.1"},
      {"no address at all", "10.0.0.1", "unknown", "10.0.0.1"},
      {"IPv6", "10.0.0.1", " 2001:db8::1 ", "2001:db8::1"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(trusted->client_of(c.peer, c.forwarded), c.client) << c.why;
  }
}

TEST(AddressKey, IsOnePerSubscriber) {
  EXPECT_NE(address_key("203.0.113.1"), address_key("203.0.113.2"));
  EXPECT_EQ(address_key("203.0.113.1"), address_key("::ffff:203.0.113.1"));
  EXPECT_EQ(address_key("2001:db8:0:1::1"), address_key("2001:db8:0:1:ffff::2"));
  EXPECT_NE(address_key("2001:db8:0:1::1"), address_key("2001:db8:0:2::1"));
}

}  // namespace
}  // namespace stillpoint::http
