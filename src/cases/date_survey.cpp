#include "cases/date_survey.h"

#include <fmt/format.h>

#include <algorithm>

#include "cases/times.h"
#include "tables/date_format.h"
#include "text/shortened.h"

namespace engage::cases {

bool is_midnight(std::string_view at) {
  if (at.size() < 16 || at.substr(11, 5) != "00:00") return false;
  std::string_view rest = at.substr(16);
  if (rest.starts_with(":")) {
    if (!rest.starts_with(":00")) return false;
    rest.remove_prefix(3);
  }
  if (rest.starts_with('.')) {
    rest.remove_prefix(1);
    rest.remove_prefix(std::min(rest.find_first_not_of('0'), rest.size()));
    if (!rest.empty() && rest.front() >= '1' && rest.front() <= '9') return false;
  }
  return true;
}

void DateSurvey::look(std::string_view at, bool same_case) {
  if (at.empty()) return;
  ++values_;
  Date date;
  const TimeFault fault = parse_date(at.substr(0, 10), date);
  if (fault == TimeFault::shape) look_at_form(at);
  if (fault != TimeFault::none) return;
  if (at.size() > 10 && !other_times_) {
    if (is_midnight(at)) ++midnights_;
    else other_times_ = true;
  }
  if (same_case && last_) {
    rises_ = rises_ || *last_ < date;
    falls_ = falls_ || date < *last_;
  }
  last_ = date;
}

void DateSurvey::look_at_form(std::string_view cell) {
  ++unreadable_;
  if (unreadable_ > 1 && forms_.empty()) return;
  std::vector<std::string_view> possible = tables::possible_forms_in_dates(cell);
  if (unreadable_ == 1) {
    first_ = cell;
    forms_ = std::move(possible);
    return;
  }
  const std::size_t before = forms_.size();
  std::erase_if(forms_, [&](std::string_view form) { return std::ranges::find(possible, form) == possible.end(); });
  if (before > 1 && forms_.size() == 1) decides_ = cell;
}

std::string DateSurvey::readings() const {
  std::string text = fmt::format("`{}` ", shortened(first_));
  const std::vector<std::string_view> first = tables::possible_forms_in_dates(first_);
  for (std::size_t i = 0; i < first.size(); ++i) {
    text += fmt::format("{}{} ({})", i == 0 ? first.size() > 1 ? "may be " : "reads as " : " or ",
                        *tables::DateFormat::read(first[i])->to_record(first_), first[i]);
  }
  if (!decides_.empty()) {
    text += fmt::format(", and `{}` reads as {} ({}) only", shortened(decides_),
                        *tables::DateFormat::read(forms_.front())->to_record(decides_), forms_.front());
  }
  return text;
}

}  // namespace engage::cases
