#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/consent/consent_writes.h"
#include "domain/photos.h"

namespace stillpoint::app {

/// What pictures work with. All of it outlives its users.
struct PhotoPorts {
  const ConsentPorts& common;
  domain::PhotoStore& store;
  domain::PictureFiles& files;
};

/// A picture with its content.
struct ShownPicture {
  domain::Picture picture{};
  std::string content{};
};

/// Pictures of listed people: a registrar brings one, or the person at their own listing; whoever brings it
/// says by that that it may be shown. Anybody of the two takes it away again, and its file goes. Thread-safe.
class Photos {
 public:
  /// @param ports outlives it.
  explicit Photos(const PhotoPorts& ports) : ports_(ports) {}

  /// A registrar brings a picture. @return kInvalid with a fault at "photo"; kNotFound, kGone; kForbidden.
  [[nodiscard]] Result<void> put(const domain::Actor& actor, domain::PractitionerId id,
                                 std::string_view content) const;
  /// @return kNotFound where there is none; kForbidden.
  [[nodiscard]] Result<void> remove(const domain::Actor& actor, domain::PractitionerId id) const;
  /// The person themselves. @param opened as of MyListing. @return kGone once it has run out.
  [[nodiscard]] Result<void> put_own(std::string_view opened, std::string_view content,
                                     std::string_view address) const;
  [[nodiscard]] Result<void> remove_own(std::string_view opened, std::string_view address) const;

  /// The pictures of these people, as far as they have one.
  [[nodiscard]] Result<std::vector<domain::Photo>> of(
      const std::vector<domain::PractitionerId>& people) const {
    return ports_.store.of(people);
  }
  /// Anybody's view of a picture, while somebody who is listed has it. @return kNotFound.
  [[nodiscard]] Result<ShownPicture> shown(const std::string& sha256) const;
  /// A colleague's view of a person's picture, listed or not. @return kNotFound; kForbidden.
  [[nodiscard]] Result<ShownPicture> look(const domain::Actor& actor, domain::PractitionerId id) const;

 private:
  [[nodiscard]] Result<void> put_as(const domain::Actor& actor, domain::PractitionerId id,
                                    std::string_view content) const;
  [[nodiscard]] Result<void> remove_as(const domain::Actor& actor, domain::PractitionerId id) const;
  [[nodiscard]] Result<domain::PractitionerId> whose(std::string_view opened) const;
  [[nodiscard]] Result<ShownPicture> with_content(domain::Picture picture) const;
  void drop_file(const std::string& sha256) const;
  const PhotoPorts& ports_;
};

}  // namespace stillpoint::app
