#include "drivers/odbc_connection.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "drivers/odbc_text.h"
#include "text/visible.h"

namespace engage::drivers {
namespace {

constexpr std::uintptr_t kPatience = 10;  // seconds, for a server that does not answer

// Numbers are handed over as pointers.
SQLPOINTER as_pointer(std::uintptr_t number) { return reinterpret_cast<SQLPOINTER>(number); }

SQLWCHAR* units(std::u16string& text) { return reinterpret_cast<SQLWCHAR*>(text.data()); }
SQLCHAR* bytes(std::string& text) { return reinterpret_cast<SQLCHAR*>(text.data()); }

// Behind `[vendor][driver][system]`.
std::string_view without_origin(std::string_view text) {
  while (text.starts_with('[') && text.find(']') != text.npos) text.remove_prefix(text.find(']') + 1);
  return text;
}

std::string in_braces(std::string_view text) {
  std::string braced = "{";
  for (const char c : text) {
    braced += c;
    if (c == '}') braced += c;
  }
  return braced + "}";
}

}  // namespace

Expected<std::shared_ptr<OdbcConnection>> OdbcConnection::open(const std::string& connection,
                                                               const std::string& password) {
  const Expected<const Libodbc*> library = libodbc();
  if (!library) return std::unexpected(library.error());
  std::shared_ptr<OdbcConnection> opened(new OdbcConnection(**library));
  if (Expected<void> done = opened->connect(connection, password); !done) return std::unexpected(done.error());
  opened->learn();
  if (Expected<void> done = opened->begin(); !done) return std::unexpected(done.error());
  return opened;
}

OdbcConnection::~OdbcConnection() {
  if (connected_) {
    odbc_.SQLEndTran(SQL_HANDLE_DBC, connection_, SQL_ROLLBACK);
    odbc_.SQLDisconnect(connection_);
  }
  if (connection_ != nullptr) odbc_.SQLFreeHandle(SQL_HANDLE_DBC, connection_);
  if (environment_ != nullptr) odbc_.SQLFreeHandle(SQL_HANDLE_ENV, environment_);
}

Expected<void> OdbcConnection::connect(const std::string& connection, const std::string& password) {
  password_ = password;
  odbc_.SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment_);
  odbc_.SQLSetEnvAttr(environment_, SQL_ATTR_ODBC_VERSION, as_pointer(SQL_OV_ODBC3), 0);
  if (!SQL_SUCCEEDED(odbc_.SQLAllocHandle(SQL_HANDLE_DBC, environment_, &connection_))) {
    return fault("the ODBC driver manager gives no connection");
  }
  // Kept by the driver manager and told to the driver as it connects. Where a driver knows one of them not, what else
  // is done holds by itself: only what reads is asked, and all is rolled back.
  odbc_.SQLSetConnectAttr(connection_, SQL_ATTR_LOGIN_TIMEOUT, as_pointer(kPatience), SQL_IS_UINTEGER);
  odbc_.SQLSetConnectAttr(connection_, SQL_ATTR_ACCESS_MODE, as_pointer(SQL_MODE_READ_ONLY), SQL_IS_UINTEGER);

  std::string whole = connection;
  if (!password.empty()) whole += (whole.ends_with(';') ? "PWD=" : ";PWD=") + in_braces(password);
  std::optional<std::u16string> text = drivers::wide(whole);
  if (!text) return fault("the ODBC connection string is not UTF-8");
  const SQLRETURN done =
      odbc_.SQLDriverConnectW(connection_, nullptr, units(*text), static_cast<SQLSMALLINT>(text->size()), nullptr, 0,
                              nullptr, SQL_DRIVER_NOPROMPT);
  if (!SQL_SUCCEEDED(done)) {
    Error error = this->error(SQL_HANDLE_DBC, connection_);
    error.message = "cannot reach the database: " + error.message;
    return std::unexpected(std::move(error));
  }
  connected_ = true;
  return {};
}

std::string OdbcConnection::told(SQLUSMALLINT what) const {
  std::array<char, 256> text{};
  SQLSMALLINT size = 0;
  const SQLRETURN done = odbc_.SQLGetInfo(connection_, what, text.data(), static_cast<SQLSMALLINT>(text.size()), &size);
  if (!SQL_SUCCEEDED(done)) return {};
  return std::string(text.data(), std::min(static_cast<std::size_t>(size), text.size() - 1));
}

void OdbcConnection::learn() {
  system_ = told(SQL_DBMS_NAME);
  quote_ = told(SQL_IDENTIFIER_QUOTE_CHAR);
  if (quote_ == " ") quote_.clear();  // as ODBC says that there is none
  odbc_.SQLGetInfo(connection_, SQL_MAX_CONCURRENT_ACTIVITIES, &most_statements_, sizeof most_statements_, nullptr);
  // A driver gives back what it is asked to translate; one that is not wide gives it back cut to bytes.
  std::u16string asked = u"SELECT '\u00E9\u4E2D'";
  std::u16string given(asked.size() + 1, u'\0');
  SQLINTEGER size = 0;
  const SQLRETURN done = odbc_.SQLNativeSqlW(connection_, units(asked), static_cast<SQLINTEGER>(asked.size()),
                                             units(given), static_cast<SQLINTEGER>(given.size()), &size);
  wide_ = !SQL_SUCCEEDED(done) || given.starts_with(asked);
}

// One transaction that sees one state of the database, as far as it can have one. Where both are to be had, a repeatable
// read is a snapshot, and what is serializable may be a lock.
Expected<void> OdbcConnection::begin() {
  if (!SQL_SUCCEEDED(
          odbc_.SQLSetConnectAttr(connection_, SQL_ATTR_AUTOCOMMIT, as_pointer(SQL_AUTOCOMMIT_OFF), SQL_IS_UINTEGER))) {
    return fault("the ODBC driver has no transactions: the tables would be of different moments");
  }
  SQLUINTEGER kinds = 0;
  odbc_.SQLGetInfo(connection_, SQL_TXN_ISOLATION_OPTION, &kinds, sizeof kinds, nullptr);
  const bool snapshots = system_ == "PostgreSQL" || system_ == "MySQL" || system_ == "MariaDB";
  const SQLUINTEGER first = snapshots ? SQL_TXN_REPEATABLE_READ : SQL_TXN_SERIALIZABLE;
  const SQLUINTEGER second = snapshots ? SQL_TXN_SERIALIZABLE : SQL_TXN_REPEATABLE_READ;
  const SQLUINTEGER kind = (kinds & first) != 0 ? first : kinds & second;
  if (kind != 0 &&
      !SQL_SUCCEEDED(odbc_.SQLSetConnectAttr(connection_, SQL_ATTR_TXN_ISOLATION, as_pointer(kind), SQL_IS_UINTEGER))) {
    return std::unexpected(error(SQL_HANDLE_DBC, connection_));
  }
  return {};
}

Error OdbcConnection::error(SQLSMALLINT kind, SQLHANDLE handle) const {
  std::string text, state;
  SQLINTEGER code = 0;
  SQLSMALLINT size = 0;
  if (wide_) {
    std::array<SQLWCHAR, 6> state_units{};
    std::u16string units_of(1024, u'\0');
    if (SQL_SUCCEEDED(odbc_.SQLGetDiagRecW(kind, handle, 1, state_units.data(), &code, units(units_of),
                                           static_cast<SQLSMALLINT>(units_of.size()), &size))) {
      append_narrow(text, std::u16string_view(units_of).substr(0, static_cast<std::size_t>(size)));
      for (const SQLWCHAR unit : state_units) state += static_cast<char>(unit);
    }
  } else {
    std::array<SQLCHAR, 6> state_bytes{};
    std::string bytes_of(2048, '\0');
    if (SQL_SUCCEEDED(odbc_.SQLGetDiagRec(kind, handle, 1, state_bytes.data(), &code, bytes(bytes_of),
                                          static_cast<SQLSMALLINT>(bytes_of.size()), &size))) {
      text = bytes_of.substr(0, static_cast<std::size_t>(size));
      state.assign(state_bytes.begin(), state_bytes.end());
    }
  }
  for (std::size_t at = 0; !password_.empty() && (at = text.find(password_)) != text.npos;) {
    text.replace(at, password_.size(), "***");
  }
  const std::string_view said = without_origin(text);
  const std::size_t end = std::min(said.find('\n'), said.size());
  Error error{visible(said.substr(0, end)), visible_lines(said.substr(std::min(end + 1, said.size())))};
  while (error.message.ends_with(';') || error.message.ends_with('\r')) error.message.pop_back();
  if (error.message.empty()) error.message = "the ODBC driver does not say why";
  if (connected_ && state.starts_with("08")) {
    error.message = "the connection to the database was lost: " + error.message;
  }
  return error;
}

OdbcStatement::OdbcStatement(std::shared_ptr<OdbcConnection> connection) : connection_(std::move(connection)) {
  ++connection_->statements;
}

OdbcStatement::OdbcStatement(OdbcStatement&& other) noexcept
    : connection_(std::move(other.connection_)), statement_(std::exchange(other.statement_, nullptr)) {}

OdbcStatement::~OdbcStatement() {
  if (connection_ == nullptr) return;
  if (statement_ != nullptr) connection_->odbc().SQLFreeHandle(SQL_HANDLE_STMT, statement_);
  --connection_->statements;
}

Expected<OdbcStatement> OdbcStatement::ask(std::shared_ptr<OdbcConnection> connection, const std::string& sql) {
  OdbcStatement statement(std::move(connection));
  const OdbcConnection& asked = *statement.connection_;
  const Libodbc& odbc = asked.odbc();
  if (!SQL_SUCCEEDED(odbc.SQLAllocHandle(SQL_HANDLE_STMT, asked.handle(), &statement.statement_))) {
    return std::unexpected(asked.error(SQL_HANDLE_DBC, asked.handle()));
  }
  SQLRETURN done = SQL_ERROR;
  if (asked.wide()) {
    std::optional<std::u16string> text = wide(sql);
    if (!text) return fault("the query is not UTF-8");
    done = odbc.SQLExecDirectW(statement.statement_, units(*text), static_cast<SQLINTEGER>(text->size()));
  } else {
    std::string text = sql;
    done = odbc.SQLExecDirect(statement.statement_, bytes(text), static_cast<SQLINTEGER>(text.size()));
  }
  // What changes something, and had nothing to change, has no data.
  if (!SQL_SUCCEEDED(done) && done != SQL_NO_DATA) return std::unexpected(statement.error());
  return statement;
}

}  // namespace engage::drivers
