#include "syntax/faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "text/near.h"

namespace engage::syntax {
namespace {

constexpr std::string_view kEnd = "the end of the line";

// What the author may choose from, in the order of the grammar, each once.
std::vector<std::string_view> choices(const Match& match) {
  std::vector<std::string_view> result;
  for (std::string_view entry : match.expected) {
    while (!entry.empty()) {
      const std::size_t bar = std::min(entry.find('|'), entry.size());
      const std::string_view choice = entry.substr(0, bar);
      if (std::find(result.begin(), result.end(), choice) == result.end()) result.push_back(choice);
      entry.remove_prefix(std::min(bar + 1, entry.size()));
    }
  }
  return result;
}

std::string join(const std::vector<std::string_view>& items) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) text += i + 1 == items.size() ? " or " : ", ";
    text += items[i];
  }
  return text;
}

bool is_name(std::string_view choice) {
  return choice == "a name" || choice.starts_with("the name of ") || choice == "an event";
}

bool wants(const std::vector<std::string_view>& expected, bool (*what)(std::string_view)) {
  return std::any_of(expected.begin(), expected.end(), what);
}

// The word, text, number or sign at the beginning of `rest`.
std::string_view token(std::string_view rest) {
  if (rest.empty()) return rest;
  const std::string_view word = first_word(rest);
  if (!word.empty()) return word;
  if (rest[0] == '"') {
    for (std::size_t i = 1; i < rest.size(); ++i) {
      if (rest[i] == '\\') {
        ++i;
      } else if (rest[i] == '"') {
        return rest.substr(0, i + 1);
      }
    }
  }
  std::size_t end = 1;
  while (end < rest.size() && (static_cast<unsigned char>(rest[end]) & 0xC0) == 0x80) ++end;
  return rest.substr(0, end);
}

std::string lower(std::string_view word) {
  std::string result(word);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// Letters, digits, `_` and what people put in its place.
std::string_view name_like(std::string_view rest) {
  std::size_t end = 0;
  const auto fits = [&](char c) { return !first_word(std::string_view(&c, 1)).empty() || c == '-' || c == '.'; };
  while (end < rest.size() && fits(rest[end])) ++end;
  while (end > 0 && (rest[end - 1] == '-' || rest[end - 1] == '.')) --end;
  return rest.substr(0, end);
}

// `FirstAttempt` and `first-attempt` as `first_attempt`; empty when nothing like a name is left.
std::string as_name(std::string_view word) {
  std::string result;
  char before = '_';
  for (char c : word) {
    const bool capital = c >= 'A' && c <= 'Z';
    const bool small = before >= 'a' && before <= 'z';
    if (capital && small) result += '_';
    if (c == '-' || c == '.') c = '_';
    if (!result.empty() || (c >= 'a' && c <= 'z') || capital) result += lower(std::string_view(&c, 1));
    before = c;
  }
  while (!result.empty() && result.back() == '_') result.pop_back();
  if (is_reserved(result)) result += "_one";
  return result;
}

bool is_ill_formed(std::string_view word) {
  const bool letters = std::any_of(word.begin(), word.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
  const bool begins = !word.empty() && word[0] >= 'a' && word[0] <= 'z';
  const bool odd = std::any_of(word.begin(), word.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '-' || c == '.'; });
  return letters && (odd || !begins);
}

// A name in place of a reserved word: `the_stage`.
std::string proposal(std::string_view word) {
  std::string name = "the_";
  name += word;
  return name;
}

// A name that is not written as names are stands at the place, or ends there (`call-main`).
bool report_ill_formed_name(const std::vector<std::string_view>& expected, const Match& match, const Line& line,
                            const Source& source, FileId file, Diagnostics& diagnostics) {
  const std::string_view text = source.text();
  std::uint32_t begin = match.stopped;
  const char found = text[begin];
  if (found == '-' || found == '.') {
    while (begin > line.begin && !first_word(text.substr(begin - 1, 1)).empty()) --begin;
    if (begin == match.stopped) return false;
  } else if (!wants(expected, is_name) && !wants(expected, [](std::string_view c) { return c == "a value"; })) {
    return false;
  }
  const std::string_view word = name_like(text.substr(begin, line.end - begin));
  if (!is_ill_formed(word)) return false;
  const Span span{file, begin, begin + static_cast<std::uint32_t>(word.size())};
  Diagnostic& d = diagnostics.add(Code::E117, span, fmt::format("`{}` is not written as a name", word));
  d.help = "a name has small letters, digits and `_`, and begins with a letter";
  if (const std::string better = as_name(word); !better.empty()) d.help += fmt::format(": `{}`", better);
  return true;
}

std::vector<std::string_view> quoted(const std::vector<std::string_view>& expected) {
  std::vector<std::string_view> words;
  for (std::string_view choice : expected) {
    if (choice.size() > 2 && choice.front() == '`' && choice.back() == '`') {
      words.push_back(choice.substr(1, choice.size() - 2));
    }
  }
  return words;
}

}  // namespace

std::string with_article(std::string_view keyword) {
  const bool vowel = keyword.find_first_of("aeiou") == 0 && !keyword.starts_with("use");
  return fmt::format("{} `{}`", vowel ? "an" : "a", keyword);
}

void report_mismatch(Form form, const Match& match, const Line& line, const Source& source, FileId file,
                     Diagnostics& diagnostics) {
  const std::string_view text = source.text();
  const std::string_view rest = text.substr(match.stopped, line.end - match.stopped);
  const std::string_view found = token(rest);
  const Span span{file, match.stopped, match.stopped + static_cast<std::uint32_t>(found.size())};
  if (match.too_deep) {
    diagnostics.add(Code::E124, span, "these parentheses stand more than 100 deep in each other").help =
        "give parts of the condition a name with `define`";
    return;
  }
  const std::vector<std::string_view> expected = choices(match);
  if (found == "\xE2\x80\x9C" || found == "\xE2\x80\x9D" || found == "\xE2\x80\x9E" || found == "\xC2\xAB" ||
      found == "\xE2\x80\x98" || found == "\xE2\x80\x99") {
    diagnostics.add(Code::E126, span, fmt::format("a text stands in straight quotation marks, not in `{}`", found)).help =
        "write `\"` before and after the text";
    return;
  }
  if (!found.empty() && report_ill_formed_name(expected, match, line, source, file, diagnostics)) return;
  const bool wants_name = wants(expected, is_name);
  if (is_reserved(found) && match_line(form, text, line.begin, line.end, match.stopped).matched) {
    Diagnostic& d = diagnostics.add(Code::E116, span, fmt::format("`{}` is a word of the language and cannot be a name", found));
    d.help = fmt::format("call it something else, such as `{}`", proposal(found));
    return;
  }
  const bool wants_value = wants(expected, [](std::string_view choice) { return choice == "a value"; });
  if (wants_value && form == Form::fact && !found.empty() && found != "\"" && first_word(found) == found && 
      found[0] >= 'a' && found[0] <= 'z') {
    Diagnostic& d = diagnostics.add(Code::E125, span, fmt::format("`{}` is a word of the language and cannot be a value", found));
    d.help = fmt::format("call it something else, such as `{}`", proposal(found));
    return;
  }
  const auto end = std::find(expected.begin(), expected.end(), kEnd);
  if (end != expected.end() && !found.empty()) {
    std::vector<std::string_view> others = expected;
    others.erase(others.begin() + (end - expected.begin()));
    Diagnostic& d = diagnostics.add(Code::E115, span, fmt::format("the line should end before `{}`", found));
    d.help = did_you_mean(lower(found), quoted(others));
    if (d.help.empty() && !others.empty()) d.help = "or go on with " + join(others);
    return;
  }
  std::vector<std::string_view> wanted = expected;
  std::erase(wanted, kEnd);
  std::string message = "expected " + join(wanted);
  if (!found.empty()) message += fmt::format(", found `{}`", found);
  if (found.empty()) message += " before the end of the line";
  Diagnostic& d = diagnostics.add(Code::E114, span, std::move(message));
  d.help = did_you_mean(lower(found), quoted(wanted));
  if (wants_name && is_reserved(found)) d.note = fmt::format("`{}` is a word of the language and cannot be a name", found);
}

void report_unknown(Place place, const Line& line, const Source& source, FileId file, Diagnostics& diagnostics) {
  const std::string_view text = source.text().substr(line.begin, line.end - line.begin);
  const std::string_view word = token(text);
  const Span span{file, line.begin, line.begin + static_cast<std::uint32_t>(word.size())};
  const std::vector<std::string_view> words = keywords(place);
  Diagnostic& d = diagnostics.add(Code::E110, span, fmt::format("no line begins with `{}` {}", word, place_of(place)));
  d.help = did_you_mean(lower(word), words);
  if (!d.help.empty() || words.empty()) return;
  d.help = "a line there begins with ";
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) d.help += i + 1 == words.size() ? " or " : ", ";
    d.help += fmt::format("`{}`", words[i]);
  }
}

void report_misplaced(Form form, Place place, const Line& line, const Source& source, FileId file,
                      Diagnostics& diagnostics) {
  const std::string_view word = first_word(source.text().substr(line.begin, line.end - line.begin));
  diagnostics.add(Code::E111, {file, line.begin, line.begin + static_cast<std::uint32_t>(word.size())},
                  fmt::format("{} stands {}, not {}", with_article(word), places_of(form), place_of(place)));
}

}  // namespace engage::syntax
