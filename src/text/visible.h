#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

// Texts that somebody else wrote, made safe to look at. Characters that show nothing, or make others read
// otherwise than they stand, are written out: as \xNN up to U+00FF, as \u{NNNN} above. Bytes that are not
// UTF-8 are written as \xNN too. All else stays, and doing it twice changes nothing.
namespace engage {

struct Character {
  std::uint32_t code = 0;
  std::uint32_t bytes = 0;  // 0: not UTF-8
};

// The character at the beginning of a text that is not empty.
Character first_character(std::string_view text);

// Characters from one to another, both included; lists of them are in order and do not overlap.
struct CharacterRange {
  std::uint32_t first, last;
};
bool is_in(std::uint32_t code, std::span<const CharacterRange> ranges);

// Controls, marks of writing direction, line separators, what has no width, and what is no character.
bool is_hidden(std::uint32_t code);

// In one line of a terminal.
std::string visible(std::string_view text);

// The same of a whole text for a terminal: its line ends stay, and its colours (ESC [ … m).
std::string visible_painted(std::string_view text);

// The same of lines of a file: line ends and tabs stay.
std::string visible_lines(std::string_view text);

// On a page, where line ends and tabs are blanks, and the marks that some scripts need between their letters
// (joiners, soft hyphens, a letter's direction) do no harm: these stay.
std::string visible_on_page(std::string_view text);

// In the cell of a table for programs: all stays but controls other than line ends and tabs.
std::string visible_in_cell(std::string_view text);

}  // namespace engage
