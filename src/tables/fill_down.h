#pragma once

#include <expected>
#include <memory>
#include <string>

#include "tables/source.h"
#include "tables/table.h"

namespace engage::tables {

// The same table with what `use.fill_down` names written into the cells that leave it out, as a report does that prints
// a case's number once. Every row keeps its line. An error names a column that is not there.
//
// An empty id says the one above, and the other columns say what is above as long as the id is the same: never what
// another case says. Below a row that cannot be read, or one that is left out for its id (a line of totals), nobody
// knows what is above, and empty cells stay empty.
std::expected<std::unique_ptr<Table>, std::string> filled_down(std::unique_ptr<Table> table, const TableUse& use);

}  // namespace engage::tables
