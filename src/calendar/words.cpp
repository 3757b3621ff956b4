#include "calendar/words.h"

#include "text/words.h"

namespace engage {

std::string say_late(int days) { return days == 0 ? "late" : counted(days, "day") + " late"; }

std::string clock_time(Instant at) {
  std::string minute;
  append_minute(minute, at);
  return minute.substr(minute.find('T') + 1);
}

std::string say(Instant at) {
  const std::string date = to_string(date_of(at));
  return minute_of_day(at) == 0 ? date : date + " " + clock_time(at);
}

std::string say(const Deadline& due) {
  const std::string date = to_string(date_of(due.at));
  return due.whole_day ? date : date + " " + clock_time(due.at);
}

std::string say(const std::optional<Deadline>& due) { return due ? say(*due) : "no date"; }

void append_deadline(std::string& out, const Deadline& deadline) {
  if (deadline.whole_day) {
    append_date(out, date_of(deadline.at));
  } else {
    append_minute(out, deadline.at);
  }
}

void append_as_of(std::string& out, Instant as_of) {
  if (minute_of_day(as_of) == kMinutesPerDay - 1) {
    append_date(out, date_of(as_of));
  } else {
    append_minute(out, as_of);
  }
}

}  // namespace engage
