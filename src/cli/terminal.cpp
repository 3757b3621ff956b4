#include "cli/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>

#include "text/near.h"
#include "text/visible.h"

namespace engage::cli {
namespace {

bool wanted(const std::string& when, int descriptor) {
  if (when != "auto") return when == "always";
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(descriptor) != 0 && (no_color == nullptr || *no_color == '\0');
}

}  // namespace

void ColourOption::add_to(CLI::App& app) {
  app.add_option("--color", when, "colour: auto (only on a terminal, and not with NO_COLOR), always or never")
      ->check(one_of({"auto", "always", "never"}))
      ->option_text("WHEN");
}

bool ColourOption::on_standard_output() const { return wanted(when, STDOUT_FILENO); }
bool ColourOption::on_standard_error() const { return wanted(when, STDERR_FILENO); }

bool standard_error_is_terminal() { return isatty(STDERR_FILENO) != 0; }

void tell(std::string_view text) { draw(visible_painted(text)); }

void draw(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

void complain(std::string_view message, std::string_view hint) {
  tell(fmt::format("engage: {}\n{}{}", visible(message), hint, hint.empty() ? "" : "\n"));
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
