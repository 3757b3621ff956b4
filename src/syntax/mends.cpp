#include "syntax/mends.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "calendar/date.h"
#include "syntax/other_words.h"
#include "text/ascii.h"

namespace engage::syntax {
namespace {

Mend said(std::string help) { return {std::move(help), 0, 0, {}}; }
Mend changed(std::string help, std::size_t begin, std::size_t end, std::string text) {
  return {std::move(help), static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), std::move(text)};
}

std::size_t digits(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

bool is_deadline(Form form) { return form == Form::within || form == Form::no_later_than || form == Form::aim; }

// `age is under 16`, `age is older than 3`: a comparison that is called otherwise here.
std::optional<Mend> comparison(std::string_view line, std::size_t stopped) {
  static constexpr std::pair<std::string_view, std::string_view> kWords[] = {
      {"under", "below"},        {"less than", "below"},    {"fewer than", "below"},  {"younger than", "below"},
      {"lower than", "below"},   {"smaller than", "below"}, {"over", "above"},        {"more than", "above"},
      {"greater than", "above"}, {"older than", "above"},   {"higher than", "above"}, {"earlier than", "before"},
      {"later than", "after"},
  };
  for (const auto& [written, meant] : kWords) {
    const std::string phrase = fmt::format(" is {} ", written);
    const std::size_t at = line.rfind(phrase, stopped);
    if (at == line.npos || at + phrase.size() < stopped) continue;
    return changed(fmt::format("write `is {}`", meant), at + 4, at + phrase.size() - 1, std::string(meant));
  }
  return std::nullopt;
}

// `within 3 days of referral or next business day`: the day is moved, then it is said of what.
std::optional<Mend> adjusted_too_late(std::string_view line, std::size_t stopped) {
  for (const std::string_view adjust : {"or next business day", "or previous business day"}) {
    if (!line.substr(stopped).starts_with(adjust)) continue;
    const std::size_t of = line.substr(0, stopped).find(" of ");
    if (of == line.npos) continue;
    std::string_view anchor = line.substr(of + 1, stopped - of - 1);
    anchor = anchor.substr(0, anchor.find_last_not_of(' ') + 1);
    std::string text = fmt::format("{} {}", adjust, anchor);
    return changed(fmt::format("the other way round: `{}`", text), of + 1, stopped + adjust.size(), text);
  }
  return std::nullopt;
}

// `3-5 business days`, also with a dash as text programs set it.
std::optional<Mend> range(Form form, std::string_view line, std::size_t stopped) {
  std::size_t begin = stopped;
  while (begin > 0 && (is_digit(line[begin - 1]) || line[begin - 1] == ' ')) --begin;
  while (begin < stopped && line[begin] == ' ') ++begin;
  const std::string_view rest = line.substr(begin);
  const std::size_t low = digits(rest);
  for (const std::string_view dash : {"-", "–", "—"}) {
    if (low == 0 || !rest.substr(low).starts_with(dash)) continue;
    const std::string_view behind = rest.substr(low + dash.size());
    const std::size_t high = digits(behind);
    if (high == 0 || (high < behind.size() && behind[high] != ' ')) continue;
    if (form != Form::wait && form != Form::repeat) {
      return said(
          fmt::format("one length stands here, such as `{}`; from one to another only time passes: "
                      "`wait {} to {} business days`",
                      behind.substr(0, high), rest.substr(0, low), behind.substr(0, high)));
    }
    std::string text = fmt::format("{} to {}", rest.substr(0, low), behind.substr(0, high));
    return changed(fmt::format("write `{}`", text), begin, begin + low + dash.size() + high, text);
  }
  return std::nullopt;
}

std::optional<Mend> deadline(Form form, std::string_view line, std::size_t stopped) {
  const std::string_view rest = line.substr(stopped);
  if (rest.starts_with("if ") || rest.starts_with("when ")) {
    return said(
        "a deadline holds as long as its step is open: what has another belongs into a step of its own, with "
        "`only if`");
  }
  if (rest.starts_with("since ")) return changed("write `of`", stopped, stopped + 5, "of");
  if (form != Form::no_later_than) return std::nullopt;
  if (parse_date(rest.substr(0, 10))) {
    return said(
        "a day of one client stands in the case record: declare `fact due_by \"TITLE\" date`, and write "
        "`no later than due_by`");
  }
  if (rest.empty() && is_unit(line.substr(line.rfind(' ') + 1))) {
    return said("from when the step opens it is `within` and the duration");
  }
  return std::nullopt;
}

}  // namespace

std::optional<Mend> usual_mend(Form form, std::string_view line, std::uint32_t stopped) {
  if (auto mend = comparison(line, stopped)) return mend;
  if (auto mend = adjusted_too_late(line, stopped)) return mend;
  if (auto mend = range(form, line, stopped)) return mend;
  if (form == Form::limit && line.substr(stopped).starts_with("of ")) {
    return changed("write `since`", stopped, stopped + 2, "since");
  }
  return is_deadline(form) ? deadline(form, line, stopped) : std::nullopt;
}

}  // namespace engage::syntax
