#include "syntax/mend.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "syntax/build.h"
#include "syntax/faults.h"
#include "syntax/match.h"

namespace engage::syntax {
namespace {

constexpr int kMostFaults = 20;  // in one line

// The faults of a line without those around it. An unknown error where it is no line at all.
void read_alone(Place place, const std::string& text, Diagnostics& faults) {
  Sources sources;
  const FileId file = sources.add("", text);
  const Lines read = split_lines(sources, file, faults);
  if (faults.has_errors()) return;
  const Line line{0, static_cast<std::uint32_t>(text.size()), 0, false};
  const Recognized recognized = recognize(text, place);
  if (!recognized.form || read.lines.size() != 1) {
    report_unknown(place, line, sources[file], file, faults);
    return;
  }
  const Match match = match_line(*recognized.form, text, line.begin, line.end);
  if (match.matched) {
    build(*recognized.form, match, text, file, faults);
  } else {
    report_mismatch(*recognized.form, match, line, sources[file], file, faults);
  }
}

Patch difference(std::string_view before, std::string_view after, Span span) {
  std::size_t same = 0;
  const std::size_t least = std::min(before.size(), after.size());
  while (same < least && before[same] == after[same]) ++same;
  before.remove_prefix(same);
  after.remove_prefix(same);
  span.begin += static_cast<std::uint32_t>(same);
  while (!before.empty() && !after.empty() && before.back() == after.back()) {
    before.remove_suffix(1);
    after.remove_suffix(1);
    --span.end;
  }
  return {span, std::string(after)};
}

}  // namespace

std::optional<Patch> mend_line(Place place, const Line& line, const Source& source, const Patch& first) {
  const std::string_view before = source.text().substr(line.begin, line.end - line.begin);
  std::string text(before);
  Patch patch = first;
  patch.span.begin -= line.begin;
  patch.span.end -= line.begin;
  for (int i = 0; i < kMostFaults; ++i) {
    text.replace(patch.span.begin, patch.span.end - patch.span.begin, patch.text);
    Diagnostics faults;
    read_alone(place, text, faults);
    if (faults.empty()) return difference(before, text, {first.span.file, line.begin, line.end});
    const Diagnostic& next = faults.sorted().front();
    if (!next.patch) return std::nullopt;
    patch = *next.patch;
  }
  return std::nullopt;
}

}  // namespace engage::syntax
