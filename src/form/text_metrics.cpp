#include "form/text_metrics.h"

#include <cstdint>

namespace engage::form {
namespace {

// Thousandths of the font's size, from U+0020 to U+007E.
constexpr std::uint16_t kWidths[] = {
    278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,  //  !"#$%&'()*+,-./
    556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,  // 0123456789:;<=>?
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,  // @ABCDEFGHIJKLMNO
    667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,  // PQRSTUVWXYZ[\]^_
    333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,  // `abcdefghijklmno
    556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,       // pqrstuvwxyz{|}~
};
constexpr int kOther = 667;
constexpr int kWide = 1000;  // from Hangul on: as wide as high
constexpr std::uint32_t kFirstWide = 0x1100, kPunctuation = 0x2000, kLastPunctuation = 0x206F;
constexpr std::uint32_t kFirstQuotationMark = 0x2018, kLastQuotationMark = 0x201F, kBullet = 0x2022;
constexpr int kQuotationMark = 333;
constexpr int kBulletWidth = 350;
constexpr double kStrong = 1.08;  // no letter of the bold face is wider than this makes it on average

int width_of(std::uint32_t letter) {
  if (letter < 0x20) return 0;
  if (letter < 0x7F) return kWidths[letter - 0x20];
  if (letter >= kFirstQuotationMark && letter <= kLastQuotationMark) return kQuotationMark;
  if (letter == kBullet) return kBulletWidth;
  if (letter >= kFirstWide && (letter < kPunctuation || letter > kLastPunctuation)) return kWide;
  return kOther;
}

}  // namespace

double text_width(std::string_view text, Lettering lettering) {
  double thousandths = 0;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    std::uint32_t letter = length == 1 ? byte : byte & (0xFFu >> (length + 1));
    for (std::size_t j = 1; j < length && i + j < text.size(); ++j) {
      letter = letter << 6 | (static_cast<unsigned char>(text[i + j]) & 0x3Fu);
    }
    thousandths += width_of(letter);
    i += length;
  }
  return thousandths / 1000 * lettering.size * (lettering.strong ? kStrong : 1);
}

std::vector<std::string> broken(std::string_view text, double width, Lettering lettering) {
  std::vector<std::string> lines;
  std::string line;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string word(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::string longer = line.empty() ? word : line + " " + word;
    if (!line.empty() && text_width(longer, lettering) > width) {
      lines.push_back(line);
      line = word;
    } else {
      line = longer;
    }
  }
  if (!line.empty() || lines.empty()) lines.push_back(line);
  return lines;
}

}  // namespace engage::form
