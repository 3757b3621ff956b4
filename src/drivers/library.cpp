#include "drivers/library.h"

#include <dlfcn.h>

#include <utility>

namespace engage::drivers {

Expected<Library> Library::load(const char* file, Error absent) {
  void* const handle = dlopen(file, RTLD_NOW | RTLD_LOCAL);
  if (handle != nullptr) return Library(handle);
  const char* const why = dlerror();
  if (why != nullptr) absent.message += std::string(" (") + why + ")";
  return std::unexpected(std::move(absent));
}

void* Library::find(const char* name) const { return dlsym(handle_, name); }

}  // namespace engage::drivers
