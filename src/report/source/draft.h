#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "model/check.h"
#include "tables/table.h"

namespace engage::report {

// A table that somebody wants to be described.
struct TableToDescribe {
  std::string file;   // or folder, as the description is to name it
  std::string sheet;  // of a workbook that has several; else empty
  std::unique_ptr<tables::Table> table;
  enum class Kind : std::uint8_t { file, json_folder } kind = Kind::file;
};

// A first description of these tables as TOML, with what cannot be told as questions in comments: columns are found by
// the names and titles of facts, roles and events, forms of dates by what fits every cell; values that nobody has
// mapped are listed. It is read as it stands, or says what is missing. Of a workbook's sheets those that hold no table
// of cases are comments.
std::string draft_source(std::vector<TableToDescribe>& tables, const model::Program& program);

}  // namespace engage::report
