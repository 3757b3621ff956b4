#include "cli/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
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

CLI::Validator whole_number(int low, int high) {
  return CLI::Validator(
      [low, high](std::string& value) {
        // As it is read later, a number that begins with 0 would be octal.
        const std::size_t zeros = std::min(value.find_first_not_of('0'), value.size() - (value.empty() ? 0 : 1));
        int number = 0;
        const auto read = std::from_chars(value.data() + zeros, value.data() + value.size(), number);
        if (read.ec != std::errc{} || read.ptr != value.data() + value.size() || number < low || number > high) {
          return fmt::format("`{}` is no whole number from {} to {}", value, low, high);
        }
        value.erase(0, zeros);
        return std::string();
      },
      "");
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
