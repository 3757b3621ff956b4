#include <fmt/format.h>

#include <cstring>
#include <iterator>
#include <utility>

#include "drivers/database.h"
#include "drivers/libsqlite.h"
#include "text/visible.h"

namespace engage::drivers {
namespace {

constexpr int kPatience = 10'000;  // milliseconds, for somebody who writes

struct Connection {
  const Libsqlite& sqlite;
  sqlite3* database = nullptr;
  std::string path;

  explicit Connection(const Libsqlite& library) : sqlite(library) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { sqlite.sqlite3_close(database); }  // and with it the transaction

  Error error(std::string_view what) const {
    return {fmt::format("{} {}: {}", what, visible(path), visible(sqlite.sqlite3_errmsg(database)))};
  }
};

using Statement = std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)>;

// SQLite has no type for yes and no; what a column was declared as is kept as a word.
bool is_yes_or_no(const Libsqlite& sqlite, const char* declared) {
  return declared != nullptr && sqlite.sqlite3_strnicmp(declared, "bool", 4) == 0;
}

class SqliteRows final : public Rows {
 public:
  SqliteRows(std::shared_ptr<const Connection> connection, Statement statement)
      : connection_(std::move(connection)), sqlite_(connection_->sqlite), statement_(std::move(statement)) {
    const int count = sqlite_.sqlite3_column_count(statement_.get());
    numbers_.resize(static_cast<std::size_t>(count));
    for (int column = 0; column < count; ++column) {
      columns_.emplace_back(sqlite_.sqlite3_column_name(statement_.get(), column));
      yes_or_no_.push_back(is_yes_or_no(sqlite_, sqlite_.sqlite3_column_decltype(statement_.get(), column)));
    }
  }

  const std::vector<std::string>& columns() const override { return columns_; }
  std::uint64_t line() const override { return line_; }

  Expected<bool> next(Cells& cells) override {
    if (statement_ == nullptr) return false;
    const int step = sqlite_.sqlite3_step(statement_.get());
    if (step != SQLITE_ROW) {
      statement_.reset();
      if (step == SQLITE_DONE) return false;
      return std::unexpected(connection_->error("cannot read on in"));
    }
    ++line_;
    cells.clear();
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      if (sqlite_.sqlite3_column_type(statement_.get(), static_cast<int>(column)) == SQLITE_BLOB) {
        statement_.reset();
        return fault(fmt::format("row {}: the column `{}` holds bytes and no text", line_, visible(columns_[column])));
      }
      cells.push_back(cell(column));
    }
    return true;
  }

 private:
  std::optional<std::string_view> cell(std::size_t column) {
    sqlite3_stmt* const row = statement_.get();
    const int at = static_cast<int>(column);
    const int type = sqlite_.sqlite3_column_type(row, at);
    if (type == SQLITE_NULL) return std::nullopt;
    if (type == SQLITE_FLOAT) {
      numbers_[column] = fmt::format("{}", sqlite_.sqlite3_column_double(row, at));
      return numbers_[column];
    }
    if (type == SQLITE_INTEGER && yes_or_no_[column]) {
      const sqlite3_int64 number = sqlite_.sqlite3_column_int64(row, at);
      if (number == 0) return "false";
      if (number == 1) return "true";
    }
    const auto* const text = reinterpret_cast<const char*>(sqlite_.sqlite3_column_text(row, at));
    return std::string_view(text, static_cast<std::size_t>(sqlite_.sqlite3_column_bytes(row, at)));
  }

  std::shared_ptr<const Connection> connection_;
  const Libsqlite& sqlite_;
  Statement statement_;
  std::vector<std::string> columns_;
  std::vector<bool> yes_or_no_;
  std::vector<std::string> numbers_;  // as text, a column each
  std::uint64_t line_ = 0;
};

class SqliteDatabase final : public Database {
 public:
  explicit SqliteDatabase(std::shared_ptr<const Connection> connection) : connection_(std::move(connection)) {}

 private:
  Expected<std::unique_ptr<Rows>> query(const std::string& sql) override {
    const Libsqlite& sqlite = connection_->sqlite;
    sqlite3_stmt* prepared = nullptr;
    const char* rest = nullptr;
    const int done = sqlite.sqlite3_prepare_v2(connection_->database, sql.c_str(), -1, &prepared, &rest);
    Statement statement(prepared, sqlite.sqlite3_finalize);
    if (done != SQLITE_OK) return std::unexpected(connection_->error("cannot ask"));
    // What ends the transaction counts as reading too, but has no columns.
    if (statement == nullptr || sqlite.sqlite3_stmt_readonly(statement.get()) == 0 ||
        sqlite.sqlite3_column_count(statement.get()) == 0) {
      return fault("the query does not read a table: it must be a SELECT");
    }
    if (std::string_view(rest).find_first_not_of(" \t\r\n;") != std::string_view::npos) {
      return fault("there is more than one query: they are read one by one");
    }
    return std::make_unique<SqliteRows>(connection_, std::move(statement));
  }

  std::shared_ptr<const Connection> connection_;
};

Error cannot_open(const Connection& connection) {
  const Libsqlite& sqlite = connection.sqlite;
  Error error = connection.error("cannot open the database");
  const int system = sqlite.sqlite3_system_errno(connection.database);
  if (system != 0) error.message += fmt::format(" ({})", std::strerror(system));
  if (sqlite.sqlite3_errcode(connection.database) == SQLITE_NOTADB)
    error.message = fmt::format("{} is no SQLite database", visible(connection.path));
  return error;
}

}  // namespace

Expected<std::unique_ptr<Database>> open_sqlite(const std::string& path) {
  if (path.empty()) return fault("the file of the database is not named: sqlite:PATH");
  const Expected<const Libsqlite*> library = libsqlite();
  if (!library) return std::unexpected(library.error());
  const Libsqlite& sqlite = **library;
  const auto connection = std::make_shared<Connection>(sqlite);
  connection->path = path;
  // A path, and not one of the names that SQLite knows: `:memory:`, `file:…?mode=rwc`.
  const std::string plain = path.starts_with('/') ? path : "./" + path;
  const int opened = sqlite.sqlite3_open_v2(plain.c_str(), &connection->database, SQLITE_OPEN_READONLY, nullptr);
  if (opened != SQLITE_OK) return std::unexpected(cannot_open(*connection));
  sqlite.sqlite3_busy_timeout(connection->database, kPatience);
  // What a file from elsewhere has in its views and defaults must not call anything that does more than compute.
  sqlite.sqlite3_db_config(connection->database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  // The first read is what the transaction then sees.
  const char* const begin = "BEGIN DEFERRED; SELECT count(*) FROM sqlite_schema";
  if (sqlite.sqlite3_exec(connection->database, begin, nullptr, nullptr, nullptr) != SQLITE_OK) {
    Error error = cannot_open(*connection);
    if (sqlite.sqlite3_errcode(connection->database) == SQLITE_CANTOPEN) {
      error.below =
          "a database with a write-ahead log needs files beside it: its folder must be writable, or copy the "
          "database with `.backup` of sqlite3";
    }
    return std::unexpected(std::move(error));
  }
  return std::make_unique<SqliteDatabase>(connection);
}

}  // namespace engage::drivers
