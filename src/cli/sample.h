#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.h"

namespace engage::cli {

struct SampleFile {
  std::string_view name, purpose;
  std::string bytes;
};

// Calendars of years before and after the day are needed.
inline constexpr int kFirstYearOfSample = kFirstYear + 1, kLastYearOfSample = kLastYear - 3;

// What a beginner starts from: a policy of this name and all that goes with it, with cases that have work due in the
// week of that day. The same arguments give the same bytes.
std::vector<SampleFile> sample(const std::string& name, Date as_of);

}  // namespace engage::cli
