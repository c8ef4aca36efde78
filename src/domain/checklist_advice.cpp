#include "domain/checklist_advice.h"

namespace stillpoint::domain {

std::string_view advice_of(Reason reason) {
  switch (reason) {
    // Met, or not asked: nothing is missing.
    case Reason::kAccredited:
    case Reason::kNotAsked:
    case Reason::kSupported:
    case Reason::kManyPositive:
    case Reason::kLicensed:
    case Reason::kNoLicenceNeeded:
    case Reason::kFeesStated:
      return "";
    case Reason::kRevokedElsewhere:
      return "A certificate of yours was suspended or revoked within the last five years. If its issuer has "
             "reinstated it, send us their letter, and we ask them.";
    case Reason::kNoOutsideAccreditor:
      return "Your certificate is confirmed, but no outside body accredits its issuer. A certificate of an "
             "accredited issuer would raise this; so would your issuer's own accreditation.";
    case Reason::kCheckStale:
      return "The last check with your issuer is too old. Nothing is asked of you: the register asks them "
             "again.";
    case Reason::kRevoked:
      return "A certificate of yours was suspended or revoked. If its issuer has reinstated it, or it was an "
             "error, tell us where they say so.";
    case Reason::kNotChecked:
      return "Nobody has asked your issuer yet. Tell us the certificate's number and where its register is, "
             "if they are not on record: that makes the check quick.";
    case Reason::kNoneInForce:
      return "No certificate of yours is in force by its dates. When you have renewed it, tell us the new "
             "dates, and we ask the issuer.";
    case Reason::kNoneOnRecord:
      return "No certificate is on record. Tell us the issuer, the kind, the number and the dates of yours.";
    case Reason::kDeclines:
      return "You say that you do not take this condition. If that has changed, change it below.";
    case Reason::kDeclared:
      return "Say since when or with how many clients you have this experience, and confirm your listing "
             "once a year. A training about the condition, or three client reviews that name it, support it.";
    case Reason::kNotOnRecord:
      return "Nothing is on record about this condition. If you take it, say so below, with years or numbers "
             "of clients.";
    case Reason::kMostlyNegative:
      return "Most of the reviews that count are negative. You may reply to each; new reviews of invited "
             "clients count as the old ones age.";
    case Reason::kSomePositive:
    case Reason::kInconclusive:
      return "Too few reviews to tell. Invite more of your clients, all of them and not a choice: eight are "
             "enough where nearly all are positive.";
    case Reason::kNoReviews:
      return "Nobody has reviewed you yet. Invite your clients: only reviews of invited clients count.";
    case Reason::kOutsideScope:
      return "None of the professions on record covers this approach. If you hold another profession, tell "
             "us with its licence.";
    case Reason::kLicenceRevoked:
      return "A licence of yours is suspended or revoked. If its board has restored it, tell us.";
    case Reason::kLicenceUnchecked:
      return "Your licence is on record, but no fresh check with its board is. Nothing is asked of you if "
             "its "
             "number is right.";
    case Reason::kLicenceLapsed:
      return "Your licence has lapsed by what is on record. When you have renewed it, tell us its new last "
             "day.";
    case Reason::kLicenceUnknown:
      return "No licence is on record where you work. Tell us its number and the jurisdiction, or that none "
             "is asked for there.";
    case Reason::kLicenceRevokedElsewhere:
      return "Another licence of yours is suspended or revoked. If its board has restored it, tell us.";
    case Reason::kFeesDeclined:
      return "You prefer not to state fees. One price for one session, with its minutes, would raise this.";
    case Reason::kFeesPartly:
      return "State one price for one session with its minutes, what a session holds, and since when the "
             "prices hold; and confirm your listing once a year.";
    case Reason::kFeesNotOnRecord:
      return "State what one session costs, how long it lasts and what it holds.";
  }
  return "";
}

}  // namespace stillpoint::domain
