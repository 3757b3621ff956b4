#pragma once

#include <map>
#include <memory>
#include <string>

#include "cases/table_cases.h"
#include "cli/error.h"
#include "drivers/database.h"
#include "tables/source.h"

namespace engage::cli {

// Opens the tables of a source, each as its kind is read: files of separated values, sheets of workbooks, queries. A
// database is opened once, however many tables it has: they are of one moment.
class SourceTables {
 public:
  // Files are found from this folder.
  explicit SourceTables(std::string folder) : folder_(std::move(folder)) {}

  Expected<cases::TableInput> open(tables::TableUse use);

 private:
  Expected<cases::TableInput> open_workbook(const std::string& path, tables::TableUse use);
  Expected<cases::TableInput> open_query(tables::TableUse use);

  std::string folder_;
  std::map<std::string, std::unique_ptr<drivers::Database>> databases_;  // by address
};

// One file of separated values.
Expected<cases::TableInput> open_table_file(const std::string& path, tables::TableUse use);

}  // namespace engage::cli
