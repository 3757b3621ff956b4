#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cases/table_cases.h"
#include "fixture.h"

namespace engage::cases {

// One table of a file `name`.
TableInput table(std::string name, std::string text, tables::TableUse use);

KnownNames known_of(const model::Family& family);

// Tables as --cases and --events name them: cases.csv and events.csv; without events, or the same file for both.
std::unique_ptr<TableCases> open(std::string cases, std::string events);
std::unique_ptr<TableCases> open_cases(std::string cases);
std::unique_ptr<TableCases> open_both(std::string both);
template <typename... Inputs>
std::unique_ptr<TableCases> open_source(Inputs... inputs) {
  std::vector<TableInput> tables;
  (tables.push_back(std::move(inputs)), ...);
  return std::make_unique<TableCases>(std::move(tables), known_of(counselling()));
}
// Every case of them, as it becomes.
std::vector<ReadCase> read_all(const TableCases& cases, const ReadOptions& options = {},
                               const TimeZone* zone = nullptr);

}  // namespace engage::cases
