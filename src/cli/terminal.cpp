#include "cli/terminal.h"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <cstdio>
#include <cstdlib>

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
      ->check(CLI::IsMember({"auto", "always", "never"}))
      ->option_text("WHEN");
}

bool ColourOption::on_standard_output() const { return wanted(when, STDOUT_FILENO); }
bool ColourOption::on_standard_error() const { return wanted(when, STDERR_FILENO); }

bool standard_error_is_terminal() { return isatty(STDERR_FILENO) != 0; }

void complain(std::string_view message) { fmt::print(stderr, "engage: {}\n", message); }

}  // namespace engage::cli
