#include <algorithm>
#include <random>

#include "cases/split.h"
#include "hold.h"
#include "reading.h"
#include "targets.h"

namespace engage::fuzz {
namespace {

constexpr std::string_view kBlank = " \t\r\n";
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::uint32_t hash(std::string_view bytes) {
  std::uint32_t hash = 2166136261u;
  for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
  return hash;
}

struct Piece {
  std::string bytes;
  std::uint64_t line = 1;
  std::string fault;
  friend bool operator==(const Piece&, const Piece&) = default;
};

// The cases of a file that comes in blocks of some size each.
template <typename Size>
std::vector<Piece> split(std::string_view file, cases::Splitter::Form form, Size size) {
  cases::Splitter splitter(form);
  cases::Chunk chunk;
  std::vector<Piece> pieces;
  const auto keep = [&] {
    for (const cases::RawCase& raw : chunk.cases) {
      pieces.push_back({std::string(raw.bytes), raw.line, std::string(raw.fault)});
    }
  };
  while (!file.empty()) {
    const std::size_t taken = std::min(size(), file.size());
    splitter.feed(file.substr(0, taken), chunk);
    keep();
    file.remove_prefix(taken);
  }
  splitter.finish(chunk);
  keep();
  return pieces;
}

// The pieces stand in the file one behind the other, on the lines that they name; between them is nothing but
// what parts them. A rejected case without bytes at the end may stand for all that follows an array.
void hold_whole(std::string_view file, const std::vector<Piece>& pieces, std::string_view parting) {
  std::size_t at = file.starts_with(kByteOrderMark) ? kByteOrderMark.size() : 0;
  const auto skip = [&](std::size_t to) {
    HOLD(file.substr(at, to - at).find_first_not_of(parting) == std::string_view::npos, file);
    at = to;
  };
  for (const Piece& piece : pieces) {
    if (piece.bytes.empty()) {
      HOLD(!piece.fault.empty(), file);
      continue;
    }
    // The same bytes may stand before: "[", a line end, and the case "[", a line end.
    std::size_t found = file.find(piece.bytes, at);
    const auto line_at = [&](std::size_t place) {
      return 1u + static_cast<std::uint64_t>(std::count(file.data(), file.data() + place, '\n'));
    };
    while (found != std::string_view::npos && line_at(found) < piece.line) found = file.find(piece.bytes, found + 1);
    HOLD(found != std::string_view::npos && line_at(found) == piece.line, file);
    skip(found);
    at += piece.bytes.size();
  }
  if (pieces.empty() || !pieces.back().bytes.empty()) skip(file.size());
}

}  // namespace

// The same cases come out of a file whatever blocks it comes in; no byte of it is lost; and each case becomes the
// same, read by a reader that has read others or by a new one.
void hold_json(std::string_view input) {
  using Form = cases::Splitter::Form;
  for (const Form form : {Form::by_content, Form::lines}) {
    const auto pieces = split(input, form, [&] { return input.size(); });
    std::minstd_rand random(hash(input));
    HOLD(split(input, form, [&] { return random() % 64 + 1; }) == pieces, input);
    HOLD(split(input, form, [] { return std::size_t{1}; }) == pieces, input);
    const std::size_t first = input.find_first_not_of(kBlank, input.starts_with(kByteOrderMark) ? 3 : 0);
    const bool array = form == Form::by_content && first != input.npos && input[first] == '[';
    hold_whole(input, pieces, array ? " \t\r\n[],}" : " \t\r\n");
    Reading reading(input);
    for (const Piece& piece : pieces) {
      // Exactly so many bytes, for the sanitizer to watch over.
      const std::vector<char> bytes(piece.bytes.begin(), piece.bytes.end());
      const cases::RawCase raw{{bytes.data(), bytes.size()}, piece.line, piece.fault};
      HOLD(reading.read(raw) == Reading(input).read(raw), input);
    }
  }
}

}  // namespace engage::fuzz
