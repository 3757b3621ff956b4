#pragma once

#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <string_view>

// Things as people call them: by the name that a policy file has, or by the title that the screen shows.
namespace engage {

struct Called {
  std::string_view name;
  std::string_view title;  // may be empty
};

// The thing of that name; else the one of that title, whatever the case of its letters a to z. What is wrong otherwise,
// as a sentence without a full stop: "no action called `Call`; did you mean `Call the main phone number`?", or that
// several have that title. `kind` says what was looked for: "action", "action, step or escalation".
std::expected<std::size_t, std::string> find_called(std::span<const Called> things, std::string_view word,
                                                    std::string_view kind);

// The longest name or title that the text begins with, as it stands there, and that ends before a blank, a comma, `=` or
// the end; empty: it begins with none. One in quotation marks is given without them, and `taken` counts them.
struct AtFront {
  std::string_view word;
  std::size_t taken = 0;
};
AtFront called_at_front(std::span<const Called> things, std::string_view text);

}  // namespace engage
