#include "syntax/lines.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "syntax/forms.h"
#include "text/visible.h"

namespace engage::syntax {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Invisible {
  std::uint32_t first, last;
  std::string_view name;
  bool space;            // somebody meant a space
  bool mendable = true;  // what it stands for can be told
};

constexpr Invisible kInvisible[] = {
    {0x09, 0x09, "a tab", true},
    {0x00, 0x00, "a null byte", false, false},
    {0x01, 0x1F, "a control character", false, false},
    {0x7F, 0x9F, "a control character", false, false},
    {0xA0, 0xA0, "a no-break space", true},
    {0xAD, 0xAD, "a soft hyphen", false},
    {0x1680, 0x1680, "a space of another width", true},
    {0x2000, 0x200A, "a space of another width", true},
    {0x200B, 0x200B, "a zero-width space", false},
    {0x200C, 0x200D, "a zero-width joiner", false},
    {0x200E, 0x200F, "a mark of writing direction", false},
    {0x2028, 0x2029, "a line separator", false, false},
    {0x202A, 0x202E, "a mark of writing direction", false},
    {0x202F, 0x202F, "a narrow no-break space", true},
    {0x205F, 0x205F, "a space of another width", true},
    {0x2060, 0x2064, "a word joiner", false},
    {0x2066, 0x2069, "a mark of writing direction", false},
    {0x3000, 0x3000, "an ideographic space", true},
    {0xFEFF, 0xFEFF, "a byte order mark", false},
};

const Invisible* find_invisible(std::uint32_t code) {
  if (code > 0x1F && code < 0x7F) return nullptr;
  for (const Invisible& entry : kInvisible) {
    if (entry.first <= code && code <= entry.last) return &entry;
  }
  return nullptr;
}

// Turns what follows it around: such a text reads otherwise than it is.
bool is_direction_override(std::uint32_t code) {
  return (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

// Has no place in a text or a comment either: it turns around or breaks what is shown, or it comes from a file
// that was put together from others or written only in part.
bool is_deceptive(std::uint32_t code) {
  if (code == '\t') return false;
  const Invisible* invisible = find_invisible(code);
  return invisible != nullptr && (!invisible->mendable || is_direction_override(code) || code == 0xFEFF);
}

class Splitter {
 public:
  Splitter(const Sources& sources, FileId file, Diagnostics& diagnostics)
      : text_(sources[file].text()), file_(file), diagnostics_(diagnostics) {}

  Lines split() {
    if (text_.size() > kLargestFile) {
      return refuse(0, fmt::format("the file is larger than {} MiB, which no policy is", kLargestFile >> 20));
    }
    std::size_t at = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    while (at < text_.size()) {
      std::size_t end = text_.find('\n', at);
      const std::size_t next = end == text_.npos ? text_.size() : end + 1;
      if (end == text_.npos) end = text_.size();
      if (end > at && end < text_.size() && text_[end - 1] == '\r') --end;
      split_line(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end));
      if (result_.lines.size() > kMostLines) {
        return refuse(result_.lines.back().begin,
                      fmt::format("the file has more than {} lines, which no policy has", with_thousands(kMostLines)));
      }
      at = next;
    }
    for (const OddRun& run : odd_runs_) report_indentation(run);
    return std::move(result_);
  }

 private:
  // Lines one below the other with the same odd character in their indentation.
  struct OddRun {
    Character first;
    struct OddLine {
      std::uint32_t begin = 0;  // of the indentation
      std::uint32_t odd = 0;    // the first odd character
      std::uint32_t text = 0;   // what stands after the indentation
      std::size_t line = 0;     // its place among the lines
    };
    std::vector<OddLine> lines;
  };

  Lines refuse(std::uint32_t at, std::string message) {
    diagnostics_.add(Code::E104, {file_, at, at}, std::move(message)).help =
        "see whether another file was meant; a policy that grew is split into several, which see each other by `use`";
    return {};
  }

  Diagnostic& fault(Code code, std::uint32_t begin, std::uint32_t end, std::string message) {
    faulty_ = true;
    return diagnostics_.add(code, {file_, begin, end}, std::move(message));
  }

  Character at(std::uint32_t offset, std::uint32_t end) const {
    return first_character(text_.substr(offset, end - offset));
  }

  void split_line(std::uint32_t begin, std::uint32_t end) {
    faulty_ = false;
    invisible_.reset();
    if (end - begin > kLongestLine) return take_long_line(begin, end);
    std::uint32_t first = begin;
    while (first < end && text_[first] == ' ') ++first;
    Line line;
    line.indent = static_cast<int>(first - begin);
    const std::uint32_t odd = first;
    Character odd_character;
    while (first < end) {
      const Character character = at(first, end);
      const Invisible* invisible = character.bytes > 0 ? find_invisible(character.code) : nullptr;
      if (character.code != ' ' && (invisible == nullptr || is_direction_override(character.code))) break;
      if (first == odd) odd_character = character;
      first += character.bytes;
    }
    if (first == end || text_[first] == '#') look_for_unseen(begin, first);
    if (first == end || goes_on_with_text(first, end)) {
      if (invisible_) diagnostics_.add(std::move(*invisible_));
      return;
    }
    if (first > odd && text_[first] != '#') {
      line.indent.reset();
      faulty_ = true;
      note_odd_indentation({begin, odd, first, result_.lines.size()}, odd_character);
    }
    if (odd > begin && text_[first] != '#') spaces_indent_ = true;
    line.begin = first;
    line.end = scan(first, end);
    if (invisible_) diagnostics_.add(std::move(*invisible_));
    while (line.end > line.begin && (text_[line.end - 1] == ' ' || text_[line.end - 1] == '\t')) --line.end;
    line.faulty = text_faulty_;
    if (line.end > line.begin) result_.lines.push_back(line);
  }

  // Spaces of any kind may stand where nothing is said; what is no space was meant for something, or got there by
  // a fault: a file that was written half ends in null bytes.
  void look_for_unseen(std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t i = begin; i < end;) {
      const Character character = at(i, end);
      const bool ends = character.code == '\r' && i + 1 == end;
      if (character.code != ' ' && !ends && !find_invisible(character.code)->space) {
        report_invisible(i, character, "a line that says nothing");
      }
      i += character.bytes;
    }
  }

  // Nothing of it is looked at, but for the word and the name that it begins with.
  void take_long_line(std::uint32_t begin, std::uint32_t end) {
    Line line;
    line.begin = begin;
    while (line.begin < end && text_[line.begin] == ' ') ++line.begin;
    line.end = end;
    line.indent = static_cast<int>(line.begin - begin);
    line.faulty = true;
    fault(Code::E128, line.begin, line.begin, fmt::format("this line is longer than {} KiB", kLongestLine >> 10)).help =
        "no line of a policy is; see whether line ends were lost";
    result_.lines.push_back(line);
  }

  // The end of what the line says; keeps its comment. Reports the first fault of the line's text.
  std::uint32_t scan(std::uint32_t begin, std::uint32_t end) {
    text_faulty_ = false;
    bool quoted = false;
    std::uint32_t quote = 0;  // where the text begins
    std::optional<std::uint32_t> comment;
    for (std::uint32_t i = begin; i < end;) {
      const Character character = at(i, end);
      if (character.bytes == 0) {
        report_bytes(i, end);
        ++i;
        continue;
      }
      if (comment) {
        const bool ends = character.code == '\r' && i + 1 == end;
        if (!ends && is_deceptive(character.code)) report_invisible(i, character, "a comment");
      } else if (quoted) {
        if (character.code == '\\' && i + 1 < end) {
          if (text_[i + 1] != '"' && text_[i + 1] != '\\') report_escape(i, at(i + 1, end).bytes);
          if (text_[i + 1] == '"' || text_[i + 1] == '\\') ++i;
        } else if (character.code == '"') {
          quoted = false;
        } else if (is_deceptive(character.code)) {
          report_invisible(i, character, "a text");
        }
      } else if (character.code == '"') {
        quoted = true;
        quote = i;
      } else if (character.code == '#') {
        comment = i;
      } else if (character.code != '\t' && find_invisible(character.code) != nullptr) {
        report_invisible(i, character, "this line");
      }
      i += character.bytes;
    }
    if (quoted && !faulty_) report_open_text(begin, quote, end);
    text_faulty_ = text_faulty_ || quoted;
    if (!comment) return end;
    result_.comments.push_back({{file_, *comment, end}, *comment == begin});
    return *comment;
  }

  // The rest of a text that was not closed in the line above, up to its closing mark: told there.
  bool goes_on_with_text(std::uint32_t first, std::uint32_t end) {
    const std::string_view line = text_.substr(first, end - first);
    const bool goes_on = std::exchange(text_open_, false) && line.find('"') == line.rfind('"') &&
                         line.find('"') != line.npos && !recognize(line, Place::anything).form;
    return goes_on;
  }

  void note_odd_indentation(OddRun::OddLine line, Character character) {
    if (odd_runs_.empty() || odd_runs_.back().lines.back().line + 1 != line.line ||
        odd_runs_.back().first.code != character.code) {
      odd_runs_.push_back({character, {}});
    }
    odd_runs_.back().lines.push_back(line);
  }

  void report_indentation(const OddRun& run) {
    const OddRun::OddLine& line = run.lines.front();
    const std::size_t below = run.lines.size() - 1;
    std::string message =
        fmt::format("{} stands in the indentation of this line", find_invisible(run.first.code)->name);
    if (below > 0) {
      message += fmt::format(" and of the {} below it", below == 1 ? "one" : fmt::format("{} lines", below));
    }
    Diagnostic& d = fault(Code::E102, line.odd, line.odd + run.first.bytes, std::move(message));
    d.label = fmt::format("U+{:04X}", run.first.code);
    d.help = "indent with spaces only";
    d.patch = spaces_for(run);
  }

  // A space of another kind is one space, and what has no width is none. A tab is a level of two where no
  // line of the file is indented by spaces; else nobody can tell how wide it was meant.
  std::optional<Patch> spaces_for(const OddRun& run) {
    Patch patch{{file_, run.lines.front().begin, run.lines.back().text}, {}};
    std::uint32_t done = patch.span.begin;
    std::vector<int> indents;
    for (const OddRun::OddLine& line : run.lines) {
      patch.text += text_.substr(done, line.begin - done);
      const std::size_t before = patch.text.size();
      for (std::uint32_t i = line.begin; i < line.text;) {
        const Character character = at(i, line.text);
        const bool tab = character.code == '\t';
        const Invisible* invisible = find_invisible(character.code);
        if (tab ? spaces_indent_ : invisible != nullptr && !invisible->mendable) return std::nullopt;
        patch.text += tab ? "  " : invisible == nullptr || invisible->space ? " " : "";
        i += character.bytes;
      }
      done = line.text;
      indents.push_back(static_cast<int>(patch.text.size() - before));
    }
    for (std::size_t i = 0; i < indents.size(); ++i) result_.lines[run.lines[i].line].indent = indents[i];
    return patch;
  }

  void report_open_text(std::uint32_t begin, std::uint32_t quote, std::uint32_t end) {
    if (report_unlike_marks(begin, quote, end)) return;
    text_open_ = true;
    while (end > quote && text_[end - 1] == ' ') --end;
    Diagnostic& d = fault(Code::E105, quote, end, "this text is not closed before the end of the line");
    d.label = "begins here";
    d.help = "a text stands in one line: close it with `\"`; a quotation mark inside it is written `\\\"`";
  }

  // A text that begins or ends with a word processor's mark, and not both.
  bool report_unlike_marks(std::uint32_t begin, std::uint32_t quote, std::uint32_t end) {
    const std::string_view before = text_.substr(begin, quote - begin), after = text_.substr(quote, end - quote);
    std::size_t mark = before.rfind("\xE2\x80\x9C");  // “
    const bool opens = mark != before.npos && before.find("\xE2\x80\x9D", mark) == before.npos;
    if (!opens) mark = after.rfind("\xE2\x80\x9D");  // ”
    if (!opens && mark == after.npos) return false;
    const std::uint32_t offset = (opens ? begin : quote) + static_cast<std::uint32_t>(mark);
    fault(Code::E126, offset, offset + 3,
          fmt::format("a text stands in straight double quotation marks, not in `{}`", text_.substr(offset, 3)))
        .help = "write `\"` before and after the text";
    return true;
  }

  void report_bytes(std::uint32_t offset, std::uint32_t end) {
    text_faulty_ = true;
    if (faulty_) return;
    std::uint32_t last = offset + 1;
    while (last < end && at(last, end).bytes == 0) ++last;
    Diagnostic& d = fault(Code::E101, offset, last, "these bytes are not text in UTF-8");
    d.label = fmt::format("byte 0x{:02X}", static_cast<unsigned char>(text_[offset]));
    d.help = "save the file as UTF-8";
  }

  // One finding a line: its patch mends all of them.
  void report_invisible(std::uint32_t offset, Character character, std::string_view where) {
    text_faulty_ = text_faulty_ || where != "a comment";
    const Invisible* invisible = find_invisible(character.code);
    const Span span{file_, offset, offset + character.bytes};
    const std::string_view instead = invisible->space ? " " : "";
    if (invisible_) {
      std::optional<Patch>& patch = invisible_->patch;
      if (!invisible->mendable) patch.reset();
      if (!patch) return;
      patch->text += text_.substr(patch->span.end, offset - patch->span.end);
      patch->text += instead;
      patch->span.end = span.end;
      return;
    }
    if (faulty_) return;
    faulty_ = true;
    Diagnostic& d = invisible_.emplace();
    d.code = Code::E103;
    d.span = span;
    d.message = fmt::format("{} stands in {}, where nobody sees it", invisible->name, where);
    d.label = fmt::format("U+{:04X}", character.code);
    d.help = invisible->space ? "write a plain space" : "take it out";
    if (character.code == 0) d.help += "; a file that was written only in part ends like this: compare it with a copy";
    if (invisible->mendable) d.patch = Patch{span, std::string(instead)};
  }

  void report_escape(std::uint32_t offset, std::uint32_t bytes) {
    text_faulty_ = true;
    if (faulty_) return;
    const std::uint32_t end = offset + 1 + bytes;
    Diagnostic& d =
        fault(Code::E106, offset, end, fmt::format("`{}` means nothing in a text", text_.substr(offset, end - offset)));
    d.help = "a backslash is written `\\\\`, a quotation mark `\\\"`";
  }

  std::string_view text_;
  FileId file_;
  Diagnostics& diagnostics_;
  Lines result_;
  std::vector<OddRun> odd_runs_;
  bool spaces_indent_ = false;           // some line of the file
  bool text_open_ = false;               // a text of the line above was not closed
  std::optional<Diagnostic> invisible_;  // found in the line at hand
  bool faulty_ = false;                  // the line at hand has been reported
  bool text_faulty_ = false;             // and cannot be read
};

}  // namespace

std::string what_is_seen(std::string_view text) {
  std::string seen;
  seen.reserve(text.size());
  for (std::size_t i = text.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0; i < text.size();) {
    const Character character = first_character(text.substr(i, 4));
    const std::size_t bytes = std::max<std::size_t>(character.bytes, 1);
    const Invisible* invisible = character.bytes > 0 ? find_invisible(character.code) : nullptr;
    const bool line_end = text[i] == '\n' || text[i] == '\r';
    if (text[i] != ' ' && !line_end && (invisible == nullptr || !invisible->space)) seen += text.substr(i, bytes);
    i += bytes;
  }
  return seen;
}

Lines split_lines(const Sources& sources, FileId file, Diagnostics& diagnostics) {
  return Splitter(sources, file, diagnostics).split();
}

}  // namespace engage::syntax
