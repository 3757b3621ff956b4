#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "drivers/rows.h"
#include "text/error.h"

namespace engage::drivers {

struct WorkbookParts;

// A workbook as Excel and LibreOffice save it: .xlsx, or .xlsm, whose macros are left alone. Other kinds are refused by
// name.
class Workbook {
 public:
  // Of all bytes of the file.
  static Expected<Workbook> open(std::string bytes);

  // The sheets that have cells, in their order, hidden ones too.
  std::vector<std::string> sheet_names() const;

  // Rows of a sheet that hold anything, hidden and filtered ones too. A cell of a merged range but its first is empty.
  // A formula is what it came to when the file was saved. A cell that holds an error has its text (is_error).
  Expected<std::unique_ptr<Rows>> rows(std::string_view sheet) const;

 private:
  explicit Workbook(std::shared_ptr<const WorkbookParts> parts);
  std::shared_ptr<const WorkbookParts> parts_;
};

// What stands in a cell whose formula was never worked out: a program wrote the file that cannot.
inline constexpr std::string_view kNotWorkedOut = "#NOT WORKED OUT!";

// Whether a cell of a sheet holds an error: `#REF!`, `#N/A` and the like.
bool is_error(std::string_view cell);

}  // namespace engage::drivers
