#include "files/picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "files/picture_folder.h"
#include "support/pictures.h"
#include "support/temporary_folder.h"

namespace stillpoint::files {
namespace {

using support::jpeg_of;
using support::png_chunk;
using support::png_of;
using testing::HasSubstr;
using testing::Not;
using namespace std::string_literals;

TEST(Pictures, LoseWhatStandsBesideThePicture) {
  const std::string png = png_of(100, 80, png_chunk("tEXt", "Location\0Home"s) + png_chunk("eXIf", "GPS")) +
                          "<script>behind the end</script>";
  const Result<BarePicture> bare = bare_picture(png);
  ASSERT_TRUE(bare) << bare.error().message;
  EXPECT_EQ(bare->media_type, "image/png");
  EXPECT_EQ(bare->width, 100);
  EXPECT_EQ(bare->height, 80);
  EXPECT_EQ(bare->content, png_of(100, 80, ""));

  const std::string gps = "\xFF\xE1\x00\x0AGPS Home"s;
  const std::string comment = "\xFF\xFE\x00\x08Secret"s;
  const Result<BarePicture> photo = bare_picture(jpeg_of(640, 480, gps + comment) + "more behind");
  ASSERT_TRUE(photo) << photo.error().message;
  EXPECT_EQ(photo->media_type, "image/jpeg");
  EXPECT_EQ(photo->width, 640);
  EXPECT_EQ(photo->height, 480);
  EXPECT_EQ(photo->content, jpeg_of(640, 480, ""));
}

TEST(Pictures, KeepTheSideThatIsUp) {
  for (const bool little : {true, false}) {
    SCOPED_TRACE(little);
    const std::string tiff = little ? "II\x2A\0\x08\0\0\0\x02\0"
                                      "\x0F\x01\x02\0\x04\0\0\0\x41\x42\x43\0"
                                      "\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0"s
                                    : "MM\0\x2A\0\0\0\x08\0\x02"
                                      "\x01\x0F\0\x02\0\0\0\x04\x41\x42\x43\0"
                                      "\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"s;
    const std::string body = "Exif\0\0"s + tiff;
    const std::string exif = "\xFF\xE1"s + '\0' + static_cast<char>(body.size() + 2) + body;
    const Result<BarePicture> bare = bare_picture(jpeg_of(640, 480, exif));
    ASSERT_TRUE(bare);
    EXPECT_THAT(bare->content, Not(HasSubstr("ABC"))) << "the camera's maker";
    EXPECT_THAT(bare->content, HasSubstr("\x01\x12\0\x03\0\0\0\x01\0\x06"s)) << "which side is up";
    EXPECT_EQ(bare_picture(bare->content)->content, bare->content) << "once more changes nothing";
  }
}

TEST(Pictures, AreRefusedWhereTheyAreCutOffOrSomethingElse) {
  const std::string png = png_of(100, 80, "");
  const std::string jpeg = jpeg_of(640, 480, "");
  for (std::size_t length = 0; length < png.size(); ++length) {
    EXPECT_FALSE(bare_picture(std::string_view(png).substr(0, length))) << length;
  }
  for (std::size_t length = 0; length < jpeg.size(); ++length) {
    EXPECT_FALSE(bare_picture(std::string_view(jpeg).substr(0, length))) << length;
  }
  for (const std::string& other : {"GIF89a"s, "<svg xmlns='http://www.w3.org/2000/svg'/>"s, "%PDF-1.7"s,
                                   "\xFF\xD8\xFF\xD8\xFF\xD9"s, png.substr(0, 8) + png_chunk("IDAT", "x")}) {
    EXPECT_FALSE(bare_picture(other)) << other;
  }
}

TEST(PictureFolder, KeepsWhatMayBeAPortraitAndSaysWhatElseIsWrong) {
  const support::TemporaryFolder folder;
  PictureFolder pictures(folder.file("kept"));
  const Result<domain::Picture> kept = pictures.keep(png_of(100, 80, png_chunk("tEXt", "a")));
  ASSERT_TRUE(kept) << kept.error().message;
  EXPECT_EQ(*pictures.read(kept->sha256), png_of(100, 80, ""));
  EXPECT_EQ(kept->media_type, "image/png");
  const std::string huge = png_of(100, 80, "") + std::string(domain::kPhotoBytesMax, 'x');
  for (const std::string& wrong : {""s, "text"s, png_of(10, 10, ""), png_of(100, 60'000, ""), huge}) {
    const auto refused = pictures.keep(wrong);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kInvalid);
    EXPECT_EQ(refused.error().faults.at(0).where, "photo");
    EXPECT_THAT(refused.error().faults.at(0).allowed, HasSubstr("2 MiB"));
  }
}

}  // namespace
}  // namespace stillpoint::files
