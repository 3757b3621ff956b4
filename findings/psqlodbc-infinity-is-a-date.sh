#!/bin/sh
# psqlodbc 13.02 (Debian 12: odbc-postgresql) gives the timestamp `infinity` of PostgreSQL, which tables have where
# something holds until further notice, as the last second of 9999: a moment like any other, without a warning.
# `-infinity` is the first day of 9999 BC. libpq gives the words. Expected: the words, since text is asked for, or an
# error, as a timestamp of ODBC has no such value.
#
# The query: SELECT 'infinity'::timestamp, '-infinity'::timestamp
# Seen:      9999-12-31 23:59:59 and 9999-01-01 00:00:00 BC, both with 0, SQL_SUCCESS
# Fails when that changes.
set -eu
folder=$(mktemp -d)
cd "$folder"
apt-get download -q odbc-postgresql=1:13.02.0000-2+b1 libodbc2 unixodbc-dev libodbcinst2 libltdl7 libpq5 postgresql-15 \
  postgresql-client-15 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" package; done
libraries=$folder/package/usr/lib/$(gcc -dumpmachine)
export LD_LIBRARY_PATH="$libraries"
# A server of its own, with a socket and no port; it refuses to run as root.
server=$folder/package/usr/lib/postgresql/15/bin
as_server=
if [ "$(id -u)" -eq 0 ]; then
  chmod 755 "$folder"
  mkdir data
  chown nobody data
  as_server="setpriv --reuid=nobody --clear-groups"
fi
trap '$as_server "$server/pg_ctl" -D data/db -m fast -w stop >/dev/null 2>&1; rm -rf "$folder"' EXIT
mkdir -p data
$as_server "$server/initdb" -D data/db -U reader --auth=trust --no-sync >/dev/null
$as_server "$server/pg_ctl" -D data/db -l data/log -w -o "-k '$folder/data' -c listen_addresses=''" start >/dev/null
cat >program.cpp <<'PROGRAM'
#include <sql.h>
#include <sqlext.h>
#include <cstdio>

int main(int, char** argv) {
  SQLHENV environment;
  SQLHDBC connection;
  SQLHSTMT statement;
  SQLAllocHandle(SQL_HANDLE_ENV, SQL_NULL_HANDLE, &environment);
  SQLSetEnvAttr(environment, SQL_ATTR_ODBC_VERSION, reinterpret_cast<SQLPOINTER>(SQL_OV_ODBC3), 0);
  SQLAllocHandle(SQL_HANDLE_DBC, environment, &connection);
  SQLDriverConnect(connection, nullptr, reinterpret_cast<SQLCHAR*>(argv[1]), SQL_NTS, nullptr, 0, nullptr,
                   SQL_DRIVER_NOPROMPT);
  SQLAllocHandle(SQL_HANDLE_STMT, connection, &statement);
  char query[] = "SELECT 'infinity'::timestamp, '-infinity'::timestamp";
  if (!SQL_SUCCEEDED(SQLExecDirect(statement, reinterpret_cast<SQLCHAR*>(query), SQL_NTS))) return 1;
  SQLFetch(statement);
  for (int column = 1; column <= 2; ++column) {
    char text[40] = "";
    const int done = SQLGetData(statement, column, SQL_C_CHAR, text, sizeof text, nullptr);
    std::printf("%s%s: %d", column == 1 ? "" : ", ", text, done);
  }
}
PROGRAM
g++ -std=c++17 -Ipackage/usr/include program.cpp -L"$libraries" -l:libodbc.so.2 -o program
seen=$(./program "Driver=$libraries/odbc/psqlodbcw.so;Servername=$folder/data;Database=postgres;UID=reader")
echo "$seen"
[ "$seen" = "9999-12-31 23:59:59: 0, 9999-01-01 00:00:00 BC: 0" ]
