#pragma once

#include <sql.h>
#include <sqlext.h>
#include <sqlucode.h>

#include "text/error.h"

// What is used of unixODBC's driver manager.
#define ENGAGE_LIBODBC(FUNCTION) \
  FUNCTION(SQLAllocHandle)       \
  FUNCTION(SQLColAttribute)      \
  FUNCTION(SQLDescribeCol)       \
  FUNCTION(SQLDescribeColW)      \
  FUNCTION(SQLDisconnect)        \
  FUNCTION(SQLDriverConnectW)    \
  FUNCTION(SQLEndTran)           \
  FUNCTION(SQLExecDirect)        \
  FUNCTION(SQLExecDirectW)       \
  FUNCTION(SQLFetch)             \
  FUNCTION(SQLFreeHandle)        \
  FUNCTION(SQLGetData)           \
  FUNCTION(SQLGetDiagRec)        \
  FUNCTION(SQLGetDiagRecW)       \
  FUNCTION(SQLGetInfo)           \
  FUNCTION(SQLNativeSqlW)        \
  FUNCTION(SQLNumResultCols)     \
  FUNCTION(SQLSetConnectAttr)    \
  FUNCTION(SQLSetEnvAttr)

namespace engage::drivers {

struct Libodbc {
#define ENGAGE_MEMBER(name) decltype(&::name) name;
  ENGAGE_LIBODBC(ENGAGE_MEMBER)
#undef ENGAGE_MEMBER
};

// Loaded when it is first asked for.
Expected<const Libodbc*> libodbc();

}  // namespace engage::drivers
