#include "syntax/lines.h"

#include <fmt/format.h>

#include <string>
#include <string_view>

namespace engage::syntax {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Character {
  std::uint32_t code = 0;
  std::uint32_t bytes = 0;  // 0: not UTF-8
};

// The character at the beginning of text, which is not empty.
Character decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  std::uint32_t bytes = 0, code = 0, least = 0;
  if ((lead & 0xE0) == 0xC0) {
    bytes = 2, code = lead & 0x1Fu, least = 0x80;
  } else if ((lead & 0xF0) == 0xE0) {
    bytes = 3, code = lead & 0x0Fu, least = 0x800;
  } else if ((lead & 0xF8) == 0xF0) {
    bytes = 4, code = lead & 0x07u, least = 0x10000;
  } else {
    return {};
  }
  if (text.size() < bytes) return {};
  for (std::uint32_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3Fu);
  }
  if (code < least || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, bytes};
}

struct Invisible {
  std::uint32_t first, last;
  std::string_view name;
  bool space;  // somebody meant a space
};

constexpr Invisible kInvisible[] = {
    {0x09, 0x09, "a tab", true},
    {0x00, 0x1F, "a control character", false},
    {0x7F, 0x9F, "a control character", false},
    {0xA0, 0xA0, "a no-break space", true},
    {0xAD, 0xAD, "a soft hyphen", false},
    {0x1680, 0x1680, "a space of another width", true},
    {0x2000, 0x200A, "a space of another width", true},
    {0x200B, 0x200B, "a zero-width space", false},
    {0x200C, 0x200D, "a zero-width joiner", false},
    {0x200E, 0x200F, "a mark of writing direction", false},
    {0x2028, 0x2029, "a line separator", false},
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

class Splitter {
 public:
  Splitter(const Sources& sources, FileId file, Diagnostics& diagnostics)
      : text_(sources[file].text()), file_(file), diagnostics_(diagnostics) {}

  Lines split() {
    if (text_.size() > kLargestFile) {
      diagnostics_.add(Code::E104, {file_, 0, 0},
                       fmt::format("the file is larger than {} MiB, which no policy is", kLargestFile >> 20));
      return {};
    }
    std::size_t at = text_.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
    while (at < text_.size()) {
      std::size_t end = text_.find('\n', at);
      const std::size_t next = end == text_.npos ? text_.size() : end + 1;
      if (end == text_.npos) end = text_.size();
      if (end > at && end < text_.size() && text_[end - 1] == '\r') --end;
      split_line(static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end));
      at = next;
    }
    return std::move(result_);
  }

 private:
  Diagnostic& fault(Code code, std::uint32_t begin, std::uint32_t end, std::string message) {
    faulty_ = true;
    return diagnostics_.add(code, {file_, begin, end}, std::move(message));
  }

  Character at(std::uint32_t offset, std::uint32_t end) const { return decode(text_.substr(offset, end - offset)); }

  void split_line(std::uint32_t begin, std::uint32_t end) {
    faulty_ = false;
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
    if (first == end) return;
    if (first > odd && text_[first] != '#') {
      line.indent.reset();
      report_indentation(odd, odd_character);
    }
    line.begin = first;
    line.end = scan(first, end);
    while (line.end > line.begin && (text_[line.end - 1] == ' ' || text_[line.end - 1] == '\t')) --line.end;
    line.faulty = text_faulty_;
    if (line.end > line.begin) result_.lines.push_back(line);
  }

  // The end of what the line says; keeps its comment. Reports the first fault of the line's text.
  std::uint32_t scan(std::uint32_t begin, std::uint32_t end) {
    text_faulty_ = false;
    std::optional<std::uint32_t> quote;
    std::optional<std::uint32_t> comment;
    for (std::uint32_t i = begin; i < end;) {
      const Character character = at(i, end);
      if (character.bytes == 0) {
        report_bytes(i, end);
        ++i;
        continue;
      }
      if (comment) {
        if (is_direction_override(character.code)) report_invisible(i, character, "a comment");
      } else if (quote) {
        if (character.code == '\\' && i + 1 < end) {
          if (text_[i + 1] != '"' && text_[i + 1] != '\\') report_escape(i, at(i + 1, end).bytes);
          if (text_[i + 1] == '"' || text_[i + 1] == '\\') ++i;
        } else if (character.code == '"') {
          quote.reset();
        } else if ((character.code < 0x20 && character.code != '\t') || is_direction_override(character.code)) {
          report_invisible(i, character, "a text");
        }
      } else if (character.code == '"') {
        quote = i;
      } else if (character.code == '#') {
        comment = i;
      } else if (character.code != '\t' && find_invisible(character.code) != nullptr) {
        report_invisible(i, character, "this line");
      }
      i += character.bytes;
    }
    if (quote && !faulty_) {
      std::uint32_t last = end;
      while (last > *quote && text_[last - 1] == ' ') --last;
      text_faulty_ = true;
      Diagnostic& d = fault(Code::E105, *quote, last, "this text is not closed before the end of the line");
      d.label = "begins here";
      d.help = "close it with `\"`; a quotation mark inside a text is written `\\\"`";
    }
    text_faulty_ = text_faulty_ || quote.has_value();
    if (!comment) return end;
    result_.comments.push_back({{file_, *comment, end}, *comment == begin});
    return *comment;
  }

  void report_indentation(std::uint32_t offset, Character character) {
    const Invisible* invisible = find_invisible(character.code);
    Diagnostic& d = fault(Code::E102, offset, offset + character.bytes,
                          fmt::format("{} stands in the indentation of this line", invisible->name));
    d.label = fmt::format("U+{:04X}", character.code);
    d.help = "indent with spaces only";
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

  void report_invisible(std::uint32_t offset, Character character, std::string_view where) {
    text_faulty_ = text_faulty_ || where != "a comment";
    if (faulty_) return;
    const Invisible* invisible = find_invisible(character.code);
    const Span span{file_, offset, offset + character.bytes};
    Diagnostic& d = fault(Code::E103, span.begin, span.end,
                          fmt::format("{} stands in {}, where nobody sees it", invisible->name, where));
    d.label = fmt::format("U+{:04X}", character.code);
    d.help = invisible->space ? "write a plain space" : "take it out";
    d.patch = Patch{span, invisible->space ? " " : ""};
  }

  void report_escape(std::uint32_t offset, std::uint32_t bytes) {
    text_faulty_ = true;
    if (faulty_) return;
    const std::uint32_t end = offset + 1 + bytes;
    Diagnostic& d = fault(Code::E106, offset, end,
                          fmt::format("`{}` means nothing in a text", text_.substr(offset, end - offset)));
    d.help = "a backslash is written `\\\\`, a quotation mark `\\\"`";
  }

  std::string_view text_;
  FileId file_;
  Diagnostics& diagnostics_;
  Lines result_;
  bool faulty_ = false;       // the line at hand has been reported
  bool text_faulty_ = false;  // and cannot be read
};

}  // namespace

Lines split_lines(const Sources& sources, FileId file, Diagnostics& diagnostics) {
  return Splitter(sources, file, diagnostics).split();
}

}  // namespace engage::syntax
