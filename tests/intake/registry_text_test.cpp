#include "intake/registry_text.h"

#include <gtest/gtest.h>

#include "base/time_text.h"
#include "intake/npi.h"

namespace stillpoint::intake {
namespace {

TEST(RegistryText, PutsCapitalsIntoMixedCase) {
  const struct {
    std::string_view given, want;
  } cases[] = {
      {"RICHARD SOUCIER", "Richard Soucier"},
      {"ANNE-MARIE O'BRIEN", "Anne-Marie O'Brien"},
      {"MCDONALD", "McDonald"},
      {"MACY", "Macy"},
      {"JOHN Q SMITH III", "John Q Smith III"},
      {"JOHN SMITH JR.", "John Smith Jr."},
      {"van der Berg", "van der Berg"},
      {"ST. LOUIS", "St. Louis"},
      {"", ""},
  };
  for (const auto& c : cases) EXPECT_EQ(in_mixed_case(c.given), c.want);
}

TEST(RegistryText, KnowsADoctorOfOsteopathicMedicineByItsLettersAlone) {
  for (const std::string_view text : {"DO", "D.O.", "d.o.", "DO, FAAFP", "MPH/DO", "PhD D.O."}) {
    EXPECT_TRUE(names_do(text)) << text;
  }
  for (const std::string_view text : {"", "MD", "DOM", "D.O.M.", "DOT", "O.D.", "PEDO", "DO1"}) {
    EXPECT_FALSE(names_do(text)) << text;
  }
}

TEST(RegistryText, PrintsTelephoneNumbersAndReadsDates) {
  EXPECT_EQ(print_us_phone("8607144820"), "+1 860 714 4820");
  EXPECT_EQ(print_us_phone("41 44 1234"), "41 44 1234");
  EXPECT_EQ(parse_us_date("03/16/2006"), parse_date("2006-03-16"));
  for (const std::string_view text : {"", "2006-03-16", "3/16/2006", "02/30/2006", "13/01/2006"}) {
    EXPECT_EQ(parse_us_date(text), std::nullopt) << text;
  }
}

TEST(Npi, TellsNumbersByTheirCheckDigit) {
  // The first is CMS's own example.
  for (const std::string_view text : {"1234567893", "1255334207", "1922001940"})
    EXPECT_TRUE(is_npi(text)) << text;
  for (const std::string_view text :
       {"", "1234567890", "123456789", "12345678933", "3234567893", "123456789X", "0000000000"}) {
    EXPECT_FALSE(is_npi(text)) << text;
  }
}

TEST(Npi, EverySingleWrongDigitIsSeen) {
  const std::string good = "1234567893";
  for (std::size_t at = 1; at < good.size(); ++at) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string text = good;
      text[at] = digit;
      EXPECT_EQ(is_npi(text), text == good) << text;
    }
  }
}

}  // namespace
}  // namespace stillpoint::intake
