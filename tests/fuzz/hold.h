#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

// What is said of every input: it aborts, in every build, so that the fuzzer and the tests take notice alike.
#define HOLD(condition, input)                         \
  (static_cast<bool>(condition) ? static_cast<void>(0) \
                                : ::engage::fuzz::broken(#condition, __FILE__, __LINE__, (input)))

namespace engage::fuzz {

[[noreturn]] inline void broken(const char* condition, const char* file, int line, std::string_view input) {
  std::fprintf(stderr, "%s:%d: does not hold: %s\nfor the input:\n%.*s\n", file, line, condition,
               static_cast<int>(input.size()), input.data());
  std::abort();
}

}  // namespace engage::fuzz
