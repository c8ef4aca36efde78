#include "domain/review_desk.h"

namespace stillpoint::domain {
namespace {

constexpr std::array<std::string_view, kReviewRules> kRuleNames{
    "not_a_client", "names_others", "insults", "advertisement", "claims_cure", "unreadable"};
constexpr std::array<std::string_view, kReportTopics> kTopicNames{"contact",  "credential", "licence", "fees",
                                                                  "identity", "conduct",    "other"};
constexpr std::array<std::string_view, kReportStates> kStateNames{"open", "noticed", "answered", "upheld",
                                                                  "dismissed"};

template <class Enum, std::size_t kCount>
std::optional<Enum> enum_of(const std::array<std::string_view, kCount>& names, std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names.at(i) == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(ReviewRule rule) {
  return kRuleNames.at(static_cast<std::size_t>(rule));
}
std::optional<ReviewRule> review_rule_of(std::string_view name) {
  return enum_of<ReviewRule>(kRuleNames, name);
}
std::string_view sentence_of(ReviewRule rule) {
  switch (rule) {
    case ReviewRule::kNotAClient:
      return "It is not about the writer's own session with this person.";
    case ReviewRule::kNamesOthers:
      return "It names or describes other people, or their health.";
    case ReviewRule::kInsults:
      return "It insults, threatens or hates.";
    case ReviewRule::kAdvertisement:
      return "It sells or praises something else, or was paid for.";
    case ReviewRule::kClaimsCure:
      return "It says that an illness was cured: nobody may read that here as a promise.";
    case ReviewRule::kUnreadable:
      return "Its words cannot be followed.";
  }
  return "";
}

std::string_view name_of(ReportTopic topic) {
  return kTopicNames.at(static_cast<std::size_t>(topic));
}
std::optional<ReportTopic> report_topic_of(std::string_view name) {
  return enum_of<ReportTopic>(kTopicNames, name);
}
std::string_view sentence_of(ReportTopic topic) {
  switch (topic) {
    case ReportTopic::kContact:
      return "The address, telephone or website is wrong";
    case ReportTopic::kCredential:
      return "A certificate is wrong, or no longer stands";
    case ReportTopic::kLicence:
      return "A licence is wrong, or no longer stands";
    case ReportTopic::kFees:
      return "The fees are not those that are asked";
    case ReportTopic::kIdentity:
      return "This is not who it says, or the person no longer practises";
    case ReportTopic::kConduct:
      return "Something happened that should not have";
    case ReportTopic::kOther:
      return "Something else";
  }
  return "";
}

std::string_view name_of(ReportState state) {
  return kStateNames.at(static_cast<std::size_t>(state));
}

}  // namespace stillpoint::domain
