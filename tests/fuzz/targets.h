#pragma once

#include <span>
#include <string_view>

// What has to hold whatever bytes are given. Each takes one input, keeps nothing, reads no file and no clock,
// and aborts where something does not hold.
namespace engage::fuzz {

void hold_policy(std::string_view input);  // a policy file
void hold_json(std::string_view input);    // a file of cases
void hold_csv(std::string_view input);     // a table of cases, kSeparator, a table of events
void hold_toml(std::string_view input);    // a linter's configuration, or a baseline

inline constexpr char kSeparator = '\x1e';  // between two tables; no text that anybody writes holds it

struct Target {
  std::string_view name;  // of its corpus, its dictionary and its program
  void (*hold)(std::string_view input);
};
inline constexpr Target kTargets[] = {
    {"policy", hold_policy}, {"json", hold_json}, {"csv", hold_csv}, {"toml", hold_toml}};

}  // namespace engage::fuzz
