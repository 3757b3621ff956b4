#include "lint/explain.h"

#include <fmt/format.h>

#include <algorithm>

namespace engage::lint {
namespace {

std::string_view name(const CodeInfo& code) {
  switch (code.severity) {
    case Severity::error:
      return code.id.starts_with('E') ? "An error: the policy is not used until it is mended."
                                      : "An error: the policy runs, and cannot do what it says.";
    case Severity::warning: return "A warning: the policy works, though hardly as meant.";
    case Severity::advice: return "Advice: the policy works; a colleague would ask about this.";
  }
  return "";
}

// As a Markdown code block; empty lines stay empty.
std::string indented(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    out += line.empty() ? "\n" : fmt::format("    {}\n", line);
    text.remove_prefix(std::min(line.size() + 1, text.size()));
  }
  return out;
}

}  // namespace

std::vector<std::span<const Page>> chapters() {
  return {pages_on_text(),       pages_on_names(),    pages_on_calendars(), pages_on_time(),      pages_on_advice(),
          pages_on_conditions(), pages_on_outreach(), pages_on_rules(),     pages_on_scenarios(), pages_on_comments()};
}

const Page* find_page(Code code) {
  for (const auto& chapter : chapters()) {
    for (const Page& page : chapter) {
      if (page.code == code) return &page;
    }
  }
  return nullptr;
}

std::string explain(const Page& page) {
  const CodeInfo& code = info(page.code);
  return fmt::format("# {}: {}\n\n{}\n\n{}\n\n## Why it matters\n\n{}\n\n## Wrong\n\n{}\n## Right\n\n{}", code.id,
                     code.summary, name(code), page.what, page.harm, indented(page.wrong), indented(page.right));
}

}  // namespace engage::lint
