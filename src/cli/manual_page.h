#pragma once

#include <string>
#include <string_view>

#include "cli/help.h"

namespace engage::cli {

// "engage", "engage-due": the name of its manual page, which is in section 1.
std::string page_name(const Help& help, const HelpOfCommand& of);

// The page for `man`, in roff, made of nothing but the help. `of` is the program or one of its commands.
std::string manual_page(const Help& help, const HelpOfCommand& of, std::string_view version);

}  // namespace engage::cli
