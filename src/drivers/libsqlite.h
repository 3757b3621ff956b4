#pragma once

#include <sqlite3.h>

#include "text/error.h"

// What is used of SQLite.
#define ENGAGE_LIBSQLITE(FUNCTION)  \
  FUNCTION(sqlite3_busy_timeout)    \
  FUNCTION(sqlite3_close)           \
  FUNCTION(sqlite3_column_bytes)    \
  FUNCTION(sqlite3_column_count)    \
  FUNCTION(sqlite3_column_decltype) \
  FUNCTION(sqlite3_column_double)   \
  FUNCTION(sqlite3_column_int64)    \
  FUNCTION(sqlite3_column_name)     \
  FUNCTION(sqlite3_column_text)     \
  FUNCTION(sqlite3_column_type)     \
  FUNCTION(sqlite3_db_config)       \
  FUNCTION(sqlite3_errcode)         \
  FUNCTION(sqlite3_errmsg)          \
  FUNCTION(sqlite3_exec)            \
  FUNCTION(sqlite3_finalize)        \
  FUNCTION(sqlite3_open_v2)         \
  FUNCTION(sqlite3_prepare_v2)      \
  FUNCTION(sqlite3_step)            \
  FUNCTION(sqlite3_stmt_readonly)   \
  FUNCTION(sqlite3_strnicmp)        \
  FUNCTION(sqlite3_system_errno)

namespace engage::drivers {

struct Libsqlite {
#define ENGAGE_MEMBER(name) decltype(&::name) name;
  ENGAGE_LIBSQLITE(ENGAGE_MEMBER)
#undef ENGAGE_MEMBER
};

// Loaded when it is first asked for.
Expected<const Libsqlite*> libsqlite();

}  // namespace engage::drivers
