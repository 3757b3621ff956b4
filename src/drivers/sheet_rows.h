#pragma once

#include <memory>
#include <string>

#include "drivers/rows.h"
#include "drivers/workbook_parts.h"
#include "text/error.h"

namespace engage::drivers {

// Rows of a sheet that hold anything, read from the archive as they are asked for.
Expected<std::unique_ptr<Rows>> open_sheet(std::shared_ptr<const WorkbookParts> parts, const Sheet& sheet);

}  // namespace engage::drivers
