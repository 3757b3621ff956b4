#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/nesting.h"

namespace engage::cases {

// A case larger than this is rejected and skipped: years of daily contact fit into a thousandth of
// it, and what is larger is a broken file that would otherwise fill the memory.
inline constexpr std::size_t kMaxCaseBytes = std::size_t{16} << 20;

// Of a case that is too large, so much is kept to tell its id.
inline constexpr std::size_t kKeptOfTooLarge = 4096;

// One case as it stands in its file, or what should have been one.
struct RawCase {
  std::string_view bytes;
  std::uint64_t line = 1;  // where it begins
  std::string_view fault;  // why it can be no case, whatever the bytes say; else empty
  std::uint64_t more = 0;  // commas that follow with the same fault, and are told with it

  std::string fault_in_words() const;
};

// Bytes that grow without being cleared first, and stay where they are when moved.
struct Block {
  std::unique_ptr<char[]> data;
  std::size_t capacity = 0;
};

// Some cases of a file, in order, with the bytes that they point into. Whole chunks may go to other
// threads; a chunk given back to the splitter lends it its memory.
struct Chunk {
  std::vector<RawCase> cases;
  Block block;
};

// Cuts a file of cases into single ones as its bytes come in, in memory that does not grow with the
// file. The file is an array of cases, or a case a line, or whole cases one after the other (such as
// one that is spread over many lines); the first byte that is not blank tells. Broken cases are cut
// out as well as can be, so that the ones after them are unharmed.
class Splitter {
 public:
  enum class Form : std::uint8_t { by_content, lines };

  explicit Splitter(Form form = Form::by_content) : form_(form) {}

  // Room for `size` bytes of the file, which take() then takes in.
  char* room(std::size_t size);

  // Takes in the first `size` bytes of the room and puts the cases that are whole by now into
  // `chunk`, in place of what it held.
  void take(std::size_t size, Chunk& chunk);

  // Both of these for bytes that lie elsewhere.
  void feed(std::string_view bytes, Chunk& chunk);

  // The file has ended: puts what is left into `chunk`.
  void finish(Chunk& chunk);

 private:
  enum class Mode : std::uint8_t { opening, lines, values, array, after_array, ended };
  enum class Expect : std::uint8_t { first, value, separator };  // in an array, outside of its cases
  enum class Stop : std::uint8_t { more, complete, before, broken };

  void split(bool at_end, Chunk& chunk);
  void hand_over(Chunk& chunk);
  bool open_file(bool at_end);
  void skip_blanks();
  void split_lines(bool at_end, Chunk& chunk);
  bool between_values(Chunk& chunk);
  bool inside_value(bool at_end, Chunk& chunk);
  Stop scan_value();
  bool impossible_here(std::size_t brace) const;
  std::optional<std::size_t> indent_of(std::size_t at) const;
  bool recover(Chunk& chunk);
  void read_as_lines();
  void open_value(bool comma_missing);
  void emit(std::size_t end, std::string_view fault, Chunk& chunk);
  void emit_commas(Chunk& chunk);

  Form form_;
  Mode mode_ = Mode::opening;
  Block block_;
  std::size_t start_ = 0;  // of the case that is open, else where the scan stands
  std::size_t scan_ = 0;
  std::size_t end_ = 0;
  std::uint64_t line_ = 1;        // at scan_
  std::uint64_t start_line_ = 1;  // at start_

  // Of the value that is open, outside of lines.
  bool begun_ = false;  // past the place of a byte order mark
  bool open_ = false;
  bool skipping_ = false;       // too large: only its beginning is kept
  bool comma_missing_ = false;  // before it
  bool in_string_ = false;
  Nesting nesting_;

  Expect expect_ = Expect::first;
  std::uint64_t commas_ = 0;        // before which nothing stands, and which have not been told
  std::uint64_t commas_line_ = 1;   // of the first of them
  std::size_t column_ = 1;          // at which cases begin that begin a line; the array's [ is the first
  bool first_value_ = true;         // a file that begins with { is in doubt until its first value has ended
  bool one_a_line_ = true;          // no value so far had a line break in it
  bool lines_begin_cases_ = false;  // a broken file: { at the beginning of a line begins a case
  bool after_broken_ = false;       // the value before was cut where it must have been broken
};

}  // namespace engage::cases
