#include "syntax/merge_marks.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

namespace engage::syntax {

void take_out_merge_marks(std::vector<Line>& lines, const Source& source, FileId file, Diagnostics& diagnostics) {
  static constexpr std::string_view kMarks[] = {"<<<<<<<", "|||||||", "=======", ">>>>>>>"};  // as they follow
  constexpr std::size_t kNone = std::size(kMarks);
  std::size_t before = kNone;          // the mark before, of the same place
  std::optional<Diagnostic> reported;  // there
  const auto close = [&] {
    if (reported) diagnostics.add(std::move(*reported));
    reported.reset();
    before = kNone;
  };
  std::erase_if(lines, [&](const Line& line) {
    const std::string_view text = source.text().substr(line.begin, line.end - line.begin);
    const auto found = std::find_if(std::begin(kMarks), std::end(kMarks),
                                    [&](std::string_view mark) { return text.starts_with(mark); });
    const auto mark = static_cast<std::size_t>(found - std::begin(kMarks));
    if (mark == kNone) return false;
    if (before != kNone && mark <= before) close();  // another place
    const Span span{file, line.begin, line.end};
    if (reported) {
      reported->labels.push_back({span, "of the same two edits"});
    } else {
      reported.emplace();
      reported->code = Code::E110;
      reported->span = span;
      reported->message = "two edits of this file were put together and not decided between";
      reported->help =
          "keep one of the two that stand between the marks, and take the marks `<<<<<<<`, `|||||||`, "
          "`=======` and `>>>>>>>` out";
    }
    before = mark;
    if (mark + 1 == kNone) close();
    return true;
  });
  close();
}

}  // namespace engage::syntax
