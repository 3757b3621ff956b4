#pragma once

#include <string>

#include "text/error.h"

namespace engage::drivers {

// A library that is loaded when it is first wanted: whoever reads files need not have it, and does not wait for it. It
// stays until the program ends.
class Library {
 public:
  // `file` as its package installs it, `libpq.so.5`; `absent` says what is missing and how to get it.
  static Expected<Library> load(const char* file, Error absent);

  // Takes a function from it by name; false where it has none.
  template <typename Function>
  bool take(Function*& function, const char* name) const {
    function = reinterpret_cast<Function*>(find(name));
    return function != nullptr;
  }

 private:
  explicit Library(void* handle) : handle_(handle) {}
  void* find(const char* name) const;
  void* handle_;
};

}  // namespace engage::drivers
