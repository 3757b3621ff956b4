#include "syntax/parse.h"

#include <algorithm>
#include <type_traits>

#include <tao/pegtl/contrib/limit_depth.hpp>

#include "grammar/messages.h"
#include "grammar/rules.h"
#include "grammar/scenario_rules.h"
#include "syntax/blocks.h"
#include "syntax/faults.h"
#include "syntax/lines.h"
#include "syntax/match.h"
#include "syntax/merge_marks.h"
#include "text/bounds.h"

namespace engage::syntax {
namespace {

namespace g = grammar;

// Which rules leave a part behind.
template <typename Rule>
constexpr Kind kind_of = std::is_base_of_v<g::name, Rule>    ? Kind::name
                         : std::is_base_of_v<g::count, Rule> ? Kind::count
                                                             : Kind::none;

#define ENGAGE_PART(rule) template <> constexpr Kind kind_of<g::rule> = Kind::rule;
#include "syntax/parts.def"
#undef ENGAGE_PART
template <> constexpr Kind kind_of<g::value> = Kind::name;
template <> constexpr Kind kind_of<g::business_unit> = Kind::unit;
template <> constexpr Kind kind_of<g::compares_value> = Kind::compares;
template <> constexpr Kind kind_of<g::compares_date> = Kind::compares;
template <> constexpr Kind kind_of<g::not_due> = Kind::due;

// The parts found so far, and the furthest place at which a rule that has words did not match.
struct Reading {
  const char* base;  // the first byte of the file
  std::optional<std::uint32_t> allowed;
  Match match;

  template <typename Input>
  std::uint32_t offset(const Input& in) const {
    return static_cast<std::uint32_t>(in.current() - base);
  }
};

template <typename Rule>
struct Control : tao::pegtl::normal<Rule> {
  template <tao::pegtl::apply_mode A, tao::pegtl::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control_, typename Input>
  static bool match(Input& in, Reading& reading) {
    if constexpr (std::is_same_v<Rule, g::reserved>) {
      if (reading.allowed == reading.offset(in)) return false;
    }
    if constexpr (A == tao::pegtl::apply_mode::nothing) {
      return tao::pegtl::normal<Rule>::template match<A, M, Action, Control_>(in, reading);
    } else {
      return match_and_note<A, M, Action, Control_>(in, reading);
    }
  }

 private:
  template <tao::pegtl::apply_mode A, tao::pegtl::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control_, typename Input>
  static bool match_and_note(Input& in, Reading& reading) {
    constexpr Kind kind = kind_of<Rule>;
    Match& match = reading.match;
    const std::uint32_t begin = reading.offset(in);
    const std::size_t mark = match.parts.size();
    const std::size_t expectations = match.stopped == begin ? match.expected.size() : 0;
    if constexpr (kind != Kind::none) match.parts.push_back({kind, begin, begin, 0});
    if (tao::pegtl::normal<Rule>::template match<A, M, Action, Control_>(in, reading)) {
      if constexpr (kind != Kind::none) {
        std::uint32_t end = reading.offset(in);
        while (end > begin && (reading.base[end - 1] == ' ' || reading.base[end - 1] == '\t')) --end;
        match.parts[mark].end = end;
        match.parts[mark].next = static_cast<std::uint32_t>(match.parts.size());
      }
      return true;
    }
    match.parts.resize(mark);
    if constexpr (!g::expected<Rule>.empty()) {
      if (match.stopped <= begin) {
        match.stopped = begin;
        match.expected.resize(std::min(expectations, match.expected.size()));
        match.expected.push_back(g::expected<Rule>);
      }
    }
    return false;
  }
};

template <typename Rule>
struct Action : tao::pegtl::nothing<Rule> {};
template <>
struct Action<g::parenthesis>  // one is tried in the deepest
    : tao::pegtl::limit_depth<std::size_t{kDeepestParenthesis} + 1> {};

using Input = tao::pegtl::memory_input<tao::pegtl::tracking_mode::lazy, tao::pegtl::eol::lf_crlf, const char*>;

template <typename Rule>
bool run(Input& in, Reading& reading) {
  return tao::pegtl::parse<Rule, Action, Control>(in, reading);
}

// In the order of Form.
constexpr bool (*kRules[])(Input&, Reading&) = {
#define ENGAGE_FORM(rule, ...) run<g::rule>,
#include "syntax/forms.def"
#undef ENGAGE_FORM
};

}  // namespace

Match match_line(Form form, std::string_view text, std::uint32_t begin, std::uint32_t end,
                 std::optional<std::uint32_t> allowed) {
  Reading reading{text.data(), allowed, {}};
  reading.match.stopped = begin;
  Input in(text.data() + begin, text.data() + end, "");
  try {
    reading.match.matched = kRules[static_cast<std::size_t>(form)](in, reading);
  } catch (const tao::pegtl::parse_error& error) {  // thrown by limit_depth alone
    reading.match.too_deep = true;
    reading.match.stopped = begin + static_cast<std::uint32_t>(error.positions().front().byte);
  }
  return std::move(reading.match);
}

File parse(const Sources& sources, FileId file, Diagnostics& diagnostics) {
  Lines lines = split_lines(sources, file, diagnostics);
  take_out_merge_marks(lines.lines, sources[file], file, diagnostics);
  File result;
  result.file = file;
  result.statements = read_blocks(sources, file, lines.lines, diagnostics);
  result.comments = std::move(lines.comments);
  return result;
}

}  // namespace engage::syntax
