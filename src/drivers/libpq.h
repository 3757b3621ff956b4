#pragma once

#include <libpq-fe.h>

#include "text/error.h"

// What is used of PostgreSQL's client library.
#define ENGAGE_LIBPQ(FUNCTION)   \
  FUNCTION(PQclear)              \
  FUNCTION(PQconndefaults)       \
  FUNCTION(PQconnectdbParams)    \
  FUNCTION(PQconninfoFree)       \
  FUNCTION(PQconninfoParse)      \
  FUNCTION(PQerrorMessage)       \
  FUNCTION(PQexecParams)         \
  FUNCTION(PQfinish)             \
  FUNCTION(PQfname)              \
  FUNCTION(PQfreemem)            \
  FUNCTION(PQftype)              \
  FUNCTION(PQgetisnull)          \
  FUNCTION(PQgetlength)          \
  FUNCTION(PQgetvalue)           \
  FUNCTION(PQnfields)            \
  FUNCTION(PQntuples)            \
  FUNCTION(PQresultErrorField)   \
  FUNCTION(PQresultErrorMessage) \
  FUNCTION(PQresultStatus)       \
  FUNCTION(PQsetNoticeProcessor) \
  FUNCTION(PQstatus)

namespace engage::drivers {

struct Libpq {
#define ENGAGE_MEMBER(name) decltype(&::name) name;
  ENGAGE_LIBPQ(ENGAGE_MEMBER)
#undef ENGAGE_MEMBER
};

// Loaded when it is first asked for.
Expected<const Libpq*> libpq();

}  // namespace engage::drivers
