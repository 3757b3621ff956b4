#!/bin/sh
# The ODBC driver of SQLite, 0.9998 (Debian 12: libsqliteodbc), has the option `StepAPI` for those who want the rows of a
# query one after the other instead of all of them in memory. It holds as long as the connection commits by itself
# (SQL_ATTR_AUTOCOMMIT, the default). With that off, as for several queries that are to see one state of the database,
# the driver fetches the whole result before the first row, and says nothing. Expected: rows one after the other in a
# transaction too, as SQLite itself gives them, or a warning.
#
# The query: SELECT w FROM t     100,000 texts of 500 letters, 50 MB
# Seen:      by itself: does not hold them; in a transaction: holds them
# Fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q libodbc2 unixodbc-dev libodbcinst2 libltdl7 libsqliteodbc=0.9998-3+b1 libsqlite3-0 sqlite3 \
  >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" package; done
libraries=$folder/package/usr/lib/$(gcc -dumpmachine)
export LD_LIBRARY_PATH="$libraries"
package/usr/bin/sqlite3 t.db "CREATE TABLE t (w);
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
  INSERT INTO t SELECT hex(zeroblob(250)) FROM n;"
cat >program.cpp <<'PROGRAM'
#include <sql.h>
#include <sqlext.h>
#include <sys/resource.h>
#include <cstdio>

int main(int count, char** argv) {
  SQLHENV environment;
  SQLHDBC connection;
  SQLHSTMT statement;
  SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
  SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0);
  SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection);
  if (!SQL_SUCCEEDED(SQLDriverConnect(connection, nullptr, reinterpret_cast<SQLCHAR*>(argv[1]), SQL_NTS, nullptr, 0,
                                      nullptr, SQL_DRIVER_NOPROMPT))) {
    return 1;
  }
  if (count > 2) SQLSetConnectAttr(connection, SQL_ATTR_AUTOCOMMIT, reinterpret_cast<SQLPOINTER>(SQL_AUTOCOMMIT_OFF), 0);
  SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement);
  char query[] = "SELECT w FROM t";
  if (!SQL_SUCCEEDED(SQLExecDirect(statement, reinterpret_cast<SQLCHAR*>(query), SQL_NTS))) return 1;
  long rows = 0;
  while (SQL_SUCCEEDED(SQLFetch(statement))) ++rows;
  rusage used;
  getrusage(RUSAGE_SELF, &used);
  std::printf("%s", rows != 100000 ? "not all rows" : used.ru_maxrss / 1024 < 25 ? "does not hold them" : "holds them");
}
PROGRAM
g++ -std=c++17 -Ipackage/usr/include program.cpp -L"$libraries" -l:libodbc.so.2 -o program
address="Driver=$libraries/odbc/libsqlite3odbc.so;Database=$folder/t.db;StepAPI=1"
seen="by itself: $(./program "$address"); in a transaction: $(./program "$address" transaction)"
echo "$seen"
[ "$seen" = "by itself: does not hold them; in a transaction: holds them" ]
