#pragma once

#include <expected>
#include <type_traits>

#include "engine/engine.h"
#include "engine/evaluate.h"

namespace engage::engine {

// What `ask` answers, or why that cannot be decided.
template <typename Ask>
std::expected<std::invoke_result_t<Ask>, Undecided> decided(Ask ask) {
  try {
    if constexpr (std::is_void_v<std::invoke_result_t<Ask>>) {
      ask();
      return {};
    } else {
      return ask();
    }
  } catch (const CannotDecide& fault) {
    return std::unexpected(Undecided{fault.reason});
  }
}

}  // namespace engage::engine
