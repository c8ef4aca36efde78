#include "cli/wire_partners.h"

#include <vector>

#include "app/identity/random_token.h"
#include "app/partners/partner_key_text.h"
#include "cli/wire.h"
#include "http/partners/locked_filters.h"
#include "store/sqlite/sqlite_database.h"

namespace stillpoint::cli {

PartnerParts::PartnerParts(const Given& given)
    : read_locked([&directory = given.directory, &places = given.places](const auto& locked) {
        const auto held = directory.vocabulary().hold();
        return http::partners::read_locked(locked, directory.vocabulary(), places);
      }),
      access(given.directory.database().partners(), given.directory.clock(), read_locked, given.own_origin),
      usage(given.directory.database().partners(), given.directory.database().unit_of_work(),
            given.directory.clock(), given.complain),
      verify(given.directory.certificates(), given.directory.clock(), {}, app::kPartnerVerifyAllowance),
      partners({.store = given.directory.database().partners(),
                .work = given.directory.database().unit_of_work(),
                .trail = given.directory.database().audit(),
                .access = access,
                .read_locked = read_locked,
                .write_usage = [this] { return usage.write(); },
                .clock = given.directory.clock()}),
      services{.access = access,
               .pace = pace,
               .usage = usage,
               .partners = partners,
               .verify = verify,
               .links = given.links,
               .clock = given.directory.clock(),
               .anonymous_per_minute = given.anonymous_per_minute} {}

Result<void> make_demo_partner(Directory& directory) {
  domain::PartnerStore& store = directory.database().partners();
  return directory.database().unit_of_work().in_transaction([&]() -> Result<void> {
    const Result<std::vector<domain::Partner>> all = store.all();
    if (!all) return all.error();
    if (!all->empty()) return {};  // it was made before, and may have been changed since
    const Instant now = directory.clock().now();
    const Result<domain::PartnerId> partner = store.put({.name = "Example partner site",
                                                         .contact = "partner@example.org",
                                                         .quota_per_minute = app::kPartnerQuotaDefault,
                                                         .terms_agreed = now,
                                                         .created = now});
    if (!partner) return partner.error();
    const std::string text = app::demo_test_key();
    const Result<domain::PartnerKeyId> key = store.add_key({.partner = *partner,
                                                            .kind = domain::PartnerKeyKind::kTest,
                                                            .name = "ready for building",
                                                            .hint = app::hint_of_key(text),
                                                            .hash = app::digest_of(text),
                                                            .scopes = domain::KeyScopes()
                                                                          .add(domain::KeyScope::kVerify)
                                                                          .add(domain::KeyScope::kChanges)
                                                                          .add(domain::KeyScope::kWebhooks),
                                                            .created = now});
    if (!key) return key.error();
    return {};
  });
}

}  // namespace stillpoint::cli
