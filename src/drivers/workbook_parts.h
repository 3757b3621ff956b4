#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/sheet_number.h"

namespace engage::drivers {

// Texts one behind the other: of a workbook, those that its cells give by number.
class Texts {
 public:
  void append(std::string_view text) { bytes_ += text; }  // to the last one
  void end() { ends_.push_back(bytes_.size()); }
  std::size_t size() const { return ends_.size(); }
  std::string_view operator[](std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(bytes_).substr(begin, ends_[index] - begin);
  }

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
};

struct Sheet {
  std::string name;
  std::string part;  // its file in the archive
};

// What all sheets of a workbook share.
struct WorkbookParts {
  std::string bytes;
  std::vector<Sheet> sheets;
  DayCount days = DayCount::since_1900;
  Texts texts;
  std::vector<NumberFormat> formats;  // by the number of a cell's style
};

// Text as a workbook writes it: `_x000D_` is a character by its number.
void append_unescaped(std::string& out, std::string_view written);

}  // namespace engage::drivers
