#!/bin/sh
# unixODBC 2.3.11 (Debian 12: libodbc2) gives UTF-16 (SQLExecDirectW) to a driver that has no such function by cutting
# every unit to its lower byte; SQL that held one text then holds something else. U+0127, a letter of Maltese, becomes
# U+0027, the quote; an emoji becomes an equals sign. The driver here is SQLite's, of Debian, which takes UTF-8 through
# SQLExecDirect. The locale makes no difference. Expected: the characters in the driver's encoding, or a fault for those
# that it has not, as the driver manager of Windows does by the code page.
#
# The query: SELECT 'ħ,1,ħ'     one column with one text
# Seen:      3 columns, the second is 1
# Fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q libodbc2 unixodbc-dev libodbcinst2 libltdl7 libsqliteodbc=0.9998-3+b1 libsqlite3-0 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" package; done
libraries=$folder/package/usr/lib/$(gcc -dumpmachine)
cat >program.cpp <<'PROGRAM'
#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>
#include <iostream>
#include <string>

int main(int, char** argv) {
  SQLHENV environment;
  SQLHDBC connection;
  SQLHSTMT statement;
  SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
  SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0);
  SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection);
  const std::string narrow = argv[1];
  std::u16string to(narrow.begin(), narrow.end());
  SQLDriverConnectW(connection, nullptr, reinterpret_cast<SQLWCHAR*>(to.data()), SQL_NTS, nullptr, 0, nullptr,
                    SQL_DRIVER_NOPROMPT);
  SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement);
  std::u16string query = u"SELECT '\u0127,1,\u0127'";
  if (!SQL_SUCCEEDED(SQLExecDirectW(statement, reinterpret_cast<SQLWCHAR*>(query.data()), SQL_NTS))) return 1;
  SQLSMALLINT columns = 0;
  SQLNumResultCols(statement, &columns);
  SQLFetch(statement);
  char text[20] = "";
  SQLGetData(statement, 2, SQL_C_CHAR, text, sizeof text, nullptr);
  std::cout << columns << " columns, the second is " << text << '\n';
}
PROGRAM
g++ -std=c++17 -Ipackage/usr/include program.cpp -L"$libraries" -l:libodbc.so.2 -o program
export LD_LIBRARY_PATH="$libraries"
seen=$(LC_ALL=C.UTF-8 ./program "Driver=$libraries/odbc/libsqlite3odbc.so;Database=$folder/empty.db")
echo "$seen"
[ "$seen" = "3 columns, the second is 1" ]
