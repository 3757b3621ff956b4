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

  // An object's keys, an array's elements: enter, then ask for the next one until there is none or the
  // walk has failed. `first` is true before the first.
  void enter() { ++at_; }
  bool next_key(bool& first, std::string_view& key);
  bool next_element(bool& first);

  // Walks over one value; of an object or a list only its kind is told.
  bool value(Written& value);
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
  std::string_view token() const;
  bool string(std::string_view& text);
  bool unescape(std::string_view raw, std::string_view& text);
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
