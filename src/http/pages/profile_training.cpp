#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/time_text.h"
#include "http/pages/marks.h"
#include "http/pages/profile_view.h"
#include "http/pages/words.h"

namespace stillpoint::http::pages {

using domain::Training;
using domain::TrainingKind;

namespace {

constexpr std::array<TrainingKind, 4> kKinds = {TrainingKind::kClass, TrainingKind::kPractice,
                                                TrainingKind::kHomeStudy, TrainingKind::kReceived};
/// The bar's width in its own units, and the least that a part is drawn with, so that it can be seen.
constexpr int kBarWidth = 600;
constexpr int kBarPartMin = 6;

std::array<int, 4> hours_by_kind(const std::vector<Training>& training) {
  std::array<int, 4> hours{};
  for (const Training& course : training) {
    for (std::size_t i = 0; i < kKinds.size(); ++i) {
      if (course.kind == kKinds[i]) hours[i] += course.hours;
    }
  }
  return hours;
}

std::string spoken(const std::array<int, 4>& hours) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (hours[i] > 0)
      parts.push_back(std::string(word_of(kKinds[i])) + " " + print_count(hours[i]) + " hours");
  }
  return capitalised(join_words(parts));
}

/// The hours by kind, each part with a pattern of its own: never colour alone.
void bar(HtmlWriter& out, const std::array<int, 4>& hours) {
  int total = 0;
  for (const int part : hours) total += part;
  out.raw("<svg class=\"bar-picture\" viewBox=\"0 0 600 34\" role=\"img\" preserveAspectRatio=\"none\"");
  out.attribute("aria-label", spoken(hours))
      .raw(
          "><defs><pattern id=\"stripes\" width=\"8\" height=\"8\" "
          "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"8\" height=\"8\" "
          "class=\"part-soft\"/><rect width=\"4\" height=\"8\" class=\"part-full\"/></pattern><pattern "
          "id=\"dots\" "
          "width=\"8\" height=\"8\" patternUnits=\"userSpaceOnUse\"><rect width=\"8\" height=\"8\" "
          "class=\"part-soft\"/>"
          "<circle cx=\"4\" cy=\"4\" r=\"1.8\" class=\"part-full\"/></pattern></defs>");
  int x = 0;
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (hours[i] == 0) continue;
    const int width = std::max(kBarPartMin, hours[i] * kBarWidth / total);
    out.raw("<rect y=\"0\" height=\"34\" rx=\"3\"").attribute("x", x);
    out.attribute("width", std::max(1, width - 2));
    out.attribute("class", "part-" + std::to_string(i)).raw("/>");
    x += width;
  }
  out.raw("</svg><ul class=\"bar-key\">");
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (hours[i] == 0) continue;
    out.raw("<li><svg viewBox=\"0 0 16 16\" aria-hidden=\"true\"><rect width=\"16\" height=\"16\" rx=\"3\"");
    out.attribute("class", "part-" + std::to_string(i)).raw("/></svg>").text(capitalised(word_of(kKinds[i])));
    out.raw(" <strong>").text(print_count(hours[i])).raw("</strong></li>");
  }
  out.raw("</ul>");
}

std::string school_of(const Training& course, const Site& site) {
  if (!course.school.empty()) return name_of(site.vocabulary, course.school);
  return course.school_name.empty() ? std::string("school not on record") : course.school_name;
}

/// A school that closed or was sanctioned is told with its day and reason: its graduates deserve a question.
void standing(HtmlWriter& out, const domain::School& school) {
  const domain::DatedStanding* latest = nullptr;
  for (const domain::DatedStanding& dated : school.standing) {
    if (latest == nullptr || !(dated.from < latest->from)) latest = &dated;
  }
  if (latest == nullptr || latest->standing == domain::Standing::kActive) return;
  const bool closed = latest->standing == domain::Standing::kClosed;
  out.raw("<br><small><strong>").raw(closed ? Markup("School closed") : Markup("School sanctioned"));
  if (latest->from) out.raw(" since ").text(print_date_words(*latest->from));
  out.raw("</strong>");
  if (!latest->reason.empty()) out.raw(". ").text(latest->reason);
  out.raw("</small>");
}

/// What vouches for a school, dated, and what speaks against it.
void accreditations(HtmlWriter& out, const Training& course, const Site& site) {
  const domain::School* school = site.vocabulary.find(course.school);
  if (school == nullptr) return;
  for (const domain::Recognition& recognition : school->accreditations) {
    // Accredited before or after, but not when this course ended, says nothing of the course.
    if (course.completed && ((recognition.from && *course.completed < *recognition.from) ||
                             (recognition.until && *course.completed > *recognition.until))) {
      continue;
    }
    out.raw("<br><small>accredited by ").text(name_of(site.vocabulary, recognition.accreditor));
    if (recognition.from) out.raw(" from ").text(print_date_words(*recognition.from));
    if (recognition.until) out.raw(" until ").text(print_date_words(*recognition.until));
    out.raw("</small>");
  }
  standing(out, *school);
}

void courses(HtmlWriter& out, const domain::Practitioner& person, const Site& site) {
  out.raw(
      "<details open><summary>Courses</summary><div class=\"scroll\" role=\"region\" aria-label=\"Courses\" "
      "tabindex=\"0\"><table class=\"courses\"><thead><tr><th scope=\"col\">Course and school</th><th "
      "scope=\"col\">Kind</th>"
      "<th scope=\"col\" class=\"n\">Hours</th><th scope=\"col\">Completed</th></tr></thead><tbody>");
  for (const Training& course : person.training) {
    out.raw("<tr><th scope=\"row\">").text(course.title.empty() ? school_of(course, site) : course.title);
    if (!course.title.empty()) out.raw("<br><small>").text(school_of(course, site)).raw("</small>");
    accreditations(out, course, site);
    if (!course.conditions.empty()) {
      std::vector<std::string> names;
      names.reserve(course.conditions.size());
      for (const auto& key : course.conditions) names.push_back(name_of(site.vocabulary, key));
      out.raw("<br><small>about: ").text(join_words(names)).raw("</small>");
    }
    out.raw("</th><td>").text(word_of(course.kind)).raw("</td><td class=\"n\">");
    out.text(print_count(course.hours)).raw("</td><td>");
    out.text(course.completed ? print_date_words(*course.completed) : std::string("not on record"));
    out.raw("</td></tr>");
  }
  out.raw("</tbody></table></div></details>");
}

}  // namespace

void profile_training(HtmlWriter& out, const domain::Practitioner& person, const Site& site) {
  const std::array<int, 4> hours = hours_by_kind(person.training);
  int total = 0;
  for (const int part : hours) total += part;
  out.raw(
      "<section class=\"panel\" id=\"training\" aria-labelledby=\"training-h\"><h2 "
      "id=\"training-h\">Training");
  if (total > 0) out.raw(": ").text(print_count(total)).raw(" hours on record");
  out.raw(" ");
  if (!person.training.empty()) basis_tag(out, domain::Basis::kDeclared, declared_by(person.attested));
  out.raw("</h2>");
  if (person.training.empty()) {
    out.raw("<p>Training is not on record.</p></section>");
    return;
  }
  if (total > 0) bar(out, hours);
  out.raw("<p class=\"small\">Class and practice together: <strong>");
  out.text(count_of(domain::training_hours(person), "hour", "hours"));
  out.raw(
      "</strong>. That is the figure a search compares; home study and sessions received stand apart.</p>");
  courses(out, person, site);
  out.raw("<p class=\"source\">Source: ");
  out.raw(person.attested ? Markup("the therapist’s own record")
                          : Markup("the list that this record was taken from"));
  out.raw(". A certificate that asks for hours is a check of its own, above.</p></section>");
}

}  // namespace stillpoint::http::pages
