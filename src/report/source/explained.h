#pragma once

#include <string>
#include <string_view>

#include "cases/table_cases.h"
#include "cases/timezone.h"
#include "engine/left_aside.h"
#include "model/check.h"

namespace engage::report {

// What a description of a source makes of its tables: each column and what it is read as, what nobody reads, the
// first five cases as they are read, how many are rejected and why. Text for people.
struct SourceExplained {
  std::string text;
  engine::LeftAside left_aside;
  std::size_t cases = 0, rejected = 0;
};
SourceExplained explain_source(std::string_view name, const cases::TableCases& tables, const model::Program& program,
                               const cases::TimeZones& zones);

}  // namespace engage::report
