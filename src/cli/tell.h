#pragma once

#include <string>
#include <string_view>

namespace CLI {
class App;
}

namespace engage::cli {

// Colour and progress depend on where the output goes; this is the one place that asks.
struct ColourOption {
  std::string when = "auto";
  void add_to(CLI::App& app);  // defined with the other arguments
  // Only on a terminal and never with NO_COLOR, unless asked for.
  bool on_standard_output() const;
  bool on_standard_error() const;
};

bool standard_output_is_terminal();
bool standard_error_is_terminal();

// Writes lines to standard error, with what could take over a terminal written out (colours stay). Where that is
// closed or full nobody listens, and the work goes on.
void tell(std::string_view text);

// The same, as it is: for lines of our own that move the cursor.
void draw(std::string_view bytes);

// "engage: message" on standard error, in one line whatever the message holds, and below it where to look.
void complain(std::string_view message, std::string_view hint = {});

}  // namespace engage::cli
