#include "store/sqlite/photo_store.h"

#include <string_view>
#include <utility>

#include "store/sqlite/query_rows.h"

namespace stillpoint::store {
namespace {

using domain::Photo;
using domain::Picture;
using domain::PractitionerId;

constexpr std::string_view kPictureColumns = "SELECT sha256, media_type, bytes, width, height";

Picture picture_of(const Statement& row) {
  return {.sha256 = std::string(row.text(0)),
          .media_type = std::string(row.text(1)),
          .bytes = row.integer(2),
          .width = static_cast<int>(row.integer(3)),
          .height = static_cast<int>(row.integer(4))};
}

}  // namespace

Result<void> SqlitePhotoStore::put(const Photo& photo) {
  return connection_.in_transaction([&] {
    return run_bound(connection_.connection(),
                     "INSERT OR REPLACE INTO photo (practitioner, sha256, media_type, bytes, width, height, "
                     "stored, actor) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                     [&](Statement& row) {
                       const Picture& picture = photo.picture;
                       row.bind(photo.practitioner).bind(picture.sha256).bind(picture.media_type);
                       row.bind(picture.bytes).bind(picture.width).bind(picture.height);
                       row.bind(photo.stored).bind(photo.actor);
                     });
  });
}

Result<void> SqlitePhotoStore::remove(PractitionerId practitioner) {
  return connection_.in_transaction([&]() -> Result<void> {
    Connection& connection = connection_.connection();
    Result<void> done = run_bound(connection, "DELETE FROM photo WHERE practitioner = ?1",
                                  [&](Statement& row) { row.bind(practitioner); });
    if (done && connection.changes() == 0) {
      return Error{.code = ErrorCode::kNotFound, .message = "There is no picture of this person."};
    }
    return done;
  });
}

Result<std::optional<Photo>> SqlitePhotoStore::find(PractitionerId practitioner) const {
  Result<std::vector<Photo>> found = of({practitioner});
  if (!found) return std::move(found).error();
  if (found->empty()) return std::optional<Photo>();
  return std::optional<Photo>(std::move(found->front()));
}

Result<std::vector<Photo>> SqlitePhotoStore::of(const std::vector<PractitionerId>& people) const {
  std::vector<Photo> photos;
  if (people.empty()) return photos;
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  Result<Statement> query = (*reader)->connection.prepare(
      std::string(kPictureColumns) + ", practitioner, stored, actor FROM photo WHERE practitioner = ?1");
  if (!query) return std::move(query).error();
  for (const PractitionerId id : people) {
    const Step step = query->rewind().bind(id).step();
    if (step == Step::kFailed) return query->error();
    if (step != Step::kRow) continue;
    photos.push_back({.practitioner = {query->integer(5)},
                      .picture = picture_of(*query),
                      .stored = query->instant(6),
                      .actor = std::string(query->text(7))});
  }
  return photos;
}

Result<std::optional<Picture>> SqlitePhotoStore::shown(const std::string& sha256) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  std::optional<Picture> found;
  Result<void> done = each_row(
      (*reader)->connection,
      std::string(kPictureColumns) +
          " FROM photo WHERE sha256 = ?1 AND practitioner IN (SELECT id FROM practitioner WHERE listing = "
          "'listed') LIMIT 1",
      [&](Statement& query) { query.bind(sha256); }, [&](const Statement& row) { found = picture_of(row); });
  if (!done) return std::move(done).error();
  return found;
}

Result<bool> SqlitePhotoStore::in_use(const std::string& sha256) const {
  Result<ReaderPool::Lease> reader = readers_.take();
  if (!reader) return std::move(reader).error();
  bool used = true;
  Result<void> done = each_row((*reader)->connection,
                               "SELECT EXISTS (SELECT 1 FROM photo WHERE sha256 = ?1) OR EXISTS (SELECT 1 "
                               "FROM evidence WHERE sha256 = "
                               "?1)",
                               [&](Statement& query) { query.bind(sha256); },
                               [&](const Statement& row) { used = row.boolean(0); });
  if (!done) return std::move(done).error();
  return used;
}

}  // namespace stillpoint::store
