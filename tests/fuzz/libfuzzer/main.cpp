#include <cstddef>
#include <cstdint>

#include "../targets.h"

// TARGET is one of those functions, named by the build.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  engage::fuzz::TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
