#include <fmt/format.h>

#include <charconv>

#include "cases/times.h"
#include "cases/typing.h"
#include "play/play.h"
#include "play/walk.h"
#include "text/called.h"
#include "text/near.h"

namespace engage::play {
namespace {

using Kind = WalkCommand::Kind;
template <typename T>
using Expected = std::expected<T, std::string>;

constexpr int kMostDays = 999;
constexpr std::string_view kCommands[] = {"next", "to", "record", "set", "back", "show", "save", "quit", "help"};

WalkCommand of(Kind kind) {
  WalkCommand command;
  command.kind = kind;
  return command;
}

std::string_view trimmed(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Takes the first word off the text.
std::string_view take_word(std::string_view& text) {
  text = trimmed(text);
  const std::string_view word = text.substr(0, text.find_first_of(" \t"));
  text = trimmed(text.substr(word.size()));
  return word;
}

std::unexpected<std::string> left_over(std::string_view command, std::string_view rest) {
  return std::unexpected(fmt::format("`{}` is followed by `{}`, which it does not take", command, rest));
}

// A date is its morning; a time alone is one of today.
Expected<Instant> read_time(std::string_view text, Instant now) {
  const bool alone = text.size() == 5 && text[2] == ':';
  const std::string whole = alone ? to_string(date_of(now)) + " " + std::string(text) : std::string(text);
  const auto moment = cases::read_moment(whole);
  if (!moment) return std::unexpected(moment.error() + "; a time of today is written 14:30");
  return Instant{start_of(moment->date).minutes + moment->minute.value_or(kWorkBegins)};
}

Expected<WalkCommand> read_next(std::string_view rest) {
  WalkCommand command = of(Kind::next);
  if (rest.empty()) return command;
  if (rest == "change") return of(Kind::next_change);
  const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), command.days);
  const bool whole = read.ec == std::errc{} && read.ptr == rest.data() + rest.size();
  if (whole && command.days >= 1 && command.days <= kMostDays) return command;
  return std::unexpected(
      fmt::format("`next {}`: how many days is a number from 1 to {}, or `change`", rest, kMostDays));
}

template <typename Words>
std::vector<Called> called(const Words& words) {
  std::vector<Called> all;
  for (const auto& word : words) all.push_back({word.name, word.title});
  return all;
}

// Takes the name or the title of one of `words` off the text: which of them, or why it is none. `meant` is what may
// have been meant as a title.
template <typename Words>
Expected<std::size_t> take_called(std::string_view& text, std::string_view meant, const Words& words,
                                  std::string_view kind) {
  const std::vector<Called> all = called(words);
  AtFront front = called_at_front(all, text);
  if (front.taken == 0) {
    const auto whole = find_called(all, trimmed(meant), kind);
    if (!whole && whole.error().find("; did you mean") != std::string::npos) {
      return std::unexpected("there is " + whole.error());
    }
    front.word = text.substr(0, text.find_first_of(" \t,="));
    front.taken = front.word.size();
  }
  auto found = find_called(all, front.word, kind);
  if (!found) return std::unexpected("there is " + found.error());
  text = trimmed(text.substr(front.taken));
  return *found;
}

// Takes `as OUTCOME` and `done by ROLE` off the text, each by name or title.
Expected<model::Occurrence> take_details(std::string_view& text, model::EventId event, const model::Words& words) {
  model::Occurrence what{event};
  const auto meant = [&] { return text.substr(0, text.find(',')); };
  if (text.starts_with("as ")) {
    const std::vector<model::EventOutcome>& outcomes = words.events[event].outcomes;
    if (outcomes.empty()) {
      return std::unexpected(fmt::format("`{}` has no outcomes", words.events[event].name));
    }
    text = trimmed(text.substr(3));
    const auto outcome = take_called(text, meant(), outcomes, "outcome");
    if (!outcome) return std::unexpected(outcome.error());
    what.outcome = static_cast<std::uint16_t>(*outcome);
  }
  if (text.starts_with("done by ")) {
    text = trimmed(text.substr(8));
    const auto role = take_called(text, meant(), words.roles, "role");
    if (!role) return std::unexpected(role.error());
    what.role = static_cast<std::uint16_t>(*role);
  }
  return what;
}

Expected<WalkCommand> read_record(std::string_view rest, const model::Words& words, Instant now) {
  WalkCommand command = of(Kind::record);
  while (!rest.empty()) {
    if (rest.starts_with(',')) {
      rest = trimmed(rest.substr(1));
      continue;
    }
    if (rest.starts_with("at ") && !command.events.empty()) {
      auto at = read_time(trimmed(rest.substr(3)), now);
      if (!at) return std::unexpected(at.error());
      command.at = *at;
      break;
    }
    const auto event =
        take_called(rest, rest.substr(0, std::min(rest.find(','), rest.find(" at "))), words.events, "event or action");
    if (!event) return std::unexpected(event.error());
    auto what = take_details(rest, static_cast<model::EventId>(*event), words);
    if (!what) return std::unexpected(what.error());
    command.events.push_back(*what);
  }
  if (command.events.empty()) return std::unexpected("say what is recorded: record EVENT, or record EVENT at 14:30");
  return command;
}

// `set FACT VALUE`, `set FACT is VALUE` or `set FACT=VALUE`.
Expected<WalkCommand> read_set(std::string_view rest, const model::Words& words) {
  std::string_view value = rest;
  const std::size_t sign = std::min(rest.find('='), rest.find(" is "));
  const std::string_view meant = rest.substr(0, sign == rest.npos ? rest.find_last_of(" \t") : sign);
  const auto fact = rest.empty() ? Expected<std::size_t>(0) : take_called(value, meant, words.facts, "fact");
  if (!fact) return std::unexpected(fact.error());
  if (value.starts_with('=')) value = trimmed(value.substr(1));
  if (value.starts_with("is ")) value = trimmed(value.substr(3));
  if (value.empty()) return std::unexpected("say which fact, and its value: set FACT VALUE");
  const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  if (quoted) value = value.substr(1, value.size() - 2);
  const cases::Written written{cases::Written::Kind::cell, false, value};
  WalkCommand command = of(Kind::set);
  command.change.fact = static_cast<model::FactId>(*fact);
  if (cases::type_value(words.facts[*fact], written, command.change.value)) return command;
  return std::unexpected(cases::type_fault(words.facts[*fact], written));
}

}  // namespace

std::expected<WalkCommand, std::string> read_walk_command(std::string_view line, const model::Words& words,
                                                          Instant now) {
  std::string_view rest = line;
  const std::string_view name = take_word(rest);
  if (name == "next" || name.empty()) return read_next(rest);
  if (name == "record") return read_record(rest, words, now);
  if (name == "set") return read_set(rest, words);
  if (name == "to") {
    auto at = read_time(rest, now);
    if (!at) return std::unexpected(at.error());
    WalkCommand command = of(Kind::to);
    command.at = *at;
    return command;
  }
  if (name == "save") {
    if (rest.empty()) return std::unexpected("say where to: save FILE");
    WalkCommand command = of(Kind::save);
    command.file = rest;
    return command;
  }
  std::optional<Kind> kind;
  if (name == "back") kind = Kind::back;
  if (name == "show") kind = Kind::show;
  if (name == "quit") kind = Kind::quit;
  if (name == "help") kind = Kind::help;
  if (kind && !rest.empty()) return left_over(name, rest);
  if (kind) return of(*kind);
  const std::string near = did_you_mean(name, kCommands);
  return std::unexpected(
      fmt::format("there is no command `{}`; {}", name, near.empty() ? "`help` lists them all" : near));
}

}  // namespace engage::play
