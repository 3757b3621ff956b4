#include "cli/source_tables.h"

#include <fmt/format.h>

#include <filesystem>

#include "cli/files.h"
#include "drivers/workbook.h"
#include "tables/csv_text.h"
#include "tables/decode.h"
#include "text/words.h"

namespace engage::cli {
namespace {

namespace fs = std::filesystem;

void append_row(std::string& text, const drivers::Cells& cells) {
  bool first = true;
  for (const auto& cell : cells) {
    tables::append_cell(text, cell.value_or(std::string_view()), first);
    first = false;
  }
  text += '\n';
}

cases::TableInput table_of(std::string name, std::string text, tables::TableUse use, std::uint64_t first_row) {
  use.form.separator = ',';
  use.form.header = 0;
  use.form.first_row = first_row;
  auto table = std::make_unique<tables::Table>(std::move(name), std::move(text), use.form);
  return {std::move(table), std::move(use)};
}

}  // namespace

Expected<cases::TableInput> open_table_file(const std::string& path, tables::TableUse use) {
  auto bytes = read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  auto text = tables::decode(std::move(*bytes), use.encoding);
  if (!text) return fault(fmt::format("{}: {}", shown_path(path), text.error()));
  auto table = std::make_unique<tables::Table>(std::string(shown_path(path)), std::move(*text), use.form);
  return cases::TableInput{std::move(table), std::move(use)};
}

Expected<cases::TableInput> SourceTables::open(tables::TableUse use) {
  if (!use.database.empty()) return open_query(std::move(use));
  const std::string path = (fs::path(folder_) / use.file).string();
  if (tables::is_workbook_name(path)) return open_workbook(path, std::move(use));
  if (!use.sheet.empty()) return fault(fmt::format("{} is no workbook, and has no sheet `{}`", path, use.sheet));
  return open_table_file(path, std::move(use));
}

// Rows keep their numbers: those that hold nothing stand between the others.
Expected<cases::TableInput> SourceTables::open_workbook(const std::string& path, tables::TableUse use) {
  auto bytes = read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  const auto workbook = drivers::Workbook::open(std::move(*bytes));
  if (!workbook) return fault(fmt::format("{}: {}", path, workbook.error().message), workbook.error().below);
  const std::vector<std::string> sheets = workbook->sheet_names();
  if (use.sheet.empty() && sheets.size() != 1) {
    return fault(fmt::format("{} has {}: say which with `sheet`: {}", path, counted(sheets.size(), "sheet"),
                             joined(sheets, ", ")));
  }
  const std::string sheet = use.sheet.empty() ? sheets.front() : use.sheet;
  auto rows = workbook->rows(sheet);
  if (!rows) return fault(fmt::format("{}: {}", path, rows.error().message), rows.error().below);
  std::string text;
  drivers::Cells cells;
  std::uint64_t line = 0, first = 0;
  while (true) {
    const auto more = (*rows)->next(cells);
    if (!more) return fault(fmt::format("{}: {}", path, more.error().message), more.error().below);
    if (!*more) break;
    if ((*rows)->line() < use.form.header) continue;
    if (first == 0) first = line = (*rows)->line();
    for (; line < (*rows)->line(); ++line) text += '\n';
    append_row(text, cells);
    ++line;
  }
  return table_of(sheets.size() == 1 ? path : fmt::format("{} {}", path, sheet), std::move(text), std::move(use),
                  std::max<std::uint64_t>(first, 1));
}

Expected<cases::TableInput> SourceTables::open_query(tables::TableUse use) {
  std::string address = use.database;
  // A file is found from the folder of the description, as the others are.
  constexpr std::string_view kSqlite = "sqlite:";
  if (address.starts_with(kSqlite)) {
    address = std::string(kSqlite) + (fs::path(folder_) / address.substr(kSqlite.size())).string();
  }
  auto found = databases_.find(address);
  if (found == databases_.end()) {
    auto database = drivers::Database::open(address);
    if (!database) return std::unexpected(database.error());
    found = databases_.emplace(address, std::move(*database)).first;
  }
  auto rows = found->second->rows(use.query);
  if (!rows) return std::unexpected(rows.error());
  std::string text;
  drivers::Cells cells((*rows)->columns().begin(), (*rows)->columns().end());
  append_row(text, cells);
  while (true) {
    const auto more = (*rows)->next(cells);
    if (!more) return std::unexpected(more.error());
    if (!*more) break;
    append_row(text, cells);
  }
  const std::string name = drivers::is_query(use.query) ? "query of " + use.database : use.query;
  return table_of(name, std::move(text), std::move(use), 1);
}

}  // namespace engage::cli
