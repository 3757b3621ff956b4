// Loaded before the C library, this makes a machine that tests cannot have otherwise: MACHINE_CLOCK is what its clock
// shows, in seconds since 1970; with MACHINE_THREADS=0 no thread can be started.
#include <dlfcn.h>
#include <pthread.h>
#include <cerrno>
#include <cstdlib>
#include <ctime>
#include <string_view>

extern "C" {

std::time_t time(std::time_t* into) {
  const char* shown = std::getenv("MACHINE_CLOCK");
  const std::time_t now = shown == nullptr ? 1'768'384'800 : std::atoll(shown);
  if (into != nullptr) *into = now;
  return now;
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*run)(void*), void* argument) {
  const char* threads = std::getenv("MACHINE_THREADS");
  if (threads != nullptr && std::string_view(threads) == "0") return EAGAIN;
  using Create = int (*)(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*);
  static const auto create = reinterpret_cast<Create>(dlsym(RTLD_NEXT, "pthread_create"));
  return create(thread, attributes, run, argument);
}

}  // extern "C"
