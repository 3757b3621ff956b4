#pragma once

#include <cstdint>
#include <memory>
#include <memory_resource>
#include <string>
#include <string_view>

#include "cases/typing.h"

namespace engage::cases {

// Walks through one JSON text from the first to the last of its tokens, which simdjson's first stage
// has found, and checks the grammar on the way: what was walked through to the end is valid JSON.
// Strings without escapes are views of the text itself. Keeps its memory from text to text.
class JsonCursor {
 public:
  JsonCursor();
  JsonCursor(JsonCursor&&) noexcept;
  ~JsonCursor();

  // Stands before the first token of `text`, which has to outlive what is read from it; false if the
  // text as a whole is none (not UTF-8, a string that is not closed).
  bool open(std::string_view text);
  void rewind();

  // What the next token begins with: one of { [ " t f n, a digit, whatever stands there, or 0 at the end.
  char peek() const { return at_ == tokens_end_ ? '\0' : text_[*at_]; }

  // The byte of the text at which the next token begins.
  std::size_t at() const { return at_ == tokens_end_ ? size_ : *at_; }

  // An object's keys, an array's elements: enter, then ask for the next one until there is none or the
  // walk has failed. `first` is true before the first.
  void enter() { ++at_; }
  bool next_key(bool& first, std::string_view& key) {
    if (peek() == '}') {
      ++at_;
      return false;
    }
    if (!first) {
      if (peek() != ',') return fail("a comma or `}` is expected");
      ++at_;
    }
    first = false;
    if (peek() != '"') return fail("a key in quotes is expected");
    if (!string(key)) return false;
    if (peek() != ':') return fail("a colon is expected after the key");
    ++at_;
    return true;
  }
  bool next_element(bool& first) {
    if (peek() == ']') {
      ++at_;
      return false;
    }
    if (!first) {
      if (peek() != ',') return fail("a comma or `]` is expected");
      ++at_;
    }
    first = false;
    return true;
  }

  // Walks over one value; of an object or a list only its kind is told.
  bool value(Written& value) {
    if (peek() != '"') return other_value(value);
    value.kind = Written::Kind::string;
    return string(value.text);
  }
  // The same for a value that nobody looks at: what is inside is not checked.
  bool skip();

  // Whether nothing follows.
  bool at_end();

  bool failed() const { return problem_ != nullptr; }
  // What is wrong, and where: the byte of the text, from 0.
  std::string_view problem() const { return problem_; }
  std::size_t problem_at() const { return problem_at_; }

 private:
  class Stage1;

  bool fail(const char* problem);
  // The token that stands next, without the blanks behind it.
  std::string_view token() const {
    const char* const begin = text_ + *at_;
    const char* end = text_ + (at_ + 1 == tokens_end_ ? size_ : at_[1]);
    while (end[-1] == ' ' || end[-1] == '\n' || end[-1] == '\r' || end[-1] == '\t') --end;
    return {begin, static_cast<std::size_t>(end - begin)};
  }
  bool string(std::string_view& text) {
    const std::string_view quoted = token();
    if (quoted.size() < 2 || quoted.back() != '"') return fail("the closing quote is missing");
    text = quoted.substr(1, quoted.size() - 2);
    if (has_escapes_ && !unescape(text, text)) return false;
    ++at_;
    return true;
  }
  bool unescape(std::string_view raw, std::string_view& text);
  bool other_value(Written& value);
  bool walk_over(int depth);

  std::unique_ptr<Stage1> stage1_;
  const char* text_ = nullptr;
  std::size_t size_ = 0;
  const std::uint32_t* tokens_ = nullptr;
  const std::uint32_t* tokens_end_ = nullptr;  // where the size of the text stands
  const std::uint32_t* at_ = nullptr;
  bool has_escapes_ = false;
  const char* problem_ = nullptr;
  std::size_t problem_at_ = 0;
  std::unique_ptr<std::pmr::monotonic_buffer_resource> unescaped_;  // strings, until the next text
};

}  // namespace engage::cases
