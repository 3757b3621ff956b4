#pragma once

#include <string>
#include <string_view>

#include "cases/split.h"

namespace engage::cases {

// What a file of JSON cases is instead, if it is something else altogether, and what to do: a workbook, UTF-16, lines
// that end in CR alone. From its beginning; else empty. `lines`: it is meant to have a case a line.
std::string foreign_file(std::string_view beginning, bool lines);

// The same of its first case: a FHIR resource, a list of cases in an envelope. Else empty.
std::string foreign_case(const RawCase& first);

}  // namespace engage::cases
