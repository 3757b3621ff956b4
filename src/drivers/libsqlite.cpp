#include "drivers/libsqlite.h"

#include "drivers/library.h"

namespace engage::drivers {
namespace {

Expected<Libsqlite> load_sqlite() {
  const Expected<Library> library =
      Library::load("libsqlite3.so.0", {"SQLite is not installed", "install it: apt-get install libsqlite3-0"});
  if (!library) return std::unexpected(library.error());
  Libsqlite functions{};
  bool whole = true;
#define ENGAGE_TAKE(name) whole = library->take(functions.name, #name) && whole;
  ENGAGE_LIBSQLITE(ENGAGE_TAKE)
#undef ENGAGE_TAKE
  if (!whole) return fault("SQLite is too old", "install libsqlite3-0 of version 3.33 or later");
  return functions;
}

}  // namespace

Expected<const Libsqlite*> libsqlite() {
  static const Expected<Libsqlite> loaded = load_sqlite();
  if (!loaded) return std::unexpected(loaded.error());
  return &*loaded;
}

}  // namespace engage::drivers
