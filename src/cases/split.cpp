#include "cases/split.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace engage::cases {
namespace {

constexpr std::string_view kTooLarge = "the case is larger than 16 MiB";
constexpr std::string_view kCutOff = "the file ends inside this case";
constexpr std::string_view kNotClosed = "the file ends before its array is closed";
constexpr std::string_view kNoComma = "there is no comma between this case and the one before";
constexpr std::string_view kNothingBefore = "nothing stands before this comma";
constexpr std::string_view kNothingAfter = "nothing stands between the last comma and `]`";
constexpr std::string_view kAfterEnd = "there is text after the end of the array";

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Behind the bytes in use, for readers that look at many bytes at once.
constexpr std::size_t kReadableBehind = 64;

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

constexpr std::array<bool, 256> table_of(std::string_view bytes) {
  std::array<bool, 256> table{};
  for (char c : bytes) table[static_cast<unsigned char>(c)] = true;
  return table;
}

constexpr auto kStopsString = table_of("\"\\\n");
constexpr auto kStopsValue = table_of("\"\n{}[],");

const char* find_stop(const std::array<bool, 256>& stops, const char* from, const char* end) {
  while (from != end && !stops[static_cast<unsigned char>(*from)]) ++from;
  return from;
}

}  // namespace

std::string RawCase::fault_in_words() const {
  if (more == 0) return std::string(fault);
  return more == 1 ? fmt::format("{}, nor before the next one", fault)
                   : fmt::format("{}, nor before the next {}", fault, more);
}

char* Splitter::room(std::size_t size) {
  if (start_ > 0) {
    std::memmove(block_.data.get(), block_.data.get() + start_, end_ - start_);
    scan_ -= start_;
    end_ -= start_;
    start_ = 0;
  }
  size += kReadableBehind;
  if (end_ + size > block_.capacity) {
    const std::size_t capacity = std::max(end_ + size, 2 * block_.capacity);
    auto data = std::make_unique_for_overwrite<char[]>(capacity);
    if (end_ > 0) std::memcpy(data.get(), block_.data.get(), end_);
    block_ = {std::move(data), capacity};
  }
  return block_.data.get() + end_;
}

void Splitter::take(std::size_t size, Chunk& chunk) {
  chunk.cases.clear();
  end_ += size;
  split(false, chunk);
  const bool in_case = open_ || mode_ == Mode::lines;
  if (in_case && !skipping_ && end_ - start_ > kMaxCaseBytes) {
    if (recover(chunk)) split(false, chunk);
    if (end_ - start_ > kMaxCaseBytes) skipping_ = true;
  }
  hand_over(chunk);
}

void Splitter::feed(std::string_view bytes, Chunk& chunk) {
  if (!bytes.empty()) std::memcpy(room(bytes.size()), bytes.data(), bytes.size());
  take(bytes.size(), chunk);
}

void Splitter::finish(Chunk& chunk) {
  chunk.cases.clear();
  split(true, chunk);
  if (mode_ == Mode::array && !open_) {
    emit_commas(chunk);
    start_ = end_;
    start_line_ = line_;
    emit(end_, kNotClosed, chunk);
  }
  std::swap(block_, chunk.block);
  start_ = scan_ = end_ = 0;
}

// Gives the block away with the cases in it, and goes on in the chunk's old one.
void Splitter::hand_over(Chunk& chunk) {
  if (skipping_) {
    const std::size_t unread = end_ - scan_;  // a backslash, if anything
    std::memmove(block_.data.get() + start_ + kKeptOfTooLarge, block_.data.get() + scan_, unread);
    scan_ = start_ + kKeptOfTooLarge;
    end_ = scan_ + unread;
  }
  if (chunk.cases.empty()) return;
  const std::size_t rest = end_ - start_;
  if (chunk.block.capacity < std::max(rest, block_.capacity)) {
    const std::size_t capacity = std::max(rest, block_.capacity);
    chunk.block = {std::make_unique_for_overwrite<char[]>(capacity), capacity};
  }
  std::memcpy(chunk.block.data.get(), block_.data.get() + start_, rest);
  std::swap(block_, chunk.block);
  scan_ -= start_;
  end_ = rest;
  start_ = 0;
}

void Splitter::split(bool at_end, Chunk& chunk) {
  if (mode_ == Mode::opening && !open_file(at_end)) return;
  while (mode_ == Mode::array || mode_ == Mode::values) {
    if (!(open_ ? inside_value(at_end, chunk) : between_values(chunk))) return;
  }
  if (mode_ == Mode::lines) split_lines(at_end, chunk);
  if (mode_ == Mode::after_array) skip_blanks();
  if (mode_ == Mode::after_array && scan_ < end_) {
    emit(scan_, kAfterEnd, chunk);
    mode_ = Mode::ended;
  }
  if (mode_ == Mode::ended) start_ = scan_ = end_;
}

// Whether the form is known: the first bytes have come.
bool Splitter::open_file(bool at_end) {
  if (!begun_) {
    const std::string_view unread(block_.data.get() + scan_, end_ - scan_);
    if (unread.starts_with(kByteOrderMark)) {
      scan_ += kByteOrderMark.size();
    } else if (!at_end && unread.size() < kByteOrderMark.size() && kByteOrderMark.starts_with(unread)) {
      return false;
    }
    begun_ = true;
  }
  skip_blanks();
  if (scan_ == end_) return false;
  const char first = block_.data[scan_];
  if (form_ == Form::lines || (first != '[' && first != '{')) {
    mode_ = Mode::lines;
  } else if (first == '{') {
    mode_ = Mode::values;
  } else {
    mode_ = Mode::array;
    start_ = ++scan_;
  }
  return true;
}

void Splitter::skip_blanks() {
  while (scan_ < end_ && is_blank(block_.data[scan_])) line_ += block_.data[scan_++] == '\n';
  start_ = scan_;
  start_line_ = line_;
}

void Splitter::split_lines(bool at_end, Chunk& chunk) {
  while (scan_ < end_ || (at_end && start_ < end_)) {
    const char* data = block_.data.get();
    const void* found = std::memchr(data + scan_, '\n', end_ - scan_);
    if (found == nullptr && !at_end) {
      scan_ = end_;
      return;
    }
    const std::size_t line_end =
        found == nullptr ? end_ : static_cast<std::size_t>(static_cast<const char*>(found) - data);
    std::size_t end = line_end;
    if (!skipping_ && end - start_ <= kMaxCaseBytes) {
      while (start_ < end && is_blank(data[start_])) ++start_;
      while (end > start_ && is_blank(data[end - 1])) --end;
    }
    if (end > start_) emit(end, {}, chunk);
    start_ = scan_ = std::min(line_end + 1, end_);
    start_line_ = ++line_;
  }
}

// Skips to the next value of an array, or of a file that is a row of values; false when more bytes
// are needed.
bool Splitter::between_values(Chunk& chunk) {
  for (; scan_ < end_; ++scan_) {
    const char c = block_.data[scan_];
    start_ = scan_;
    start_line_ = line_;
    if (is_blank(c)) {
      line_ += c == '\n';
      column_ = c == '\n' ? 0 : column_ + 1;
    } else if (mode_ == Mode::values) {
      open_value(false);
      return true;
    } else if (c == ',') {
      if (expect_ != Expect::separator && commas_++ == 0) commas_line_ = line_;
      expect_ = Expect::value;
      after_broken_ = false;
    } else if (c == ']') {
      emit_commas(chunk);
      if (expect_ == Expect::value && !after_broken_) emit(scan_, kNothingAfter, chunk);
      mode_ = Mode::after_array;
      ++scan_;
      return true;
    } else if (c == '}' && after_broken_) {
      continue;  // belongs to the broken case
    } else {
      emit_commas(chunk);
      open_value(expect_ == Expect::separator);
      return true;
    }
  }
  start_ = scan_;
  start_line_ = line_;
  return false;
}

// Goes on in the open value; false when more bytes are needed.
bool Splitter::inside_value(bool at_end, Chunk& chunk) {
  switch (scan_value()) {
    case Stop::more:
      if (!at_end) return false;
      if (!skipping_ && recover(chunk)) return true;
      scan_ = end_;
      emit(end_, kCutOff, chunk);
      mode_ = Mode::ended;
      return true;
    case Stop::complete:
      if (mode_ == Mode::values && first_value_ && line_ == start_line_) {
        if (!skipping_) {
          read_as_lines();
          return true;
        }
        mode_ = Mode::lines;
      }
      one_a_line_ = one_a_line_ && line_ == start_line_;
      emit(scan_, {}, chunk);
      start_ = scan_;
      start_line_ = line_;
      break;
    case Stop::before: emit(scan_, {}, chunk); break;
    case Stop::broken:
      if (mode_ == Mode::values && first_value_) {
        read_as_lines();
        return true;
      }
      emit(scan_, {}, chunk);
      after_broken_ = true;
      expect_ = Expect::value;
      start_ = scan_;
      start_line_ = line_;
      open_value(false);
      return true;
  }
  first_value_ = false;
  expect_ = Expect::separator;
  return true;
}

// Follows strings and nesting from scan_ on. Stops after the end of the value; before what ends a
// value that is neither object nor array; before a { that shows that this value is broken and
// another one begins; or at the end of the bytes.
Splitter::Stop Splitter::scan_value() {
  const char* const data = block_.data.get();
  const char* const end = data + end_;
  const char* at = data + scan_;
  const auto stop = [&](Stop how) {
    scan_ = static_cast<std::size_t>(at - data);
    return how;
  };
  while (true) {
    if (in_string_) {
      at = find_stop(kStopsString, at, end);
      if (at == end) return stop(Stop::more);
      if (*at == '\\') {
        if (at + 1 == end) return stop(Stop::more);
        at += at[1] == '\n' ? 1 : 2;
        continue;
      }
      in_string_ = false;
      if (*at == '"') ++at;  // a line break ends a string too: it may not stand in one
      continue;
    }
    at = find_stop(kStopsValue, at, end);
    if (at == end) return stop(Stop::more);
    switch (*at) {
      case '"': in_string_ = true; break;
      case '\n':
        if (mode_ == Mode::values && nesting_.depth() == 0) return stop(Stop::before);
        ++line_;
        break;
      case '{':
        if (impossible_here(static_cast<std::size_t>(at - data))) return stop(Stop::broken);
        nesting_.push(true);
        break;
      case '[': nesting_.push(false); break;
      case '}':
        if (nesting_.depth() > 0 && nesting_.pop_to(true) && nesting_.depth() == 0) {
          ++at;
          return stop(Stop::complete);
        }
        break;
      case ']':
        if (mode_ == Mode::array && nesting_.depth() == 0) return stop(Stop::before);
        if (!nesting_.pop_to(false)) {
          if (mode_ == Mode::array) return stop(Stop::before);
        } else if (nesting_.depth() == 0) {
          ++at;
          return stop(Stop::complete);
        }
        break;
      case ',':
        if (mode_ == Mode::array && nesting_.depth() == 0) return stop(Stop::before);
        break;
    }
    ++at;
  }
}

// Whether an object cannot begin here inside the open value, so that a case before it is broken. In
// a row of values this is asked only at the beginning of a line.
bool Splitter::impossible_here(std::size_t brace) const {
  if (brace == start_ || skipping_) return false;
  if (mode_ == Mode::values || lines_begin_cases_) {
    const auto indent = indent_of(brace);
    if (lines_begin_cases_ && indent && *indent <= column_) return true;
    if (mode_ == Mode::values && !indent) return false;
  }
  std::size_t before = brace;
  while (before > start_ && is_blank(block_.data[before - 1])) --before;
  if (before == start_) return false;
  const char c = block_.data[before - 1];
  return !(c == '[' || c == ':' || (c == ',' && nesting_.depth() > 0 && !nesting_.top_is_object()));
}

// How many blanks stand before it on its line; nothing if more stands there, or if its line began
// before the open value.
std::optional<std::size_t> Splitter::indent_of(std::size_t at) const {
  std::size_t blank = at;
  while (blank > start_ && (block_.data[blank - 1] == ' ' || block_.data[blank - 1] == '\t')) --blank;
  if (blank == start_ || block_.data[blank - 1] != '\n') return std::nullopt;
  return at - blank;
}

// The open value has swallowed all bytes that are here. If the cases before it had a line each, it
// is cut where a later line begins a case as well; from then on the lines decide. Done once a file.
bool Splitter::recover(Chunk& chunk) {
  if (!open_ || !one_a_line_ || lines_begin_cases_) return false;
  std::size_t brace = start_ + 1;
  std::uint64_t line = start_line_;
  for (; brace < end_; ++brace) {
    line += block_.data[brace] == '\n';
    if (block_.data[brace] != '{') continue;
    if (const auto indent = indent_of(brace); indent && *indent <= column_) break;
  }
  if (brace >= end_) return false;
  lines_begin_cases_ = true;
  if (mode_ == Mode::values && first_value_) {
    read_as_lines();
    return true;
  }
  scan_ = brace;
  line_ = line;
  emit(brace, {}, chunk);
  start_ = scan_;
  start_line_ = line_;
  open_value(false);
  return true;
}

void Splitter::read_as_lines() {
  open_ = false;
  mode_ = Mode::lines;
  scan_ = start_;
  line_ = start_line_;
}

void Splitter::open_value(bool comma_missing) {
  open_ = true;
  comma_missing_ = comma_missing;
  in_string_ = false;
  nesting_.clear();
}

// Puts out the bytes from start_ to `end`.
void Splitter::emit(std::size_t end, std::string_view fault, Chunk& chunk) {
  std::string_view bytes(block_.data.get() + start_, end - start_);
  if (skipping_ || bytes.size() > kMaxCaseBytes) {
    fault = kTooLarge;
    bytes = bytes.substr(0, kKeptOfTooLarge);
  } else if (comma_missing_ && fault.empty()) {
    fault = kNoComma;
  }
  chunk.cases.push_back({bytes, start_line_, fault, 0});
  open_ = skipping_ = comma_missing_ = false;
}

// A row of commas is one mistake, however long it is.
void Splitter::emit_commas(Chunk& chunk) {
  if (commas_ == 0) return;
  chunk.cases.push_back({{}, commas_line_, kNothingBefore, commas_ - 1});
  commas_ = 0;
}

}  // namespace engage::cases
