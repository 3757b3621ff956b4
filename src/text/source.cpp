#include "text/source.h"

#include <algorithm>
#include <cassert>

namespace engage {

Span join(Span first, Span last) {
  assert(first.file == last.file);
  return {first.file, first.begin, last.end};
}

Source::Source(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (std::uint32_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n') line_starts_.push_back(i + 1);
  }
}

Position Source::position(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  std::uint32_t column = 1;
  std::uint32_t at = line_starts_[line - 1];
  if (line == 1 && text_.starts_with("\xEF\xBB\xBF")) at = std::min(offset, 3u);
  for (; at < offset; ++at) {
    if ((static_cast<unsigned char>(text_[at]) & 0xC0) != 0x80) ++column;
  }
  return {line, column};
}

std::string_view Source::line(std::uint32_t line) const {
  const std::uint32_t begin = line_start(line);
  std::size_t end = line < line_count() ? line_starts_[line] - 1 : text_.size();
  if (end > begin && text_[end - 1] == '\r') --end;
  std::string_view view = std::string_view(text_).substr(begin, end - begin);
  if (line == 1 && view.starts_with("\xEF\xBB\xBF")) view.remove_prefix(3);
  return view;
}

std::uint32_t Source::line_start(std::uint32_t line) const {
  assert(line >= 1 && line <= line_count());
  return line_starts_[line - 1];
}

FileId Sources::add(std::string path, std::string text) {
  files_.emplace_back(std::move(path), std::move(text));
  return static_cast<FileId>(files_.size() - 1);
}

std::string_view Sources::text(Span span) const {
  return files_[span.file].text().substr(span.begin, span.end - span.begin);
}

std::string path_and_line(const Sources& sources, Span span) {
  return sources[span.file].path() + ":" + std::to_string(sources.line_of(span));
}

}  // namespace engage
