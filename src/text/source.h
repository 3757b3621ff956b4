#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace engage {

// Everything inside the program speaks of places as byte offsets; lines and columns exist only
// where a place is shown to a person.
using FileId = std::uint32_t;

// Half open: [begin, end) in bytes of one file.
struct Span {
  FileId file = 0;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend auto operator<=>(const Span&, const Span&) = default;
};

// From the start of one span to the end of another in the same file.
Span join(Span first, Span last);

// Both from 1. A column counts characters (code points), not bytes.
struct Position {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

// One policy file as read: its path as the user named it, and its bytes.
class Source {
 public:
  Source(std::string path, std::string text);

  const std::string& path() const { return path_; }
  std::string_view text() const { return text_; }

  Position position(std::uint32_t offset) const;
  std::uint32_t line_count() const { return static_cast<std::uint32_t>(line_starts_.size()); }
  // The line's text without its line ending; `line` counts from 1.
  std::string_view line(std::uint32_t line) const;
  std::uint32_t line_start(std::uint32_t line) const;

 private:
  std::string path_;
  std::string text_;
  std::vector<std::uint32_t> line_starts_;
};

// The files of one run; a FileId is an index into it. References stay valid as files are added.
class Sources {
 public:
  FileId add(std::string path, std::string text);
  const Source& operator[](FileId file) const { return files_[file]; }
  FileId size() const { return static_cast<FileId>(files_.size()); }

  std::string_view text(Span span) const;
  std::uint32_t line_of(Span span) const { return files_[span.file].position(span.begin).line; }

 private:
  std::deque<Source> files_;
};

// "policies/individual-entry.engage:24"
std::string path_and_line(const Sources& sources, Span span);

}  // namespace engage
