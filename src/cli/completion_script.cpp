#include <fmt/format.h>

#include "cli/completion.h"

namespace engage::cli {
namespace {

using Takes = HelpItem::Takes;

// `text` with a backslash before each of these characters.
std::string backslashed(std::string_view text, std::string_view characters) {
  std::string out;
  for (const char c : text) {
    if (characters.find(c) != characters.npos) out += '\\';
    out += c;
  }
  return out;
}

// Between single quotes, for bash and zsh.
std::string in_quotes(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string names_of_all(const std::vector<HelpItem>& items) {
  std::string names;
  for (const HelpItem& item : items) {
    for (const std::string& name : item.names) names += (names.empty() ? "" : " ") + name;
  }
  return names;
}

constexpr std::string_view kBashBegin =
    R"(# Completes the command lines of engage in bash: written by `engage completion bash`.

_engage() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev='' command=${COMP_WORDS[1]-}
  local offered='' kind=words
  ((COMP_CWORD == 0)) || prev=${COMP_WORDS[COMP_CWORD - 1]}
  # `--format=csv` comes as three words.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  ((COMP_CWORD > 1)) || command=
  case $command:$prev in
)";

constexpr std::string_view kBashEnd = R"(  esac
  COMPREPLY=()
  case $kind in
    words) mapfile -t COMPREPLY < <(compgen -W "$offered" -- "$cur") ;;
    files | folders)
      compopt -o filenames 2>/dev/null
      if [[ $kind == files ]]; then
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
      else
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
      fi
      ;;
  esac
}

complete -F _engage engage
)";

std::string bash_offer(const HelpItem& item) {
  switch (item.takes) {
    case Takes::words: return fmt::format("offered={}", in_quotes(fmt::format("{}", fmt::join(item.words, " "))));
    case Takes::files: return "kind=files";
    case Takes::folders: return "kind=folders";
    default: return "kind=nothing";
  }
}

void append_bash(std::string& out, const HelpOfCommand& command) {
  for (const HelpItem& option : command.options) {
    if (option.takes == Takes::nothing) continue;
    std::string patterns;
    for (const std::string& name : option.names) {
      patterns += fmt::format("{}{}:{}", patterns.empty() ? "" : " | ", command.name, name);
    }
    out += fmt::format("    {}) {} ;;\n", patterns, bash_offer(option));
  }
  out += fmt::format("    {}:*)\n      if [[ $cur == -* ]]; then\n        offered={}\n", command.name,
                     in_quotes(names_of_all(command.options)));
  if (!command.positionals.empty()) out += fmt::format("      else\n        {}\n", bash_offer(command.positionals[0]));
  out += "      fi\n      ;;\n";
}

// What zsh takes for the end of a description, or of a message.
std::string zsh_text(std::string_view text) { return backslashed(text, "\\[]:"); }

std::string zsh_offer(const HelpItem& item) {
  switch (item.takes) {
    case Takes::words: return fmt::format("({})", fmt::join(item.words, " "));
    case Takes::files: return "_files";
    case Takes::folders: return "_files -/";
    default: return " ";
  }
}

std::string zsh_message(const HelpItem& item) { return zsh_text(item.value.empty() ? item.names.front() : item.value); }

void append_zsh(std::string& out, const HelpOfCommand& command) {
  out += fmt::format("    {})\n      _arguments -s -S", command.name);
  for (const HelpItem& option : command.options) {
    for (const std::string& name : option.names) {
      std::string spec = fmt::format("{}{}[{}]", option.many ? "*" : "", name, zsh_text(option.text));
      // `--name=value` and `--name value`.
      if (option.takes != Takes::nothing) {
        spec.insert(spec.find('['), name.starts_with("--") ? "=" : "");
        spec += fmt::format(":{}:{}", zsh_message(option), zsh_offer(option));
      }
      out += fmt::format(" \\\n        {}", in_quotes(spec));
    }
  }
  for (const HelpItem& positional : command.positionals) {
    out += fmt::format(" \\\n        {}", in_quotes(fmt::format("{}:{}:{}", positional.many ? "*" : "",
                                                                zsh_message(positional), zsh_offer(positional))));
  }
  out += "\n      ;;\n";
}

std::string fish_quoted(std::string_view text) { return "'" + backslashed(text, "\\'") + "'"; }

std::string fish_offer(const HelpItem& item) {
  switch (item.takes) {
    case Takes::nothing: return "";
    case Takes::words: return fmt::format(" -x -a {}", fish_quoted(fmt::format("{}", fmt::join(item.words, " "))));
    case Takes::files: return " -r -F";
    case Takes::folders: return " -x -a '(__fish_complete_directories)'";
    default: return " -x";
  }
}

void append_fish(std::string& out, const HelpOfCommand& command, std::string_view when) {
  for (const HelpItem& option : command.options) {
    out += fmt::format("complete -c engage -n {}", in_quotes(when));
    for (const std::string& name : option.names) {
      out += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    }
    out += fmt::format("{} -d {}\n", fish_offer(option), fish_quoted(option.text));
  }
  for (const HelpItem& positional : command.positionals) {
    const std::string words = fmt::format("{}", fmt::join(positional.words, " "));
    out += fmt::format("complete -c engage -n {} {}\n", in_quotes(when),
                       words.empty() ? "-F" : "-a " + fish_quoted(words));
  }
}

}  // namespace

std::string bash_completion(const Help& help) {
  std::string out(kBashBegin), commands;
  for (const HelpOfCommand& command : help.commands) commands += command.name + " ";
  out += fmt::format("    :*) offered={} ;;\n", in_quotes(commands + names_of_all(help.program.options)));
  for (const HelpOfCommand& command : help.commands) append_bash(out, command);
  return out.append(kBashEnd);
}

std::string zsh_completion(const Help& help) {
  std::string out =
      "#compdef engage\n"
      "# Completes the command lines of engage in zsh: written by `engage completion zsh`.\n\n"
      "_engage() {\n"
      "  if (( CURRENT == 2 )); then\n"
      "    local -a commands options\n"
      "    commands=(\n";
  for (const HelpOfCommand& command : help.commands) {
    out += fmt::format("      {}\n", in_quotes(fmt::format("{}:{}", command.name, zsh_text(command.summary))));
  }
  out += "    )\n    options=(\n";
  for (const HelpItem& option : help.program.options) {
    for (const std::string& name : option.names) {
      out += fmt::format("      {}\n", in_quotes(fmt::format("{}:{}", name, zsh_text(option.text))));
    }
  }
  out +=
      "    )\n"
      "    _describe command commands -- options\n"
      "    return\n"
      "  fi\n"
      "  local command=$words[2]\n"
      "  shift words\n"
      "  (( CURRENT-- ))\n"
      "  case $command in\n";
  for (const HelpOfCommand& command : help.commands) append_zsh(out, command);
  out +=
      "  esac\n"
      "}\n\n"
      "# As a file of $fpath it is the function; read by `source` it is only declared.\n"
      "if [[ $funcstack[1] == _engage ]]; then\n"
      "  _engage \"$@\"\n"
      "else\n"
      "  compdef _engage engage\n"
      "fi\n";
  return out;
}

std::string fish_completion(const Help& help) {
  std::string out =
      "# Completes the command lines of engage in fish: written by `engage completion fish`.\n\n"
      "complete -c engage -f\n";
  for (const HelpOfCommand& command : help.commands) {
    out += fmt::format("complete -c engage -n '__fish_use_subcommand' -a {} -d {}\n", command.name,
                       fish_quoted(command.summary));
  }
  append_fish(out, help.program, "__fish_use_subcommand");
  for (const HelpOfCommand& command : help.commands) {
    append_fish(out, command, "__fish_seen_subcommand_from " + command.name);
  }
  return out;
}

}  // namespace engage::cli
