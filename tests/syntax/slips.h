#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>

namespace engage::syntax {

// What befalls a file in careless hands: bytes, words, lines and blocks lost, doubled, changed or swapped.
// The same ones for the same seed.
class Slips {
 public:
  explicit Slips(std::uint64_t seed) : random_(seed) {}

  std::string apply(std::string text) {
    for (std::size_t n = 1 + below(8); n > 0; --n) slip(text);
    return text;
  }

  std::size_t below(std::size_t n) { return n == 0 ? 0 : random_() % n; }

 private:
  void slip(std::string& text) {
    // clang-format off
    static constexpr std::string_view kBits[] = {
        "\"", "#", "\t", "\r", "  ", "(", ")", ",", "\\", "\xFF", "\xC2\xA0", "9", "-", ":", "not ", "is ", "step",
        "within ", "if ", "\n", "A", "\xE2\x80\x8B", "or ", "=", "99999 days", "2026-02-30", "\n      ", "any of ",
        "otherwise\n", "\xE2\x80\x9C", "\xE2\x80\x9D", "<<<<<<< ours\n", "unknown", "0 days"};
    // clang-format on
    const std::size_t at = below(text.size());
    switch (below(7)) {
      case 0: text.erase(at, 1 + below(12)); break;
      case 1: text.insert(at, kBits[below(std::size(kBits))]); break;
      case 2: text.insert(at, text.substr(below(text.size()), below(40))); break;
      case 3: swap_lines(text, 1); break;
      case 4: swap_lines(text, 2 + below(12)); break;
      case 5: {
        const auto [begin, end] = lines_from(text, at, 1 + below(6));
        text.erase(begin, end - begin);
        break;
      }
      default:
        if (!text.empty()) text[at] = static_cast<char>(below(256));
    }
  }

  // The first byte of the line at a place, and the one after that many lines.
  static std::pair<std::size_t, std::size_t> lines_from(const std::string& text, std::size_t at, std::size_t count) {
    const std::size_t before = at == 0 ? text.npos : text.rfind('\n', at - 1);
    const std::size_t begin = before == text.npos ? 0 : before + 1;
    std::size_t end = begin;
    for (; count > 0 && end < text.size(); --count) {
      const std::size_t next = text.find('\n', end);
      end = next == text.npos ? text.size() : next + 1;
    }
    return {begin, end};
  }

  // Puts some lines somewhere else.
  void swap_lines(std::string& text, std::size_t count) {
    const auto [begin, end] = lines_from(text, below(text.size()), count);
    const std::string moved = text.substr(begin, end - begin);
    text.erase(begin, end - begin);
    text.insert(lines_from(text, below(text.size()), 1).first, moved);
  }

  std::mt19937_64 random_;
};

}  // namespace engage::syntax
