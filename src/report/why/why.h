#pragma once

#include <string>

#include "report/due/case_report.h"
#include "text/source.h"
#include "why/why.h"

namespace engage::report {

// An explanation of an assessed case, on its way out.
struct WhyReport {
  const CaseReport& report;
  const why::Explanation& explanation;
  const Sources& sources;
  Instant as_of;  // the last minute of a day stands for the whole day
  std::optional<Date> known_on = std::nullopt;
};

// "overdue", "not_yet"
std::string_view name(why::Standing standing);

// For people: a heading for each piece of work, its causes by date, how its deadline was counted, and what
// keeps it from being due. Of the whole case each in short.
std::string why_text(const WhyReport& why, bool colour);
// One document.
std::string why_json(const WhyReport& why);

}  // namespace engage::report
