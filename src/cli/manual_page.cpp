#include "cli/manual_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

#include "text/words.h"

namespace engage::cli {
namespace {

constexpr std::string_view kOfExitCodes = R"(.SH EXIT STATUS
.TP
.B 0
Done, and there is nothing to report.
.TP
.B 1
Done, and there is something to report: a case that could not be assessed, a fault of a policy, a check that does not
hold.
.TP
.B 2
It could not be done: an argument, a file or this machine stands in the way, which standard error tells.
)";

// Characters that stand for themselves, on a typewriter as in Unicode.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '\\': out += "\\(rs"; break;
      case '-': out += "\\-"; break;
      case '\'': out += "\\(aq"; break;
      case '`': out += "\\(ga"; break;
      case '"': out += "\\(dq"; break;
      case '^': out += "\\(ha"; break;
      case '~': out += "\\(ti"; break;
      default: out += c;
    }
  }
  return out;
}

// A line of text; one that begins with a dot is no request.
std::string line_of(std::string_view text) {
  return fmt::format("{}{}\n", text.starts_with('.') ? "\\&" : "", escaped(text));
}

std::string sentence_of(std::string_view summary) { return capitalized(summary) + "."; }

// "POLICY...", "[CASE]", as the help has it in its line of usage.
std::string usage_of(const HelpItem& positional) {
  const std::string name = positional.names.front() + (positional.many ? "..." : "");
  return positional.required ? name : "[" + name + "]";
}

void append_items(std::string& out, std::string_view title, const std::vector<HelpItem>& items) {
  if (items.empty()) return;
  out += fmt::format(".SH {}\n", title);
  for (const HelpItem& item : items) {
    std::string names;
    for (const std::string& name : item.names) names += (names.empty() ? "\\fB" : ", \\fB") + escaped(name) + "\\fR";
    out += fmt::format(".TP\n{}", names);
    if (!item.value.empty()) out += fmt::format(" \\fI{}\\fR", escaped(item.value));
    out += "\n" + line_of(item.text);
    const bool named = std::all_of(item.words.begin(), item.words.end(),
                                   [&](const std::string& word) { return item.text.find(word) != word.npos; });
    constexpr std::size_t kFew = 12;
    if (!named && item.words.size() <= kFew) {
      out += line_of(fmt::format("One of {}.", fmt::join(item.words, ", ")));
    }
  }
}

// The footer of a command's help: below "Example:" the command lines, then what they do.
void append_example(std::string& out, std::string_view footer) {
  out += ".SH EXAMPLE\n";
  bool verbatim = false;
  while (!footer.empty()) {
    const std::size_t end = std::min(footer.find('\n'), footer.size());
    std::string_view line = footer.substr(0, end);
    footer.remove_prefix(std::min(end + 1, footer.size()));
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    if (line == "Example:") continue;
    const bool command = line.starts_with("engage ");
    if (command != verbatim) out += command ? ".EX\n" : ".EE\n";
    verbatim = command;
    out += line.empty() ? ".PP\n" : line_of(line);
  }
  if (verbatim) out += ".EE\n";
}

}  // namespace

std::string page_name(const Help& help, const HelpOfCommand& of) {
  return of.name == help.program.name ? of.name : help.program.name + "-" + of.name;
}

std::string manual_page(const Help& help, const HelpOfCommand& of, std::string_view version) {
  const bool whole = of.name == help.program.name;
  const std::string name = page_name(help, of);
  std::string title = name;
  std::transform(title.begin(), title.end(), title.begin(), [](unsigned char c) { return std::toupper(c); });
  std::string_view summary = of.summary;
  if (whole) summary.remove_prefix(std::min(summary.find(": ") + 2, summary.size()));

  std::string out = fmt::format(".\\\" Made of the program's own help.\n.TH {} 1 \"\" \"{}\" \"User Commands\"\n",
                                escaped(title), escaped(version));
  out += fmt::format(".SH NAME\n{} \\- {}\n", escaped(name), escaped(summary));
  out += ".SH SYNOPSIS\n";
  if (whole) {
    out += ".B engage\n.I COMMAND\n[\\fIOPTIONS\\fR] ...\n";
  } else {
    out += fmt::format(".B engage {}\n[\\fIOPTIONS\\fR]", of.name);
    for (const HelpItem& positional : of.positionals) out += fmt::format(" \\fI{}\\fR", escaped(usage_of(positional)));
    out += "\n";
  }
  out += ".SH DESCRIPTION\n" + line_of(sentence_of(summary));
  if (whole) {
    out += line_of(of.footer) + ".SH COMMANDS\n";
    for (const HelpOfCommand& command : help.commands) {
      out += fmt::format(".TP\n\\fB{}\\fR(1)\n{}", escaped(page_name(help, command)),
                         line_of(sentence_of(command.summary)));
    }
  }
  append_items(out, "ARGUMENTS", of.positionals);
  append_items(out, "OPTIONS", of.options);
  if (!whole) append_example(out, of.footer);
  out += kOfExitCodes;
  out += ".SH SEE ALSO\n";
  std::string others;
  if (!whole) others = fmt::format("\\fB{}\\fR(1)", help.program.name);
  for (const HelpOfCommand& command : help.commands) {
    if (command.name == of.name) continue;
    others += fmt::format("{}\\fB{}\\fR(1)", others.empty() ? "" : ",\n", escaped(page_name(help, command)));
  }
  return out + others + "\n";
}

}  // namespace engage::cli
