#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// What sentences are made of.
namespace engage {

// "1 day", "2 days"
std::string counted(std::uint64_t count, std::string_view thing);

}  // namespace engage
