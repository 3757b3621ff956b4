#include "drivers/libodbc.h"

#include "drivers/library.h"

namespace engage::drivers {
namespace {

Expected<Libodbc> load_odbc() {
  const Expected<Library> library =
      Library::load("libodbc.so.2", {"the ODBC driver manager is not installed",
                                     "install it, and the driver of the database: apt-get install unixodbc"});
  if (!library) return std::unexpected(library.error());
  Libodbc functions{};
  bool whole = true;
#define ENGAGE_TAKE(name) whole = library->take(functions.name, #name) && whole;
  ENGAGE_LIBODBC(ENGAGE_TAKE)
#undef ENGAGE_TAKE
  if (!whole) return fault("the ODBC driver manager is too old", "install unixodbc of version 2.3 or later");
  return functions;
}

}  // namespace

Expected<const Libodbc*> libodbc() {
  static const Expected<Libodbc> loaded = load_odbc();
  if (!loaded) return std::unexpected(loaded.error());
  return &*loaded;
}

}  // namespace engage::drivers
