#include "cli/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "cli/tell.h"
#include "text/near.h"

namespace engage::cli {

void ColourOption::add_to(CLI::App& app) {
  app.add_option("--color", when, "colour: auto (only on a terminal, and not with NO_COLOR), always or never")
      ->check(one_of({"auto", "always", "never"}))
      ->option_text("WHEN");
}

CLI::Validator not_empty() {
  return CLI::Validator([](std::string& value) { return std::string(value.empty() ? "the value is empty" : ""); }, "");
}

CLI::Validator one_of(std::vector<std::string_view> words) {
  return CLI::Validator(
      [words](std::string& word) {
        if (std::find(words.begin(), words.end(), word) != words.end()) return std::string();
        const std::string near = did_you_mean(word, words);
        return fmt::format("`{}` is none of {}{}{}", word, fmt::join(words, ", "), near.empty() ? "" : "; ", near);
      },
      "");
}

}  // namespace engage::cli
