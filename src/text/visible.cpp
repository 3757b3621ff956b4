#include "text/visible.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace engage {
namespace {

constexpr CharacterRange kHidden[] = {
    {0x00, 0x1F},                            // controls
    {0x7F, 0x9F},       {0xAD, 0xAD},        // soft hyphen
    {0x034F, 0x034F},                        // grapheme joiner
    {0x061C, 0x061C},                        // Arabic letter mark
    {0x115F, 0x1160},                        // Hangul fillers
    {0x17B4, 0x17B5},   {0x180B, 0x180F},    // Mongolian selectors
    {0x200B, 0x200F},                        // no width, joiners, marks of direction
    {0x2028, 0x202E},                        // line separators, embedded directions
    {0x2060, 0x206F},                        // word joiner, isolated directions
    {0x3164, 0x3164},   {0xFDD0, 0xFDEF},    // no characters
    {0xFEFF, 0xFEFF},                        // byte order mark
    {0xFFA0, 0xFFA0},   {0xFFF0, 0xFFFB},    // interlinear annotation
    {0x1BCA0, 0x1BCA3},                      // shorthand and musical controls
    {0x1D173, 0x1D17A}, {0xE0000, 0xE00FF},  // tags
    {0xE01F0, 0xE0FFF},
};

constexpr CharacterRange kScripts[] = {{0xAD, 0xAD},     {0x034F, 0x034F}, {0x061C, 0x061C},
                                       {0x180B, 0x180F}, {0x200C, 0x200F}, {0x2060, 0x2060}};

bool is_control(std::uint32_t code) { return code < 0x20 || (code >= 0x7F && code < 0xA0); }

bool is_blank(std::uint32_t code) { return code == '\n' || code == '\t'; }

template <typename Stays>
std::string written_out(std::string_view text, Stays stays) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const auto plain = std::find_if(text.begin(), text.end(), [](char byte) { return byte < 0x20 || byte > 0x7E; });
    shown.append(text.begin(), plain);
    text.remove_prefix(static_cast<std::size_t>(plain - text.begin()));
    if (text.empty()) break;
    const Character character = first_character(text);
    const std::uint32_t bytes = std::max(character.bytes, 1u);
    const std::uint32_t code = character.bytes > 0 ? character.code : static_cast<unsigned char>(text.front());
    if (character.bytes > 0 && stays(code)) {
      shown += text.substr(0, bytes);
    } else if (code <= 0xFF) {
      fmt::format_to(std::back_inserter(shown), "\\x{:02X}", code);
    } else {
      fmt::format_to(std::back_inserter(shown), "\\u{{{:04X}}}", code);
    }
    text.remove_prefix(bytes);
  }
  return shown;
}

}  // namespace

bool is_in(std::uint32_t code, std::span<const CharacterRange> ranges) {
  const auto before = [](const CharacterRange& one, std::uint32_t wanted) { return one.last < wanted; };
  const auto range = std::lower_bound(ranges.begin(), ranges.end(), code, before);
  return range != ranges.end() && range->first <= code;
}

Character first_character(std::string_view text) {
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

bool is_hidden(std::uint32_t code) {
  if (code >= 0x20 && code < 0x7F) return false;
  return is_in(code, kHidden) || (code & 0xFFFE) == 0xFFFE;
}

std::string visible(std::string_view text) {
  return written_out(text, [](std::uint32_t code) { return !is_hidden(code); });
}

std::string visible_lines(std::string_view text) {
  return written_out(text, [](std::uint32_t code) { return is_blank(code) || !is_hidden(code); });
}

std::string visible_painted(std::string_view text) {
  constexpr std::string_view kColour = "\x1b[";
  std::string shown;
  while (!text.empty()) {
    const std::size_t colour = std::min(text.find(kColour), text.size());
    shown += written_out(text.substr(0, colour), [](std::uint32_t code) { return code == '\n' || !is_hidden(code); });
    text.remove_prefix(colour);
    if (text.empty()) break;
    const std::size_t end = text.find_first_not_of("0123456789;", kColour.size());
    const bool whole = end != text.npos && text[end] == 'm';
    shown += whole ? std::string(text.substr(0, end + 1)) : visible(text.substr(0, kColour.size()));
    text.remove_prefix(whole ? end + 1 : kColour.size());
  }
  return shown;
}

std::string visible_on_page(std::string_view text) {
  const auto stays = [](std::uint32_t code) { return is_blank(code) || is_in(code, kScripts) || !is_hidden(code); };
  return written_out(text, stays);
}

std::string visible_in_cell(std::string_view text) {
  return written_out(text, [](std::uint32_t code) { return is_blank(code) || code == '\r' || !is_control(code); });
}

}  // namespace engage
