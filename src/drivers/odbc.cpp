#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <system_error>
#include <utility>

#include "drivers/database.h"
#include "drivers/odbc_connection.h"
#include "drivers/odbc_text.h"
#include "text/visible.h"

namespace engage::drivers {
namespace {

// Types of SQL Server that are not in the standard.
constexpr SQLSMALLINT kTimeWithFraction = -154;
constexpr SQLSMALLINT kMomentWithZone = -155;

enum class Kind : std::uint8_t {
  text,
  padded_text,
  number,
  float_number,
  double_number,
  yes_or_no,
  moment,
  utc_moment
};

// What a column holds; nothing where it holds bytes.
std::optional<Kind> kind_of(SQLSMALLINT type, std::string_view name, bool postgres) {
  // Some drivers give these as text, and only the type's own name tells.
  if (name == "bool" || name == "boolean" || name == "BOOLEAN" || name == "BOOL") return Kind::yes_or_no;
  switch (type) {
    case SQL_BINARY:
    case SQL_VARBINARY:
    case SQL_LONGVARBINARY: return std::nullopt;
    case SQL_BIT: return Kind::yes_or_no;
    case SQL_CHAR:
    case SQL_WCHAR: return Kind::padded_text;
    case SQL_NUMERIC:
    case SQL_DECIMAL: return Kind::number;
    case SQL_REAL: return Kind::float_number;
    case SQL_FLOAT:
    case SQL_DOUBLE: return Kind::double_number;
    case SQL_TYPE_DATE:
    case SQL_TYPE_TIME:
    case kTimeWithFraction:
    case kMomentWithZone: return Kind::moment;
    case SQL_TYPE_TIMESTAMP: return postgres && name == "timestamptz" ? Kind::utc_moment : Kind::moment;
    default: return Kind::text;
  }
}

// The shortest text of the same number; as it is where it is none.
template <typename Number>
void shorten(std::string& text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size()) text = fmt::format("{}", number);
}

// `.5` as 0.5, which some drivers write.
void lead_by_zero(std::string& text) {
  const std::size_t at = text.starts_with('-') ? 1 : 0;
  if (text.size() > at + 1 && text[at] == '.') text.insert(at, "0");
}

// Without zeros at the end of a fraction, and without a blank before the zone.
void tidy_moment(std::string& text) {
  const std::size_t point = text.find('.');
  if (point != text.npos) {
    const std::size_t end = std::min(text.find_first_not_of("0123456789", point + 1), text.size());
    std::size_t last = end;
    while (last > point + 1 && text[last - 1] == '0') --last;
    if (last == point + 1) last = point;
    text.erase(last, end - last);
  }
  const std::size_t zone = text.find_last_of("+-");
  if (zone != text.npos && zone > 1 && text[zone - 1] == ' ' && text.find(':') < zone) text.erase(zone - 1, 1);
}

void make_ours(std::string& text, Kind kind) {
  switch (kind) {
    case Kind::text: break;
    case Kind::padded_text: text.resize(text.find_last_not_of(' ') + 1); break;
    case Kind::number: lead_by_zero(text); break;
    case Kind::float_number: shorten<float>(text); break;
    case Kind::double_number: shorten<double>(text); break;
    case Kind::yes_or_no:
      if (text == "1" || text == "-1" || text == "t") text = "true";
      if (text == "0" || text == "f") text = "false";
      break;
    case Kind::utc_moment:
      tidy_moment(text);
      text += "+00:00";
      break;
    case Kind::moment: tidy_moment(text); break;
  }
}

struct Column {
  std::string name;
  Kind kind;
};

class OdbcRows final : public Rows {
 public:
  OdbcRows(OdbcStatement statement, std::vector<Column> columns) : statement_(std::move(statement)) {
    for (Column& column : columns) {
      names_.push_back(std::move(column.name));
      kinds_.push_back(column.kind);
    }
    texts_.resize(names_.size());
  }

  const std::vector<std::string>& columns() const override { return names_; }
  std::uint64_t line() const override { return line_; }

  Expected<bool> next(Cells& cells) override {
    if (ended_) return false;
    const SQLRETURN done = statement_.connection().odbc().SQLFetch(statement_.handle());
    if (!SQL_SUCCEEDED(done)) {
      ended_ = true;
      if (done == SQL_NO_DATA) return false;
      return std::unexpected(statement_.error());
    }
    ++line_;
    cells.clear();
    for (std::size_t column = 0; column < names_.size(); ++column) {
      const Expected<bool> has = read(column);
      if (!has) {
        ended_ = true;
        return has;
      }
      cells.push_back(*has ? std::optional<std::string_view>(texts_[column]) : std::nullopt);
    }
    return true;
  }

 private:
  // The cell's text, piece by piece as it fits into a buffer; false where there is none.
  Expected<bool> read(std::size_t column) {
    const bool wide = statement_.connection().wide();
    std::string& text = texts_[column];
    text.clear();
    units_.clear();
    while (true) {
      SQLLEN size = 0;
      const SQLRETURN done = statement_.connection().odbc().SQLGetData(
          statement_.handle(), static_cast<SQLUSMALLINT>(column + 1), wide ? SQL_C_WCHAR : SQL_C_CHAR, buffer_.data(),
          static_cast<SQLLEN>(sizeof buffer_), &size);
      if (done == SQL_NO_DATA) break;
      if (!SQL_SUCCEEDED(done)) return std::unexpected(statement_.error());
      if (size == SQL_NULL_DATA) return false;
      // What did not fit is still to come; each piece ends with a null.
      const std::size_t unit = wide ? sizeof(char16_t) : 1;
      const std::size_t room = sizeof buffer_ - unit;
      const bool more = size == SQL_NO_TOTAL || static_cast<std::size_t>(size) > room;
      const std::size_t taken = more ? room : static_cast<std::size_t>(size);
      if (wide) {
        units_.append(buffer_.data(), taken / unit);
      } else {
        text.append(reinterpret_cast<const char*>(buffer_.data()), taken);
      }
      if (!more) break;
    }
    if (wide) append_narrow(text, units_);
    make_ours(text, kinds_[column]);
    return true;
  }

  OdbcStatement statement_;
  std::vector<std::string> names_;
  std::vector<Kind> kinds_;
  std::vector<std::string> texts_;
  std::u16string units_;
  std::array<char16_t, 8192> buffer_;
  bool ended_ = false;
  std::uint64_t line_ = 0;
};

Expected<Column> describe(const OdbcStatement& statement, SQLUSMALLINT number) {
  const OdbcConnection& connection = statement.connection();
  SQLSMALLINT size = 0, type = 0, digits = 0, nullable = 0;
  SQLULEN width = 0;
  SQLRETURN done = SQL_ERROR;
  Column column;
  if (connection.wide()) {
    std::array<char16_t, 512> name{};
    done = connection.odbc().SQLDescribeColW(statement.handle(), number, reinterpret_cast<SQLWCHAR*>(name.data()),
                                             static_cast<SQLSMALLINT>(name.size()), &size, &type, &width, &digits,
                                             &nullable);
    append_narrow(column.name, name.data());
  } else {
    std::array<char, 1024> name{};
    done = connection.odbc().SQLDescribeCol(statement.handle(), number, reinterpret_cast<SQLCHAR*>(name.data()),
                                            static_cast<SQLSMALLINT>(name.size()), &size, &type, &width, &digits,
                                            &nullable);
    column.name = name.data();
  }
  if (!SQL_SUCCEEDED(done)) return std::unexpected(statement.error());
  std::array<char, 128> type_name{};
  done = connection.odbc().SQLColAttribute(statement.handle(), number, SQL_DESC_TYPE_NAME, type_name.data(),
                                           static_cast<SQLSMALLINT>(type_name.size()), &size, nullptr);
  if (!SQL_SUCCEEDED(done)) return std::unexpected(statement.error());
  const std::optional<Kind> kind = kind_of(type, type_name.data(), connection.system() == "PostgreSQL");
  if (!kind)
    return fault(fmt::format("the column `{}` holds bytes and no text", visible(column.name)),
                 "leave it out of the query");
  column.kind = *kind;
  return column;
}

class OdbcDatabase final : public Database {
 public:
  explicit OdbcDatabase(std::shared_ptr<OdbcConnection> connection) : connection_(std::move(connection)) {}

 private:
  std::string_view quote() const override { return connection_->quote(); }

  Expected<std::unique_ptr<Rows>> query(const std::string& sql) override {
    if (is_many_commands(sql)) return fault("there is more than one query: they are read one by one");
    const SQLUSMALLINT most = connection_->most_statements();
    if (most != 0 && connection_->statements >= most) {
      return fault("the ODBC driver reads one table at a time, and another is being read",
                   "of SQL Server: MARS_Connection=yes in the connection string");
    }
    Expected<OdbcStatement> statement = OdbcStatement::ask(connection_, sql);
    if (!statement) return std::unexpected(statement.error());
    SQLSMALLINT count = 0;
    if (!SQL_SUCCEEDED(connection_->odbc().SQLNumResultCols(statement->handle(), &count))) {
      return std::unexpected(statement->error());
    }
    if (count == 0) return fault("the query does not read a table: it must be a SELECT");
    std::vector<Column> columns;
    for (SQLSMALLINT number = 1; number <= count; ++number) {
      Expected<Column> column = describe(*statement, static_cast<SQLUSMALLINT>(number));
      if (!column) return std::unexpected(column.error());
      columns.push_back(std::move(*column));
    }
    return std::make_unique<OdbcRows>(std::move(*statement), std::move(columns));
  }

  std::shared_ptr<OdbcConnection> connection_;
};

// What a system must be told so that it cannot write, and says moments in UTC. The query at the end is the first of the
// transaction: what is there now is what it sees.
Expected<void> hold_to_reading(const std::shared_ptr<OdbcConnection>& connection) {
  std::vector<const char*> commands;
  if (connection->system() == "PostgreSQL") commands = {"SET TRANSACTION READ ONLY", "SET TIME ZONE 'UTC'", "SELECT 1"};
  if (connection->system() == "SQLite") commands = {"PRAGMA query_only = ON", "SELECT count(*) FROM sqlite_master"};
  for (const char* command : commands) {
    const Expected<OdbcStatement> done = OdbcStatement::ask(connection, command);
    if (!done) return std::unexpected(done.error());
  }
  return {};
}

}  // namespace

Expected<std::unique_ptr<Database>> open_odbc(const std::string& connection, const std::string& password) {
  if (connection.empty()) return fault("the connection is not named: odbc:DSN=NAME");
  if (holds_password(connection)) {
    return fault("the ODBC connection string must not hold a password: others can see it",
                 "write it into the data source, in ~/.odbc.ini, which only you can read: odbc:DSN=NAME");
  }
  Expected<std::shared_ptr<OdbcConnection>> opened = OdbcConnection::open(connection, password);
  if (!opened) return std::unexpected(opened.error());
  if (Expected<void> held = hold_to_reading(*opened); !held) return std::unexpected(held.error());
  return std::make_unique<OdbcDatabase>(std::move(*opened));
}

}  // namespace engage::drivers
