#include "hooks/target.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>

namespace stillpoint::hooks {
namespace {

bool is_global_text(const char* text) {
  Address4 four{};
  if (inet_pton(AF_INET, text, four.data()) == 1) return is_global(four);
  Address6 six{};
  EXPECT_EQ(inet_pton(AF_INET6, text, six.data()), 1) << text;
  return is_global(six);
}

TEST(Target, KnowsTheInternetFromWhatIsNot) {
  for (const char* text : {"8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0",
                           "172.15.255.255", "172.32.0.0", "192.167.1.1", "223.255.255.255",
                           "2606:4700::1111", "2a00:1450:4001::200e", "2001:200::1", "3fff:1000::1"}) {
    EXPECT_TRUE(is_global_text(text)) << text;
  }
  for (const char* text : {"0.0.0.0",
                           "0.1.2.3",
                           "10.0.0.1",
                           "10.255.255.255",
                           "100.64.0.1",
                           "100.127.255.255",
                           "127.0.0.1",
                           "127.255.255.254",
                           "169.254.169.254",
                           "172.16.0.1",
                           "172.31.255.255",
                           "192.0.0.8",
                           "192.0.2.1",
                           "192.88.99.1",
                           "192.168.0.1",
                           "198.18.0.1",
                           "198.19.255.255",
                           "198.51.100.7",
                           "203.0.113.9",
                           "224.0.0.1",
                           "240.0.0.1",
                           "255.255.255.255",
                           "::",
                           "::1",
                           "::ffff:8.8.8.8",
                           "::ffff:127.0.0.1",
                           "::127.0.0.1",
                           "64:ff9b::a00:1",
                           "100::1",
                           "2001::1",
                           "2001:db8::1",
                           "2002:7f00:1::",
                           "fc00::1",
                           "fd12:3456::1",
                           "fe80::1",
                           "fec0::1",
                           "ff02::1",
                           "3fff::1"}) {
    EXPECT_FALSE(is_global_text(text)) << text;
  }
}

TEST(Target, SaysWhichAddressesCanBeAWebhooks) {
  for (const char* url : {"https://hooks.example.org/stillpoint", "https://hooks.example.org:8443/a?b=c",
                          "https://8.8.8.8/", "https://[2606:4700::1111]/x", "https://example.org"}) {
    EXPECT_TRUE(check_target(url, false)) << url;
  }
  for (const char* url : {"",
                          "http://example.org/",
                          "ftp://example.org/",
                          "https://",
                          "https:///x",
                          "https://a:b@example.org/",
                          "https://example.org:0/",
                          "https://example.org:99999/",
                          "https://example.org:/",
                          "https://[::1/",
                          "https://[::1]x/",
                          "https://example.org/#part",
                          "https://exa mple.org/",
                          "https://example.org/\n",
                          "https://localhost/",
                          "https://127.0.0.1/",
                          "https://10.0.0.1:8443/",
                          "https://[::1]/",
                          "https://[::ffff:10.0.0.1]/",
                          "https://[fe80::1]/",
                          "https://169.254.169.254/latest/meta-data"}) {
    const Result<void> fits = check_target(url, false);
    EXPECT_FALSE(fits) << url;
    if (!fits) {
      EXPECT_FALSE(fits.error().faults.front().what.empty());
    }
  }
  EXPECT_TRUE(check_target("http://127.0.0.1:8080/", true)) << "the operator's switch";
  EXPECT_FALSE(check_target("ftp://127.0.0.1/", true));
  EXPECT_FALSE(check_target("https://example.org/" + std::string(3000, 'a'), false));
}

}  // namespace
}  // namespace stillpoint::hooks
