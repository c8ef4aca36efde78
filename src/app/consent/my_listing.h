#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/consent/answer_link.h"
#include "app/consent/consent_writes.h"

namespace stillpoint::app {

/// What a person changes of their own record.
struct OwnEdit {
  std::int64_t version = 0;  ///< Of the record that they looked at.
  /// What it is to say. Taken of it: contact without the picture, about, fees, locations, conditions,
  /// populations, languages, session, approaches. All else stays as it is.
  domain::Practitioner wanted{};
  bool attests = false;  ///< They also say that everything is true.
};

/// A person with their own listing: asks for a link, and once it is opened sees, edits, takes out their data
/// and leaves. Thread-safe.
class MyListing {
 public:
  /// @param ports outlives it.
  explicit MyListing(const ConsentPorts& ports) : ports_(ports) {}

  /// Mails a link for each listing that has this address. Says nothing about whether there is any, and does
  /// the same work if there is none. @return kUnavailable where the store cannot be written.
  [[nodiscard]] Result<void> request_link(const std::string& mail) const;

  /// The opened listing. @param opened what AnswerLink::open gave. @return kGone once it has run out.
  [[nodiscard]] Result<Profile> view(std::string_view opened) const;
  /// Saves what changed; a save that changes nothing moves no date.
  /// @return kConflict where somebody else changed the record meanwhile.
  [[nodiscard]] Result<void> save(std::string_view opened, const OwnEdit& edit,
                                  std::string_view address) const;
  /// Everything that is kept about them, as JSON (see ExportPerson).
  [[nodiscard]] Result<std::string> data(std::string_view opened, std::string_view address) const;
  /// See withdraw_record.
  [[nodiscard]] Result<void> withdraw(std::string_view opened, std::string_view address) const;

 private:
  [[nodiscard]] Result<domain::MailedLink> find_opened(std::string_view opened, Instant now) const;
  const ConsentPorts& ports_;
};

}  // namespace stillpoint::app
