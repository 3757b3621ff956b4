#include "tables/date_format.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

#include "text/ascii.h"

namespace engage::tables {
namespace {

constexpr std::array<std::string_view, 14> kUsual = {"D/M/YYYY", "M/D/YYYY",   "D.M.YYYY",   "D-M-YYYY",    "M-D-YYYY",
                                                     "YYYY/M/D", "D MMM YYYY", "D-MMM-YYYY", "MMM D, YYYY", "D/M/YY",
                                                     "M/D/YY",   "D.M.YY",     "D-MMM-YY",   "YYYYMMDD"};

// Between so many and so many digits at the beginning, taken off the text; nothing where there are fewer.
std::optional<int> take_number(std::string_view& text, std::size_t least, std::size_t most) {
  std::size_t size = 0;
  int number = 0;
  while (size < most && size < text.size() && is_digit(text[size])) number = number * 10 + (text[size++] - '0');
  if (size < least) return std::nullopt;
  text.remove_prefix(size);
  return number;
}

std::optional<int> take_month(std::string_view& text) {
  std::size_t size = 0;
  while (size < text.size() && is_letter(text[size])) ++size;
  for (int month = 1; month <= 12; ++month) {
    const std::string_view name = month_name(month);
    const bool september = size == 4 && month == 9;
    if (size != name.size() && size != 3 && !september) continue;
    bool same = true;
    for (std::size_t i = 0; i < size && same; ++i) same = lower(text[i]) == name[i];
    if (!same) continue;
    text.remove_prefix(size);
    if (text.starts_with('.')) text.remove_prefix(1);
    return month;
  }
  return std::nullopt;
}

void skip_blanks(std::string_view& text) {
  while (!text.empty()) {
    if (text.front() == ' ') text.remove_prefix(1);
    else if (text.starts_with("\u00A0")) text.remove_prefix(2);
    else if (text.starts_with("\u202F")) text.remove_prefix(3);  // before AM and PM, where newer software writes them
    else return;
  }
}

// AM or PM, in capitals or not, also a.m. and p.m., taken off the text: 'a', 'p', or zero for neither.
int take_half_of_day(std::string_view& text) {
  for (const std::string_view form : {"am", "pm", "a.m.", "p.m."}) {
    bool same = text.size() >= form.size();
    for (std::size_t i = 0; i < form.size() && same; ++i) same = lower(text[i]) == form[i];
    if (!same) continue;
    text.remove_prefix(form.size());
    return form.front();
  }
  return 0;
}

// What stands behind a date: nothing, or a time of day as records write it; nothing where it is none.
std::optional<std::string> time_behind(std::string_view rest) {
  if (rest.starts_with('T') || rest.starts_with(',')) rest.remove_prefix(1);
  skip_blanks(rest);
  if (rest.empty()) return "";
  auto hour = take_number(rest, 1, 2);
  if (!hour || !rest.starts_with(':')) return std::nullopt;
  rest.remove_prefix(1);
  const auto minute = take_number(rest, 2, 2);
  if (!minute) return std::nullopt;
  if (rest.starts_with(':')) {
    rest.remove_prefix(1);
    const auto second = take_number(rest, 2, 2);
    if (!second || *second > 59) return std::nullopt;
    if (rest.starts_with('.')) {
      rest.remove_prefix(1);
      if (!take_number(rest, 1, 9)) return std::nullopt;
    }
  }
  skip_blanks(rest);
  if (const int half = take_half_of_day(rest); half != 0) {
    if (*hour < 1 || *hour > 12) return std::nullopt;
    hour = *hour % 12 + (half == 'p' ? 12 : 0);
    skip_blanks(rest);
  }
  if (*hour > 23 || *minute > 59) return std::nullopt;
  const bool offset = rest.starts_with('+') || rest.starts_with('-');
  if (!rest.empty() && rest != "UTC" && rest != "Z" && !offset) return std::nullopt;
  return fmt::format("T{:02}:{:02}{}", *hour, *minute, rest == "UTC" ? "Z" : rest);
}

}  // namespace

std::optional<DateFormat> DateFormat::read(std::string_view form) {
  DateFormat format;
  format.form_ = form;
  if (form == "serial" || form == "epoch" || form == "epoch ms") {
    format.kind_ = form == "serial" ? Kind::serial : form == "epoch" ? Kind::epoch : Kind::epoch_ms;
    return format;
  }
  // The time of day needs no form: what a form says of it is left.
  if (const std::size_t time = form.find_first_of("Hh"); time != form.npos) {
    form = form.substr(0, form.find_last_not_of(" ,T", time > 0 ? time - 1 : 0) + 1);
  }
  int days = 0, months = 0, years = 0;
  for (std::size_t at = 0; at < form.size();) {
    std::size_t same = 1;
    while (at + same < form.size() && form[at + same] == form[at]) ++same;
    switch (form[at]) {
      case 'D': format.pieces_.push_back({same == 1 ? Part::day : Part::day2}), days += same <= 2 ? 1 : 9; break;
      case 'M':
        format.pieces_.push_back({same == 1 ? Part::month : same == 2 ? Part::month2 : Part::month_name});
        months += same <= 4 ? 1 : 9;
        break;
      case 'Y':
        format.pieces_.push_back({same == 2 ? Part::year2 : Part::year});
        years += same == 1 || same == 2 || same == 4 ? 1 : 9;
        break;
      default:
        if (is_letter(form[at]) || is_digit(form[at])) return std::nullopt;
        for (std::size_t i = 0; i < same; ++i) format.pieces_.push_back({Part::text, form[at]});
    }
    at += same;
  }
  if (days != 1 || months != 1 || years != 1) return std::nullopt;
  return format;
}

std::optional<std::string> DateFormat::to_record(std::string_view cell) const {
  if (kind_ != Kind::pattern) return from_number(cell);
  std::optional<int> day, month, year;
  for (const Piece piece : pieces_) {
    switch (piece.part) {
      case Part::day: day = take_number(cell, 1, 2); break;
      case Part::day2: day = take_number(cell, 2, 2); break;
      case Part::month: month = take_number(cell, 1, 2); break;
      case Part::month2: month = take_number(cell, 2, 2); break;
      case Part::month_name: month = take_month(cell); break;
      case Part::year: year = take_number(cell, 4, 4); break;
      case Part::year2:
        year = take_number(cell, 2, 2);
        if (year) *year += 2000;
        break;
      case Part::text:
        if (!cell.starts_with(piece.text)) return std::nullopt;
        cell.remove_prefix(1);
    }
    if (piece.part == Part::year2 && !cell.empty() && is_digit(cell.front())) return std::nullopt;
  }
  if (!day || !month || !year || *year < kFirstYear || *year > kLastYear) return std::nullopt;
  const auto date = make_date(*year, *month, *day);
  if (!date) return std::nullopt;
  const auto time = time_behind(cell);
  if (!time) return std::nullopt;
  return to_string(*date) + *time;
}

std::optional<std::string> DateFormat::from_number(std::string_view cell) const {
  double number = 0;
  const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (code != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(number)) return std::nullopt;
  // Minutes since 1970: a spreadsheet counts its days from 1899-12-30, which is day -25569.
  constexpr int kSpreadsheetDay = -25569;
  const double minutes = kind_ == Kind::serial  ? std::round((number + kSpreadsheetDay) * 24 * 60)
                         : kind_ == Kind::epoch ? std::floor(number / 60)
                                                : std::floor(number / 60'000);
  if (minutes < start_of(kFirstDate).minutes || minutes > last_minute_of(kLastDate).minutes) return std::nullopt;
  const Instant at{static_cast<std::int32_t>(minutes)};
  const std::string date = to_string(date_of(at));
  if (kind_ == Kind::serial && number == std::floor(number)) return date;
  const int minute = minute_of_day(at);
  return fmt::format("{}T{:02}:{:02}{}", date, minute / 60, minute % 60, kind_ == Kind::serial ? "" : "Z");
}

std::vector<std::string_view> possible_forms(std::string_view cell) {
  std::vector<std::string_view> forms;
  for (const std::string_view form : kUsual) {
    if (DateFormat::read(form)->to_record(cell)) forms.push_back(form);
  }
  return forms;
}

std::vector<std::string_view> possible_forms_in_dates(std::string_view cell) {
  std::vector<std::string_view> forms = possible_forms(cell);
  // Of the years from 1982 to 2064, so that a date without its separators is none.
  struct Range {
    std::string_view form;
    double least, most;
  };
  constexpr Range kNumbers[] = {{"serial", 3e4, 6e4}, {"epoch", 3.8e8, 3e9}, {"epoch ms", 3.8e11, 3e12}};
  double number = 0;
  const auto [end, code] = std::from_chars(cell.data(), cell.data() + cell.size(), number);
  if (code != std::errc{} || end != cell.data() + cell.size()) return forms;
  for (const auto& [form, least, most] : kNumbers) {
    if (number >= least && number <= most && DateFormat::read(form)->to_record(cell)) forms.push_back(form);
  }
  return forms;
}

}  // namespace engage::tables
