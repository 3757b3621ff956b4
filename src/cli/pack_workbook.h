#pragma once

#include <string>

#include "cli/error.h"
#include "form/workbook.h"

namespace engage::cli {

// The bytes of the file (Office Open XML) that spreadsheet programs read: the same of the same workbook at any time.
// Nothing is written to a disk on the way: what a case file says of people is in no folder of temporary files.
Expected<std::string> pack(form::Workbook workbook);

}  // namespace engage::cli
