#pragma once

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace engage::cli {

// Colour and progress depend on where the output goes; this is the one place that asks.
struct ColourOption {
  std::string when = "auto";
  void add_to(CLI::App& app);
  // Only on a terminal and never with NO_COLOR, unless asked for.
  bool on_standard_output() const;
  bool on_standard_error() const;
};

bool standard_error_is_terminal();

// Writes lines to standard error, with what could take over a terminal written out (colours stay). Where that is
// closed or full nobody listens, and the work goes on.
void tell(std::string_view text);

// The same, as it is: for lines of our own that move the cursor.
void draw(std::string_view bytes);

// "engage: message" on standard error, in one line whatever the message holds, and below it where to look.
void complain(std::string_view message, std::string_view hint = {});

// Refuses an empty value: it comes from a variable of a script that was never set.
CLI::Validator not_empty();

// Accepts a whole number from `low` to `high`, in decimal digits: 010 is ten.
CLI::Validator whole_number(int low, int high);

// Accepts these words only, and says which one was meant.
CLI::Validator one_of(std::vector<std::string_view> words);

}  // namespace engage::cli
