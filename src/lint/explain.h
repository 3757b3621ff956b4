#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/codes.h"

namespace engage::lint {

// What there is to know of one code. The examples are parts of policies; `wrong` shows no more than
// the fault.
struct Page {
  Code code;
  std::string_view what;
  std::string_view harm;  // to a client or a worker
  std::string_view wrong;
  std::string_view right;
};

// A chapter a file of src/lint/explain.
std::span<const Page> pages_on_text();
std::span<const Page> pages_on_names();
std::span<const Page> pages_on_calendars();
std::span<const Page> pages_on_time();
std::span<const Page> pages_on_advice();
std::span<const Page> pages_on_conditions();
std::span<const Page> pages_on_outreach();
std::span<const Page> pages_on_rules();
std::span<const Page> pages_on_scenarios();
std::span<const Page> pages_on_comments();
// All of them.
std::vector<std::span<const Page>> chapters();

// Null for a code that nobody has explained; a test fails on one.
const Page* find_page(Code code);
// As Markdown: what `--explain` shows, and a file of docs/lint.
std::string explain(const Page& page);

}  // namespace engage::lint
