#pragma once

#include <expected>
#include <string_view>

#include "lint/toml_fault.h"

namespace engage::lint {

// toml++ asserts of some texts what they do not keep to; that is a fault of the text, and no reason to stop.
[[noreturn]] void not_toml();

}  // namespace engage::lint

#define TOML_ASSERT(holds) (static_cast<bool>(holds) ? static_cast<void>(0) : ::engage::lint::not_toml())
#include <toml++/toml.h>

namespace engage::lint {

std::expected<toml::table, TomlFault> read_toml(std::string_view text);

}  // namespace engage::lint
