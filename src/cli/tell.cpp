#include "cli/tell.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "text/visible.h"

namespace engage::cli {
namespace {

bool wanted(const std::string& when, int descriptor) {
  if (when != "auto") return when == "always";
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(descriptor) != 0 && (no_color == nullptr || *no_color == '\0');
}

}  // namespace

bool ColourOption::on_standard_output() const { return wanted(when, STDOUT_FILENO); }
bool ColourOption::on_standard_error() const { return wanted(when, STDERR_FILENO); }

bool standard_output_is_terminal() { return isatty(STDOUT_FILENO) != 0; }
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

}  // namespace engage::cli
