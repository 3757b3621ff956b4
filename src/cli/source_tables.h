#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "cases/table_cases.h"
#include "cli/error.h"
#include "drivers/database.h"
#include "tables/source.h"

namespace engage::cli {

// Opens the tables of a source, each as its kind is read: files of separated values, sheets of workbooks, JSON, queries.
// A database is opened once, however many tables it has: they are of one moment.
class SourceTables {
 public:
  enum class Reading : std::uint8_t { whole, in_parts };

  // Files are found from this folder.
  explicit SourceTables(std::string folder, Reading reading = Reading::whole)
      : folder_(std::move(folder)), reading_(reading) {}

  Expected<cases::TableInput> open(tables::TableUse use);

  // Of a workbook, its sheets that have cells; of another file none.
  Expected<std::vector<std::string>> sheets(const std::string& file) const;

 private:
  Expected<cases::TableInput> open_in_parts(const std::string& path, tables::TableUse use) const;
  Expected<cases::TableInput> open_unfilled(tables::TableUse use);
  Expected<cases::TableInput> open_workbook(const std::string& path, tables::TableUse use);
  Expected<cases::TableInput> open_json(const std::string& path, tables::TableUse use);
  Expected<cases::TableInput> open_query(tables::TableUse use);

  Expected<cases::TableInput> open_rows(std::string name, tables::Feed feed, tables::TableUse use,
                                        std::uint64_t first_row) const;

  std::string folder_;
  Reading reading_;
  std::map<std::string, std::unique_ptr<drivers::Database>> databases_;  // by address
  std::set<std::string> folders_;                                        // that were looked into
};

// One file of separated values.
Expected<cases::TableInput> open_table_file(const std::string& path, tables::TableUse use);

}  // namespace engage::cli
