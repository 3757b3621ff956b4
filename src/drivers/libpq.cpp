#include "drivers/libpq.h"

#include "drivers/library.h"

namespace engage::drivers {
namespace {

Expected<Libpq> load() {
  const Expected<Library> library = Library::load(
      "libpq.so.5", {"PostgreSQL's client library is not installed", "install it: apt-get install libpq5"});
  if (!library) return std::unexpected(library.error());
  Libpq functions{};
  bool whole = true;
#define ENGAGE_TAKE(name) whole = library->take(functions.name, #name) && whole;
  ENGAGE_LIBPQ(ENGAGE_TAKE)
#undef ENGAGE_TAKE
  if (!whole) return fault("PostgreSQL's client library is too old", "install libpq5 of version 9.6 or later");
  return functions;
}

}  // namespace

Expected<const Libpq*> libpq() {
  static const Expected<Libpq> loaded = load();
  if (!loaded) return std::unexpected(loaded.error());
  return &*loaded;
}

}  // namespace engage::drivers
