#include "cli/source_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "cases/json_rows.h"
#include "cli/files.h"
#include "cli/tell.h"
#include "drivers/workbook.h"
#include "tables/csv_text.h"
#include "tables/decode.h"
#include "tables/fill_down.h"
#include "text/visible.h"
#include "text/words.h"

namespace engage::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kPart = std::size_t{1} << 18;

void append_row(std::string& text, const drivers::Cells& cells) {
  bool first = true;
  for (const auto& cell : cells) {
    tables::append_cell(text, cell.value_or(std::string_view()), first);
    first = false;
  }
  text += '\n';
}

// The files of JSON in a folder and below it, in order of name. Others may be told; hidden ones are passed over.
Expected<std::vector<std::string>> json_files(const std::string& folder, bool tells_others) {
  std::vector<std::string> files, others;
  std::error_code code;
  for (fs::recursive_directory_iterator it(folder, code), end; !code && it != end; it.increment(code)) {
    const bool hidden = it->path().filename().string().starts_with('.');
    if (it->is_directory(code)) {
      if (hidden) it.disable_recursion_pending();
    } else if (!hidden) {
      (tables::is_json_name(it->path().string()) ? files : others).push_back(it->path().string());
    }
  }
  if (code) return fault(fmt::format("cannot read the folder {}: {}", folder, code.message()));
  std::sort(files.begin(), files.end());
  std::sort(others.begin(), others.end());
  if (files.empty()) {
    return fault(fmt::format("there is no JSON file (.json, .jsonl, .ndjson) in {}{}", folder,
                             others.empty() ? "" : fmt::format(", but {}", counted(others.size(), "other file"))));
  }
  if (tells_others && !others.empty()) {
    tell(fmt::format("{}: {} no .json, .jsonl or .ndjson, and not read: {}{}\n", visible(folder),
                     counted(others.size(), "file is", "files are"), visible(others.front()),
                     others.size() > 1 ? ", …" : ""));
  }
  return files;
}

// Rows of a workbook or a database as a text of separated values, in parts.
class RowsAsText {
 public:
  // Rows keep their numbers, from that of the first row on: those that hold nothing stand between the others. `error`
  // is put before what goes wrong.
  RowsAsText(std::unique_ptr<drivers::Rows> rows, std::string error)
      : rows_(std::move(rows)), error_(std::move(error)) {}

  void append(const drivers::Cells& cells) { append_row(text_, cells); }

  // Passes over the rows before this one. The number of the one that is there.
  Expected<std::uint64_t> begin_at(std::uint64_t header) {
    drivers::Cells cells;
    do {
      if (auto more = read(cells); !more) return std::unexpected(more.error());
    } while (!ended_ && rows_->line() < header);
    if (ended_) return 1;
    append_row(text_, cells);
    line_ = rows_->line() + 1;
    return rows_->line();
  }

  Expected<std::size_t> operator()(char* to, std::size_t room) {
    drivers::Cells cells;
    while (!ended_ && text_.size() - given_ < room) {
      if (auto more = read(cells); !more) return std::unexpected(more.error());
      if (ended_) break;
      if (line_ > 0) {
        for (; line_ < rows_->line(); ++line_) text_ += '\n';
        ++line_;
      }
      append_row(text_, cells);
    }
    const std::size_t size = std::min(room, text_.size() - given_);
    std::copy_n(text_.data() + given_, size, to);
    given_ += size;
    if (given_ > kPart) {
      text_.erase(0, given_);
      given_ = 0;
    }
    return size;
  }

 private:
  Expected<void> read(drivers::Cells& cells) {
    const auto more = rows_->next(cells);
    if (!more) return fault(error_ + more.error().message, more.error().below);
    ended_ = !*more;
    return {};
  }

  std::unique_ptr<drivers::Rows> rows_;
  std::string error_, text_;
  std::size_t given_ = 0;   // of the text
  std::uint64_t line_ = 0;  // of the next row; 0: they are not numbered
  bool ended_ = false;
};

Expected<cases::TableInput> sound(std::unique_ptr<tables::Table> table, tables::TableUse&& use) {
  if (table->error()) return std::unexpected(*table->error());
  return cases::TableInput{std::move(table), std::move(use)};
}

}  // namespace

Expected<cases::TableInput> open_table_file(const std::string& path, tables::TableUse use) {
  auto bytes = read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  auto text = tables::decode(std::move(*bytes), use.encoding);
  if (!text) return fault(fmt::format("{}: {}", shown_path(path), text.error()));
  use.is_error = &drivers::is_error;  // also of a sheet that somebody saved as a text
  auto table = std::make_unique<tables::Table>(std::string(shown_path(path)), std::move(*text), use.form);
  return cases::TableInput{std::move(table), std::move(use)};
}

Expected<cases::TableInput> SourceTables::open(tables::TableUse use) {
  auto input = open_unfilled(std::move(use));
  if (!input || input->use.fill_down.empty()) return input;
  const std::string name = input->table->name();
  auto filled = tables::filled_down(std::move(input->table), input->use);
  if (!filled) return fault(fmt::format("{}: {}", name, filled.error()));
  input->table = std::move(*filled);
  return input;
}

Expected<std::vector<std::string>> SourceTables::sheets(const std::string& file) const {
  const std::string path = (fs::path(folder_) / file).string();
  if (!tables::is_workbook_name(path)) return std::vector<std::string>();
  auto bytes = read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  const auto workbook = drivers::Workbook::open(std::move(*bytes));
  if (!workbook) return fault(fmt::format("{}: {}", path, workbook.error().message), workbook.error().below);
  return workbook->sheet_names();
}

Expected<cases::TableInput> SourceTables::open_unfilled(tables::TableUse use) {
  if (!use.database.empty()) return open_query(std::move(use));
  const std::string path = (fs::path(folder_) / (use.file.empty() ? use.folder : use.file)).string();
  if (!use.folder.empty() || tables::is_json_name(path)) return open_json(path, std::move(use));
  if (tables::is_workbook_name(path)) return open_workbook(path, std::move(use));
  if (!use.sheet.empty()) return fault(fmt::format("{} is no workbook, and has no sheet `{}`", path, use.sheet));
  return reading_ == Reading::whole ? open_table_file(path, std::move(use)) : open_in_parts(path, std::move(use));
}

Expected<cases::TableInput> SourceTables::open_in_parts(const std::string& path, tables::TableUse use) const {
  use.is_error = &drivers::is_error;
  auto opened = InputFile::open(path);
  if (!opened) return std::unexpected(opened.error());
  const auto file = std::make_shared<InputFile>(std::move(*opened));
  const auto begun = std::make_shared<std::string>();
  bool more = true;
  const auto read_to = [&](std::size_t size) -> Expected<void> {
    while (more && begun->size() < size) {
      const std::size_t before = begun->size();
      begun->resize(before + kPart);
      const auto got = file->read(begun->data() + before, kPart);
      begun->resize(before + got.value_or(0));
      if (!got) return std::unexpected(got.error());
      more = *got > 0;
    }
    return {};
  };
  if (auto read = read_to(kPart); !read) return std::unexpected(read.error());
  const auto mark = tables::begins_as_text(*begun, use.encoding);
  if (!mark) {
    if (auto read = read_to(begun->max_size()); !read) return std::unexpected(read.error());
    auto text = tables::decode(std::move(*begun), use.encoding);
    if (!text) return fault(fmt::format("{}: {}", shown_path(path), text.error()));
    tell(fmt::format("{} is read whole, though it is sorted: it is no UTF-8, or its lines end in CR alone\n",
                     visible(shown_path(path))));
    auto whole = std::make_unique<tables::Table>(std::string(shown_path(path)), std::move(*text), use.form);
    return cases::TableInput{std::move(whole), std::move(use)};
  }
  tables::Feed feed = [file, begun, at = *mark](char* to, std::size_t room) mutable -> Expected<std::size_t> {
    if (at == begun->size()) return file->read(to, room);
    const std::size_t size = std::min(room, begun->size() - at);
    std::copy_n(begun->data() + at, size, to);
    at += size;
    return size;
  };
  return sound(std::make_unique<tables::Table>(std::string(shown_path(path)), std::move(feed), use.form),
               std::move(use));
}

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
  use.is_error = &drivers::is_error;
  const std::string sheet = use.sheet.empty() ? sheets.front() : use.sheet;
  auto rows = workbook->rows(sheet);
  if (!rows) return fault(fmt::format("{}: {}", path, rows.error().message), rows.error().below);
  const auto text = std::make_shared<RowsAsText>(std::move(*rows), path + ": ");
  const auto first = text->begin_at(use.form.header);
  if (!first) return std::unexpected(first.error());
  return open_rows(
      sheets.size() == 1 ? path : fmt::format("{} {}", path, sheet),
      [text](char* to, std::size_t room) { return (*text)(to, room); }, std::move(use), *first);
}

Expected<cases::TableInput> SourceTables::open_json(const std::string& path, tables::TableUse use) {
  std::vector<std::string> files = {path};
  if (!use.folder.empty()) {
    auto found = json_files(path, folders_.insert(path).second);
    if (!found) return std::unexpected(found.error());
    files = std::move(*found);
  }
  use.is_error = &drivers::is_error;
  cases::JsonRows rows(use.records);
  for (const std::string& file : files) {
    const auto bytes = read_file(file);
    if (!bytes) return std::unexpected(bytes.error());
    rows.add(file, *bytes);
  }
  std::string name = use.records.empty() ? path : fmt::format("{} {}", path, use.records);
  return rows.take(std::move(name), std::move(use));
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
  const drivers::Cells columns((*rows)->columns().begin(), (*rows)->columns().end());
  const auto text = std::make_shared<RowsAsText>(std::move(*rows), "");
  text->append(columns);
  const std::string name = drivers::is_query(use.query) ? "query of " + use.database : use.query;
  return open_rows(name, [text](char* to, std::size_t room) { return (*text)(to, room); }, std::move(use), 1);
}

Expected<cases::TableInput> SourceTables::open_rows(std::string name, tables::Feed feed, tables::TableUse use,
                                                    std::uint64_t first_row) const {
  use.form.separator = ',';
  use.form.header = 0;
  use.form.first_row = first_row;
  if (reading_ == Reading::in_parts) {
    return sound(std::make_unique<tables::Table>(std::move(name), std::move(feed), use.form), std::move(use));
  }
  std::string text;
  while (true) {
    const std::size_t before = text.size();
    text.resize(before + kPart);
    const auto got = feed(text.data() + before, kPart);
    if (!got) return std::unexpected(got.error());
    text.resize(before + *got);
    if (*got == 0) break;
  }
  return sound(std::make_unique<tables::Table>(std::move(name), std::move(text), use.form), std::move(use));
}

}  // namespace engage::cli
