#include "cli/unified_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "text/visible.h"

namespace engage::cli {
namespace {

constexpr std::size_t kContext = 3;    // lines shown around a change
constexpr std::size_t kFarthest = 60;  // lines looked at for one that stands on both sides

struct Edit {
  char sign = ' ';  // of the line in a diff: ' ' kept, '-' taken out, '+' put in
  std::string_view line;
};

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

// A statement begins with a letter, a comment with `#`: other lines say nothing.
bool says_nothing(std::string_view line) {
  return std::none_of(line.begin(), line.end(), [](char c) { return c > ' ' && c < '\x7F'; });
}

using Lines = std::span<const std::string_view>;

// How many lines to leave on both sides, the fewest, until the same line stands on both and says something;
// one on each side where there is none near.
std::pair<std::size_t, std::size_t> to_common_line(Lines before, Lines after) {
  for (std::size_t both = 1; both <= kFarthest; ++both) {
    for (std::size_t i = 0; i <= both; ++i) {
      const std::size_t j = both - i;
      if (i < before.size() && j < after.size() && before[i] == after[j] && !says_nothing(before[i])) return {i, j};
    }
  }
  return {std::min<std::size_t>(before.size(), 1), std::min<std::size_t>(after.size(), 1)};
}

std::vector<Edit> edits_between(Lines before, Lines after) {
  std::vector<Edit> edits;
  std::vector<std::string_view> put_in;  // of the run at hand: they stand below what they replace
  const auto end_run = [&] {
    for (std::string_view line : put_in) edits.push_back({'+', line});
    put_in.clear();
  };
  while (!before.empty() || !after.empty()) {
    if (!before.empty() && !after.empty() && before.front() == after.front()) {
      end_run();
      edits.push_back({' ', before.front()});
      before = before.subspan(1);
      after = after.subspan(1);
      continue;
    }
    auto [old_lines, new_lines] = to_common_line(before, after);
    // What says nothing and stands right above it on both sides is kept too.
    while (old_lines > 0 && new_lines > 0 && before[old_lines - 1] == after[new_lines - 1]) {
      --old_lines;
      --new_lines;
    }
    for (std::string_view line : before.first(old_lines)) edits.push_back({'-', line});
    put_in.insert(put_in.end(), after.begin(), after.begin() + static_cast<std::ptrdiff_t>(new_lines));
    before = before.subspan(old_lines);
    after = after.subspan(new_lines);
  }
  end_run();
  return edits;
}

// What a person would not see is written out, as in a diagnostic; but not the mark that some editors begin a file
// with, which `patch` looks for.
void append_line(std::string& out, const Edit& edit, bool first) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  std::string_view line = edit.line;
  const std::string_view end = line.ends_with("\r\n") ? "\r\n" : line.ends_with('\n') ? "\n" : "";
  line.remove_suffix(end.size());
  out += edit.sign;
  if (first && line.starts_with(kByteOrderMark)) {
    out += kByteOrderMark;
    line.remove_prefix(kByteOrderMark.size());
  }
  out += visible_lines(line);
  out += end.empty() ? "\n\\ No newline at end of file\n" : end;
}

// "12,7"; "12" for one line; the line before for none.
std::string range(std::size_t lines_before, std::size_t count) {
  if (count == 1) return fmt::format("{}", lines_before + 1);
  return fmt::format("{},{}", count == 0 ? lines_before : lines_before + 1, count);
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view done, std::string_view before,
                         std::string_view after) {
  if (before == after) return {};
  const std::vector<Edit> edits = edits_between(lines_of(before), lines_of(after));
  const auto changes = [](const Edit& edit) { return edit.sign != ' '; };
  std::string out = fmt::format("--- {0}\n+++ {0}, {1}\n", visible(path), done);
  std::size_t old_line = 0, new_line = 0;  // before edits[at]
  std::size_t at = 0;
  const auto skip_to = [&](std::size_t to) {
    for (; at < to; ++at) {
      if (edits[at].sign != '+') ++old_line;
      if (edits[at].sign != '-') ++new_line;
    }
  };
  for (;;) {
    const auto first = std::find_if(edits.begin() + static_cast<std::ptrdiff_t>(at), edits.end(), changes);
    if (first == edits.end()) return out;
    const auto change = static_cast<std::size_t>(first - edits.begin());
    skip_to(std::max(at, change - std::min(change, kContext)));
    // The hunk ends where more lines are kept than two hunks would show around it.
    std::size_t end = change + 1;
    for (std::size_t kept = 0, i = end; i < edits.size() && kept <= 2 * kContext; ++i) {
      kept = changes(edits[i]) ? 0 : kept + 1;
      if (kept == 0) end = i + 1;
    }
    end = std::min(end + kContext, edits.size());
    const std::size_t begin = at, old_before = old_line, new_before = new_line;
    skip_to(end);
    out += fmt::format("@@ -{} +{} @@\n", range(old_before, old_line - old_before),
                       range(new_before, new_line - new_before));
    for (std::size_t i = begin; i < end; ++i) {
      const char* const line = edits[i].line.data();
      append_line(out, edits[i], line == before.data() || line == after.data());
    }
  }
}

}  // namespace engage::cli
