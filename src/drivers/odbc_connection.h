#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "drivers/libodbc.h"
#include "text/error.h"

namespace engage::drivers {

// A connection by ODBC, in a transaction that is rolled back when it goes.
//
// Texts go both ways as UTF-16 where the driver speaks that, which ODBC calls wide. A driver that does not is given, and
// has to give, UTF-8: the driver manager would else cut every UTF-16 unit to its lower byte.
class OdbcConnection {
 public:
  static Expected<std::shared_ptr<OdbcConnection>> open(const std::string& connection, const std::string& password);
  OdbcConnection(const OdbcConnection&) = delete;
  OdbcConnection& operator=(const OdbcConnection&) = delete;
  ~OdbcConnection();

  const Libodbc& odbc() const { return odbc_; }
  SQLHDBC handle() const { return connection_; }
  bool wide() const { return wide_; }
  std::string_view quote() const { return quote_; }
  // So many statements at once; 0: any number.
  SQLUSMALLINT most_statements() const { return most_statements_; }
  // "PostgreSQL", as the driver calls the system behind it.
  const std::string& system() const { return system_; }

  // What the driver says of the last call with this handle, in one sentence; more of it below.
  Error error(SQLSMALLINT kind, SQLHANDLE handle) const;

  int statements = 0;  // open now

 private:
  explicit OdbcConnection(const Libodbc& odbc) : odbc_(odbc) {}
  Expected<void> connect(const std::string& connection, const std::string& password);
  void learn();
  Expected<void> begin();
  std::string told(SQLUSMALLINT what) const;

  const Libodbc& odbc_;
  SQLHENV environment_ = nullptr;
  SQLHDBC connection_ = nullptr;
  bool connected_ = false;
  bool wide_ = true;
  std::string password_;
  std::string system_;
  std::string quote_;
  SQLUSMALLINT most_statements_ = 0;
};

// A query that was asked, and its result.
class OdbcStatement {
 public:
  static Expected<OdbcStatement> ask(std::shared_ptr<OdbcConnection> connection, const std::string& sql);
  OdbcStatement(OdbcStatement&& other) noexcept;
  OdbcStatement& operator=(OdbcStatement&&) = delete;
  ~OdbcStatement();

  SQLHSTMT handle() const { return statement_; }
  const OdbcConnection& connection() const { return *connection_; }
  Error error() const { return connection_->error(SQL_HANDLE_STMT, statement_); }

 private:
  explicit OdbcStatement(std::shared_ptr<OdbcConnection> connection);
  std::shared_ptr<OdbcConnection> connection_;
  SQLHSTMT statement_ = nullptr;
};

}  // namespace engage::drivers
