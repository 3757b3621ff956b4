#include "cli/help.h"

#include "cli/arguments.h"

namespace engage::cli {
namespace {

HelpItem::Takes what_it_takes(const CLI::Option& option, const HelpItem& item) {
  using Takes = HelpItem::Takes;
  if (!item.words.empty()) return Takes::words;
  if (option.get_positional()) return Takes::files;
  if (option.get_items_expected_max() == 0) return Takes::nothing;
  if (item.value.starts_with("FILE")) return Takes::files;
  return item.value == "DIR" ? Takes::folders : Takes::other;
}

HelpItem item_of(CLI::Option& option) {
  HelpItem item;
  if (option.get_positional()) {
    item.names.push_back(option.get_name(true));
  } else {
    for (const std::string& name : option.get_snames()) item.names.push_back("-" + name);
    for (const std::string& name : option.get_lnames()) item.names.push_back("--" + name);
  }
  item.value = option.get_option_text();
  if (item.value == " ") item.value.clear();  // where the parser would name a type by itself
  item.text = option.get_description();
  item.words = words_of(option);
  item.required = option.get_required();
  item.many = option.get_items_expected_max() > 1;
  item.takes = what_it_takes(option, item);
  return item;
}

HelpOfCommand help_of(CLI::App& command) {
  HelpOfCommand help{command.get_name(), command.get_description(), command.get_footer(), {}, {}};
  for (CLI::Option* option : command.get_options({})) {
    (option->get_positional() ? help.positionals : help.options).push_back(item_of(*option));
  }
  return help;
}

}  // namespace

Help help_around(CLI::App& command) {
  CLI::App& program = command.get_parent() == nullptr ? command : *command.get_parent();
  Help help{help_of(program), {}};
  for (CLI::App* each : program.get_subcommands({})) help.commands.push_back(help_of(*each));
  return help;
}

}  // namespace engage::cli
