#include "syntax/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <charconv>

namespace engage::syntax {
namespace {

constexpr int kTooLarge = 1'000'000;

// Digits alone; large values all come out as kTooLarge.
int whole_number(std::string_view digits) {
  int value = 0;
  for (char digit : digits) value = std::min(value * 10 + (digit - '0'), kTooLarge);
  return value;
}

// With a 0 before each number of one digit: `2026-1-5` as `2026-01-05`.
std::string two_digits(std::string_view written) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  std::string result;
  for (std::size_t i = 0; i < written.size(); ++i) {
    const bool alone = is_digit(written[i]) && (i == 0 || !is_digit(written[i - 1])) &&
                       (i + 1 == written.size() || !is_digit(written[i + 1]));
    if (alone) result += '0';
    result += written[i];
  }
  return result;
}

int days_in_month(int year, int month) {
  int day = 31;
  while (!make_date(year, month, day)) --day;
  return day;
}

}  // namespace

std::vector<PartReader::Index> PartReader::between(Index begin, Index end) const {
  std::vector<Index> result;
  for (Index i = begin; i < end; i = parts_[i].next) result.push_back(i);
  return result;
}

std::optional<PartReader::Index> PartReader::find_among(Index begin, Index end, Kind kind) const {
  for (Index i = begin; i < end; i = parts_[i].next) {
    if (parts_[i].kind == kind) return i;
  }
  return std::nullopt;
}

std::optional<PartReader::Index> PartReader::find(Kind kind) const {
  return find_among(0, static_cast<Index>(parts_.size()), kind);
}

std::optional<PartReader::Index> PartReader::find(Index part, Kind kind) const {
  return find_among(part + 1, parts_[part].next, kind);
}

PartReader::Index PartReader::get(Kind kind) const {
  const auto found = find(kind);
  assert(found);
  return *found;
}

PartReader::Index PartReader::get(Index part, Kind kind) const {
  const auto found = find(part, kind);
  assert(found);
  return *found;
}

std::string_view PartReader::spelling(Index part) const {
  return text_.substr(parts_[part].begin, parts_[part].end - parts_[part].begin);
}

Diagnostic* PartReader::fault(Code code, Span span, std::string message) {
  if (!ok_) return nullptr;
  ok_ = false;
  return &diagnostics_.add(code, span, std::move(message));
}

std::vector<Name> PartReader::names(Index part) const {
  std::vector<Name> result;
  for (Index i : inside(part)) {
    if (kind(i) == Kind::name) result.push_back(name(i));
  }
  return result;
}

std::vector<Name> PartReader::names() const {
  std::vector<Name> result;
  for (Index i : top()) {
    if (kind(i) == Kind::name) result.push_back(name(i));
  }
  return result;
}

Text PartReader::text(Index part) const {
  const std::string_view quoted = spelling(part);
  Text result;
  result.span = span(part);
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    if (quoted[i] == '\\') ++i;
    result.value += quoted[i];
  }
  return result;
}

std::optional<Text> PartReader::title() const {
  const auto found = find(Kind::text);
  return found ? std::optional(text(*found)) : std::nullopt;
}

std::optional<Text> PartReader::title(Index part) const {
  const auto found = find(part, Kind::text);
  return found ? std::optional(text(*found)) : std::nullopt;
}

Date PartReader::date(Index part) { return date_at(span(part), spelling(part)); }

Date PartReader::date_at(Span span, std::string_view written) {
  const std::size_t dash = written.find('-', 5);
  if (written.size() != 10 || dash != 7) {
    if (Diagnostic* d = fault(Code::E118, span, fmt::format("`{}` is not written as a date", written))) {
      d->help = "year, month and day have four, two and two digits: 2026-01-31";
      if (const std::string padded = two_digits(written); padded.size() == 10) d->patch = Patch{span, padded};
    }
    return kFirstDate;
  }
  const int year = whole_number(written.substr(0, 4));
  const int month = whole_number(written.substr(5, 2));
  const int day = whole_number(written.substr(8, 2));
  if (year < kFirstYear || year > kLastYear) {
    fault(Code::E119, span, fmt::format("{} lies outside the years {} to {}", written, kFirstYear, kLastYear));
    return kFirstDate;
  }
  const auto date = make_date(year, month, day);
  if (date) return *date;
  if (Diagnostic* d = fault(Code::E118, span, fmt::format("there is no day {}", written))) {
    d->help = month < 1 || month > 12
                  ? "months go from 01 to 12"
                  : fmt::format("{} {} has {} days", month_name(month), year, days_in_month(year, month));
  }
  return kFirstDate;
}

int PartReader::number(Index count, int least, int most, std::string_view what) {
  const int value = whole_number(spelling(count));
  if (value < least || value > most) {
    fault(Code::E123, span(count), fmt::format("{} goes from {} to {}, not {}", what, least, most, spelling(count)));
    return least;
  }
  return value;
}

int PartReader::year(Index count) {
  const int value = whole_number(spelling(count));
  if (value >= kFirstYear && value <= kLastYear) return value;
  fault(Code::E119, span(count),
        fmt::format("{} lies outside the years {} to {}", spelling(count), kFirstYear, kLastYear));
  return kFirstYear;
}

Moment PartReader::moment(Index part) {
  Moment result;
  result.span = span(part);
  result.date = date(get(part, Kind::date));
  if (const auto written = find(part, Kind::time)) result.minute = time(*written);
  return result;
}

std::int16_t PartReader::time(Index part) {
  const std::string_view written = spelling(part);
  const std::size_t colon = written.find(':');
  const int hour = whole_number(written.substr(0, colon));
  const int minute = whole_number(written.substr(colon + 1));
  if (colon == 2 && written.size() == 5 && hour < 24 && minute < 60)
    return static_cast<std::int16_t>(hour * 60 + minute);
  if (Diagnostic* d = fault(Code::E120, span(part), fmt::format("`{}` is not a time of day", written))) {
    d->help = "hours and minutes have two digits each, from 00:00 to 23:59";
    if (colon == 1 && written.size() == 4) d->patch = Patch{span(part), two_digits(written)};
  }
  return 0;
}

Literal PartReader::literal(Index part) {
  const Index inner = kind(part) == Kind::date ? part : only(part);
  Literal result;
  result.span = span(inner);
  switch (kind(inner)) {
    case Kind::date: result.value = date(inner); break;
    case Kind::text: result.value = text(inner); break;
    case Kind::yes: result.value = YesNo{true}; break;
    case Kind::no: result.value = YesNo{false}; break;
    case Kind::number: {
      Number number{std::string(spelling(inner)), 0};
      const std::string_view digits = spelling(inner);
      const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number.value);
      if (read.ec != std::errc()) fault(Code::E123, span(inner), "this number has too many digits");
      result.value = std::move(number);
      break;
    }
    default: result.value = name(inner); break;
  }
  return result;
}

Unit PartReader::unit(Index part) const {
  switch (spelling(part)[0]) {
    case 'b': return spelling(part).find("hour") == std::string_view::npos ? Unit::business_days : Unit::business_hours;
    case 'h': return Unit::hours;
    case 'w': return Unit::weeks;
    case 'm': return Unit::months;
    case 'y': return Unit::years;
    default: return Unit::days;
  }
}

Duration PartReader::checked(Index part, Index count, Unit unit) {
  const int most = unit == Unit::months ? 1200 : 9999;
  const int value = whole_number(spelling(count));
  if (value <= most) return {value, unit};
  fault(Code::E121, span(part),
        fmt::format("`{}` is too long: a duration has at most {} {}", spelling(part), most,
                    unit == Unit::months ? "months" : "of its unit"));
  return {1, unit};
}

Length PartReader::duration(Index part) {
  Length result{checked(part, get(part, Kind::count), unit(get(part, Kind::unit))), span(part)};
  if (const auto calendar = find(part, Kind::in_calendar)) result.calendar = name(only(*calendar));
  return result;
}

Length PartReader::length(Index part) {
  const Index inner = only(part);
  if (kind(inner) == Kind::duration) return duration(inner);
  return {name(inner), span(part)};
}

void PartReader::require_positive(const Length& length) {
  const Duration* duration = std::get_if<Duration>(&length.value);
  if (duration != nullptr && duration->count == 0) {
    fault(Code::E122, length.span, "this duration is 0, and has to be at least 1");
  }
}

Length PartReader::positive_length(Index part) {
  Length result = length(part);
  require_positive(result);
  return result;
}

Range PartReader::positive_range(Index part) {
  Range result;
  result.span = span(part);
  const Index first = only(part);
  if (kind(first) == Kind::short_range) {
    const Index count = get(first, Kind::count);
    const Index high = get(first, Kind::duration);
    result.high = duration(high);
    result.low = {checked(count, count, unit(get(high, Kind::unit))), span(count), result.high->calendar};
  } else {
    result.low = length(first);
    const auto lengths = inside(part);
    if (lengths.size() > 1) result.high = length(lengths[1]);
  }
  require_positive(result.low);
  if (result.high) require_positive(*result.high);
  return result;
}

std::optional<Length> PartReader::bound(Kind kind) {
  const auto found = find(kind);
  return found ? std::optional(length(only(*found))) : std::nullopt;
}

Adjust PartReader::adjust(Index parent) const {
  if (find(parent, Kind::adjust_next)) return Adjust::next_business_day;
  if (find(parent, Kind::adjust_previous)) return Adjust::previous_business_day;
  return Adjust::none;
}

Adjust PartReader::adjust() const {
  if (find(Kind::adjust_next)) return Adjust::next_business_day;
  if (find(Kind::adjust_previous)) return Adjust::previous_business_day;
  return Adjust::none;
}

EventUse PartReader::event(Index part) const {
  EventUse result{name(get(part, Kind::name)), {}, {}, span(part)};
  if (const auto outcome = find(part, Kind::as_outcome)) result.outcome = name(only(*outcome));
  if (const auto role = find(part, Kind::done_by)) result.done_by = name(only(*role));
  return result;
}

std::vector<EventUse> PartReader::events(Index part) const {
  std::vector<EventUse> result;
  for (const Index i : inside(part)) {
    if (kind(i) == Kind::event_use) result.push_back(event(i));
  }
  return result;
}

Anchor PartReader::one_anchor(Index part) const {
  switch (kind(part)) {
    case Kind::anchor_start: return {Anchor::Kind::start, {}, {}, span(part)};
    case Kind::anchor_stage_start: return {Anchor::Kind::stage_start, {}, {}, span(part)};
    case Kind::anchor_its_date: return {Anchor::Kind::its_date, {}, {}, span(part)};
    case Kind::anchor_first: return {Anchor::Kind::first, event(only(part)), {}, span(part)};
    default: return {Anchor::Kind::latest, event(part), {}, span(part)};
  }
}

Anchor PartReader::anchor(const std::vector<Index>& parts) const {
  for (Index i : parts) {
    switch (kind(i)) {
      case Kind::anchor_start:
      case Kind::anchor_stage_start:
      case Kind::anchor_its_date:
      case Kind::anchor_first:
      case Kind::anchor_latest: return one_anchor(i);
      case Kind::anchor_later:
      case Kind::anchor_earlier: {
        Anchor result;
        result.kind = kind(i) == Kind::anchor_later ? Anchor::Kind::later : Anchor::Kind::earlier;
        result.span = span(i);
        for (const Index one : inside(i)) result.of.push_back(one_anchor(one));
        return result;
      }
      default: break;
    }
  }
  assert(false);
  return {};
}

}  // namespace engage::syntax
