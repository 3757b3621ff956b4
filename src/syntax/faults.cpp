#include "syntax/faults.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "syntax/mends.h"
#include "syntax/other_words.h"
#include "text/ascii.h"
#include "text/near.h"

namespace engage::syntax {
namespace {

using Choices = std::vector<std::string_view>;

constexpr std::string_view kEnd = "the end of the line";
constexpr std::string_view kValue = "a value";

bool is_small(char c) { return c >= 'a' && c <= 'z'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_beyond_ascii(char c) { return static_cast<unsigned char>(c) >= 0x80; }
bool is_word(char c) { return is_digit(c) || is_small(c) || is_capital(c) || c == '_'; }

// What the author may choose from, each once.
Choices choices_of(const Match& match) {
  Choices result;
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

bool contains(const Choices& choices, std::string_view choice) {
  return std::find(choices.begin(), choices.end(), choice) != choices.end();
}

bool wants_name(const Choices& choices) {
  return std::any_of(choices.begin(), choices.end(), [](std::string_view choice) {
    return choice == "a name" || choice.starts_with("the name of ") || choice == "an event";
  });
}

// "`a`, `b` or `c`"
std::string one_of(const Choices& choices) {
  std::string text;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (i > 0) text += i + 1 == choices.size() ? " or " : ", ";
    text += choices[i];
  }
  return text;
}

// The words of the language among the choices, without their quotes.
Choices words_among(const Choices& choices) {
  Choices words;
  for (std::string_view choice : choices) {
    if (choice.size() > 2 && choice.front() == '`' && is_small(choice[1])) {
      words.push_back(choice.substr(1, choice.size() - 2));
    }
  }
  return words;
}

std::string lower(std::string_view word) {
  std::string result(word);
  for (char& c : result) {
    if (is_capital(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// "did you mean `allowed if`?", also when only the first word of that is near.
std::string near_word(std::string_view word, const Choices& phrases) {
  const std::string small = lower(word);
  if (std::string near = did_you_mean(small, phrases); !near.empty()) return near;
  Choices first_words;
  for (std::string_view phrase : phrases) first_words.push_back(first_word(phrase));
  const auto near = near_names(small, first_words);
  for (std::size_t i = 0; i < phrases.size(); ++i) {
    if (first_words[i] == small || (!near.empty() && first_words[i] == near.front())) {
      return fmt::format("did you mean `{}`?", phrases[i]);
    }
  }
  return {};
}

template <typename Fits>
std::size_t run(std::string_view text, Fits fits) {
  std::size_t end = 0;
  while (end < text.size() && fits(text[end])) ++end;
  return end;
}

// The word, text, number or sign at the beginning of `rest`.
std::string_view token(std::string_view rest) {
  if (rest.empty()) return rest;
  if (is_digit(rest[0])) {
    std::size_t end = run(rest, [](char c) { return is_word(c) || c == '.' || c == '-' || c == ':'; });
    while (end > 1 && !is_word(rest[end - 1])) --end;
    return rest.substr(0, end);
  }
  if (is_word(rest[0])) return rest.substr(0, run(rest, [](char c) { return is_word(c) || is_beyond_ascii(c); }));
  if (rest[0] == '"') {
    for (std::size_t i = 1; i < rest.size(); ++i) {
      if (rest[i] == '\\') {
        ++i;
      } else if (rest[i] == '"') {
        return rest.substr(0, i + 1);
      }
    }
  }
  if (std::string_view("=<>!&|").find(rest[0]) != std::string_view::npos) {
    return rest.substr(0, std::min(rest.find_first_not_of("=<>!&|"), rest.size()));
  }
  return rest.substr(0, 1 + run(rest.substr(1), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }));
}

bool is_name_like(char c) { return is_word(c) || c == '-' || c == '.' || is_beyond_ascii(c); }

// Letters, digits, `_` and what people put in its place.
std::string_view name_like(std::string_view rest) {
  std::size_t end = run(rest, is_name_like);
  while (end > 0 && (rest[end - 1] == '-' || rest[end - 1] == '.')) --end;
  return rest.substr(0, end);
}

bool is_ill_formed(std::string_view word) {
  const bool letters = std::any_of(word.begin(), word.end(), [](char c) { return is_small(c) || is_capital(c); });
  const bool plain = run(word, [](char c) { return is_small(c) || is_digit(c) || c == '_'; }) == word.size();
  return letters && !(plain && is_small(word[0]));
}

// `FirstAttempt` and `first-attempt` as `first_attempt`; empty when it cannot be told.
std::string as_name(std::string_view word) {
  if (word.empty() || !(is_small(word[0]) || is_capital(word[0]))) return {};
  if (std::any_of(word.begin(), word.end(), is_beyond_ascii)) return {};
  std::string result;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i > 0 && is_capital(word[i]) && is_small(word[i - 1])) result += '_';
    result += word[i] == '-' || word[i] == '.' ? '_' : word[i];
  }
  result = lower(result);
  return is_reserved(result) ? result + "_one" : result;
}

// One line that the grammar could not read.
class Mismatch {
 public:
  Mismatch(Form form, const Match& match, const Line& line, const Source& source, FileId file, Diagnostics& diagnostics)
      : form_(form),
        match_(match),
        line_(line),
        text_(source.text()),
        file_(file),
        diagnostics_(diagnostics),
        choices_(choices_of(match)),
        found_(token(text_.substr(match.stopped, line.end - match.stopped))) {}

  void report() {
    if (report_depth() || report_quotes() || report_ill_formed_name() || report_reserved() || report_value()) return;
    if (contains(choices_, kEnd) && !found_.empty()) {
      report_rest();
    } else {
      report_unexpected();
    }
  }

 private:
  Diagnostic& add(Code code, std::string message) {
    const auto size = static_cast<std::uint32_t>(found_.size());
    return diagnostics_.add(code, {file_, match_.stopped, match_.stopped + size}, std::move(message));
  }

  bool report_depth() {
    if (!match_.too_deep) return false;
    add(Code::E124, "these parentheses stand more than 100 deep in each other").help =
        "give parts of the condition a name with `define`";
    return true;
  }

  bool report_quotes() {
    static constexpr std::pair<std::string_view, std::string_view> kMarks[] = {
        {"‘", "’"}, {"’", "’"}, {"“", "”"}, {"”", "”"}, {"„", "“”"}, {"«", "»"}, {"'", "'"}};
    const auto marks =
        std::find_if(std::begin(kMarks), std::end(kMarks), [&](const auto& m) { return m.first == found_; });
    if (marks == std::end(kMarks)) return false;
    Diagnostic& d =
        add(Code::E126, fmt::format("a text stands in straight double quotation marks, not in `{}`", found_));
    d.help = "write `\"` before and after the text";
    d.patch = straight_quotes(marks->second);
    return true;
  }

  // The text up to the one mark that can close it, in straight marks; none where several can.
  std::optional<Patch> straight_quotes(std::string_view closing) const {
    const std::uint32_t inside = match_.stopped + static_cast<std::uint32_t>(found_.size());
    std::optional<Patch> patch;
    for (std::uint32_t at = inside; at < line_.end; ++at) {
      const std::string_view rest = text_.substr(at, line_.end - at);
      if (rest[0] == '"' || rest[0] == '\\') break;
      if (rest[0] != closing[0]) continue;
      const std::string_view mark = token(rest);
      if (closing.find(mark) == closing.npos) continue;
      const auto end = at + static_cast<std::uint32_t>(mark.size());
      if (end < line_.end && (is_word(text_[end]) || is_beyond_ascii(text_[end]))) continue;  // an apostrophe
      Patch candidate{{file_, match_.stopped, end}, fmt::format("\"{}\"", text_.substr(inside, at - inside))};
      if (!reads_further(candidate)) continue;
      if (patch) return std::nullopt;
      patch = std::move(candidate);
    }
    return patch;
  }

  // A name that is not written as names are stands here, or ends here (`call-main`).
  bool report_ill_formed_name() {
    if (found_.empty()) return false;
    if (is_digit(found_[0]) && contains(choices_, "a duration")) return false;
    std::uint32_t begin = match_.stopped;
    if (!is_word(found_[0]) && is_name_like(found_[0])) {
      while (begin > line_.begin && is_word(text_[begin - 1])) --begin;
      if (begin == match_.stopped) return false;
    } else if (!wants_name(choices_) && !contains(choices_, kValue)) {
      const bool name_among_others = contains(choices_, "a condition") || contains(choices_, "a duration");
      if (!name_among_others || is_digit(found_[0])) return false;
    }
    const std::string_view word = name_like(text_.substr(begin, line_.end - begin));
    if (!is_ill_formed(word)) return false;
    const Span span{file_, begin, begin + static_cast<std::uint32_t>(word.size())};
    Diagnostic& d = diagnostics_.add(Code::E117, span, fmt::format("`{}` is not written as a name", word));
    d.help = "a name has small letters, digits and `_`, and begins with a letter";
    if (const std::string better = as_name(word); !better.empty()) d.help += fmt::format(": `{}`", better);
    return true;
  }

  // The line would be right if this word could be a name.
  bool report_reserved() {
    if (is_unit(found_) && contains(choices_, "a duration")) return false;
    if (found_ == "never" && form_ == Form::action) return report_never();
    if (!is_reserved(found_) || !match_line(form_, text_, line_.begin, line_.end, match_.stopped).matched) return false;
    add(Code::E116, fmt::format("`{}` is a word of the language and cannot be a name", found_)).help =
        fmt::format("call it something else, such as `the_{}`", found_);
    return true;
  }

  bool report_never() {
    add(Code::E114, "`never` is no condition").help = "write `never allowed`";
    return true;
  }

  bool report_value() {
    if (form_ != Form::fact || !contains(choices_, kValue) || found_.empty() || !is_small(found_[0])) return false;
    Diagnostic& d = add(Code::E125, fmt::format("`{}` is a word of the language and cannot be a value", found_));
    d.help = found_ == "yes" || found_ == "no" ? "a fact that is yes or no is declared as `yes/no`"
                                               : fmt::format("call it something else, such as `is_{}`", found_);
    return true;
  }

  void report_rest() {
    Choices others = choices_;
    std::erase(others, kEnd);
    Diagnostic& d = add(Code::E115, fmt::format("the line should end before `{}`", found_));
    if (ends_like_a_sentence()) {
      d.help = "a line has no sign at its end";
      d.patch = Patch{d.span, ""};
      return;
    }
    if (match_.stopped > line_.begin && text_[match_.stopped - 1] == '"') {
      d.help = "a quotation mark inside a text is written `\\\"`";
      return;
    }
    if (!mend_slip(d)) mend_word(d, others);
    if (d.help.empty() && !others.empty()) d.help = "or go on with " + one_of(others);
  }

  void report_unexpected() {
    Choices wanted = choices_;
    std::erase(wanted, kEnd);
    const std::string what = one_of(wanted);
    Diagnostic& d = add(Code::E114, found_.empty() ? fmt::format("expected {} before the end of the line", what)
                                                   : fmt::format("expected {}, found `{}`", what, found_));
    if (!mend_slip(d) && !found_.empty()) mend_word(d, wanted);
    if (wants_name(wanted) && is_reserved(found_)) {
      d.note = fmt::format("`{}` is a word of the language and cannot be a name", found_);
    }
  }

  bool mend_slip(Diagnostic& d) const {
    std::optional<Mend> mend = usual_mend(form_, line_text(), match_.stopped - line_.begin);
    if (!mend) return false;
    if (mend->begin < mend->end) {
      d.patch = Patch{{file_, line_.begin + mend->begin, line_.begin + mend->end}, std::move(mend->text)};
      if (!reads_further(*d.patch)) return d.patch.reset(), false;
    }
    d.help = std::move(mend->help);
    return true;
  }

  // Says what may have been meant, with a patch where nothing else can have been.
  void mend_word(Diagnostic& d, const Choices& wanted) const {
    const std::size_t digits = run(found_, is_digit);
    const Patch space{d.span, fmt::format("{} {}", found_.substr(0, digits), found_.substr(digits))};
    if (digits > 0 && digits < found_.size() && reads_further(space)) {
      d.help = fmt::format("with a space: `{}`", space.text);
      d.patch = space;
    } else if (is_unit(found_) && contains(wanted, "a duration")) {
      d.help = fmt::format("with a number: `1 {}`", found_);
    } else if ((found_ == "when" && contains(wanted, "`if`")) || (found_ == "if" && contains(wanted, "`when`"))) {
      d.help = found_ == "when" ? "write `if`" : "write `when`";
    } else if (const std::string_view other = help_for_other_word(found_); !other.empty()) {
      d.help = other;
    } else if (found_ == "known") {
      d.help = "the opposite of `is known` is `is unknown`";
    } else if (found_ == "unknown" && contains(wanted, kValue)) {
      d.help = "the opposite of `is unknown` is `is known`";
    } else if (form_ == Form::do_line && wanted == Choices{"`varying`"}) {
      d.help = "each action has a `do` of its own, or `do any of` stands before them when one is enough";
    } else if (Patch small{d.span, lower(found_)}; small.text != found_ && reads_further(small)) {
      d.help = fmt::format("in small letters: `{}`", small.text);
      d.patch = std::move(small);
    } else if (std::string near = near_word(found_, words_among(wanted));
               !near.empty() && !(is_reserved(found_) && found_.size() < 4)) {
      d.help = std::move(near);
    } else if (const std::string_view meant = words_for(found_); !meant.empty()) {
      d.help = fmt::format("in words: `{}`", meant);
      d.patch = apart(d.span, meant);
    }
  }

  // Dates are compared in words of their own, and never with `at least`.
  std::string_view words_for(std::string_view sign) const {
    std::string_view rest = text_.substr(match_.stopped + sign.size(), line_.end - match_.stopped - sign.size());
    rest.remove_prefix(std::min(rest.find_first_not_of(' '), rest.size()));
    const std::string_view next = token(rest);
    const bool date = next.size() >= 8 && next[4] == '-';
    if (date && sign == "<") return "is before";
    if (date && sign == ">") return "is after";
    return date && (sign == "<=" || sign == ">=") ? std::string_view() : words_for_sign(sign);
  }

  // The words with a blank on both sides.
  Patch apart(Span span, std::string_view words) const {
    const bool before = span.begin > line_.begin && text_[span.begin - 1] != ' ';
    const bool after = span.end < line_.end && text_[span.end] != ' ';
    return {span, fmt::format("{}{}{}", before ? " " : "", words, after ? " " : "")};
  }

  std::string_view line_text() const { return text_.substr(line_.begin, line_.end - line_.begin); }

  bool ends_like_a_sentence() const {
    return (found_ == "." || found_ == ":" || found_ == ";") && match_.stopped + 1 == line_.end;
  }

  // The line could be read beyond what the patch puts in.
  bool reads_further(const Patch& patch) const {
    std::string changed(line_text());
    const std::size_t at = patch.span.begin - line_.begin;
    changed.replace(at, patch.span.end - patch.span.begin, patch.text);
    const Match again = match_line(form_, changed, 0, static_cast<std::uint32_t>(changed.size()));
    return again.matched || again.stopped >= at + patch.text.size();
  }

  Form form_;
  const Match& match_;
  const Line& line_;
  std::string_view text_;  // of the file
  FileId file_;
  Diagnostics& diagnostics_;
  Choices choices_;
  std::string_view found_;
};

std::string with_article(std::string_view phrase) {
  const bool vowel = std::string_view("aeio").find(phrase[0]) != std::string_view::npos;
  return fmt::format("{} `{}`", vowel ? "an" : "a", phrase);
}

}  // namespace

void report_mismatch(Form form, const Match& match, const Line& line, const Source& source, FileId file,
                     Diagnostics& diagnostics) {
  Mismatch(form, match, line, source, file, diagnostics).report();
}

void report_unknown(Place place, const Line& line, const Source& source, FileId file, Diagnostics& diagnostics) {
  const std::string_view word = token(source.text().substr(line.begin, line.end - line.begin));
  const Span span{file, line.begin, line.begin + static_cast<std::uint32_t>(word.size())};
  Diagnostic& d = diagnostics.add(Code::E110, span, fmt::format("no line begins with `{}` {}", word, place_of(place)));
  const Choices words = phrases(place);
  const std::string small = lower(word);
  if (small != word && recognize(small, place).form) {
    d.help = fmt::format("in small letters: `{}`", small);
    d.patch = Patch{span, small};
    return;
  }
  d.help = help_for_other_word(word);
  if (d.help.empty() && std::all_of(word.begin(), word.end(), is_digit)) d.help = help_for_other_word("-");
  if (d.help.empty()) d.help = near_word(word, words);
  if (!d.help.empty() || words.empty()) return;
  std::vector<std::string> quoted;
  for (std::string_view phrase : words) quoted.push_back(fmt::format("`{}`", phrase));
  d.help = "a line there begins with " + one_of(Choices(quoted.begin(), quoted.end()));
}

void report_misplaced(Form form, Place place, const Line& line, const Source& source, FileId file,
                      Diagnostics& diagnostics) {
  const std::string_view word = first_word(source.text().substr(line.begin, line.end - line.begin));
  const Span span{file, line.begin, line.begin + static_cast<std::uint32_t>(word.size())};
  const std::string what = with_article(info(form).phrase);
  diagnostics.add(Code::E111, span, fmt::format("{} stands {}, not {}", what, places_of(form), place_of(place)));
}

}  // namespace engage::syntax
