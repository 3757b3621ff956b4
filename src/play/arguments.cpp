#include "play/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "text/near.h"

namespace engage::play {
namespace {

std::optional<int> read_count(std::string_view text) {
  int count = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), count);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || count < 1 || count > 999) return std::nullopt;
  return count;
}

}  // namespace

bool looks_like_a_date(std::string_view text) {
  return text.size() >= 10 && text[4] == '-' && text[7] == '-' &&
         std::all_of(text.begin(), text.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
}

Expected<cases::Moment> read_moment(std::string_view option, std::string_view text) {
  auto moment = cases::read_moment(text);
  if (!moment) return fault(fmt::format("{}: {}", option, moment.error()));
  return *moment;
}

Expected<Instant> read_instant(std::string_view option, std::string_view text) {
  const auto moment = read_moment(option, text);
  if (!moment) return std::unexpected(moment.error());
  return moment->first();
}

Expected<model::EventId> read_event(std::string_view option, std::string_view name, const model::Words& words,
                                    const model::Policy& version) {
  if (const auto event = words.find_event(name)) return *event;
  for (const model::Group& group : version.groups) {
    if (group.name != name) continue;
    std::vector<std::string_view> members;
    for (model::EventId id = 0; id < words.events.size(); ++id) {
      if (group.events.contains(id)) members.push_back(words.events[id].name);
    }
    return fault(fmt::format("{}: `{}` is a group: name one of {}", option, name, fmt::join(members, ", ")));
  }
  return fault(
      with_near(fmt::format("{}: there is no event or action `{}`", option, name), name, names_of(words.events)));
}

Expected<model::Occurrence> read_occurrence(std::string_view option, std::string_view text, const model::Words& words,
                                            const model::Policy& version) {
  constexpr std::string_view kAs = " as ", kBy = " done by ";
  const std::size_t by = text.find(kBy);
  const std::string_view role = by == text.npos ? std::string_view() : text.substr(by + kBy.size());
  text = text.substr(0, by);
  const std::size_t as = text.find(kAs);
  const std::string_view outcome = as == text.npos ? std::string_view() : text.substr(as + kAs.size());
  const auto event = read_event(option, text.substr(0, as), words, version);
  if (!event) return std::unexpected(event.error());
  model::Occurrence what{*event};
  if (as != text.npos) {
    const model::Event& action = words.events[*event];
    const auto found = std::ranges::find(action.outcomes, outcome, &model::EventOutcome::name);
    if (found == action.outcomes.end()) {
      return fault(with_near(fmt::format("{}: `{}` has no outcome `{}`", option, action.name, outcome), outcome,
                             names_of(action.outcomes)));
    }
    what.outcome = static_cast<std::uint16_t>(found - action.outcomes.begin());
  }
  if (by != text.npos) {
    const auto found = words.find_role(role);
    if (!found) {
      return fault(with_near(fmt::format("{}: there is no role `{}`", option, role), role, names_of(words.roles)));
    }
    what.role = *found;
  }
  return what;
}

Expected<Pace> read_pace(std::string_view text) {
  using Kind = Pace::Kind;
  if (text == "prompt") return Pace{Kind::prompt, 0};
  if (text == "deadline") return Pace{Kind::deadline, 0};
  if (text.starts_with("late:")) {
    if (const auto days = read_count(text.substr(5))) return Pace{Kind::late, *days};
    return fault(fmt::format("--worker: `{}`: how many business days late is a number from 1 to 999", text));
  }
  return fault(with_near(fmt::format("--worker: `{}` is none of prompt, deadline and late:N", text), text,
                         std::vector<std::string_view>{"prompt", "deadline", "late:1"}));
}

Expected<void> ClientReader::read_attempts(Client& client, std::string_view text) const {
  const std::string_view name = arguments_.attempt.empty() ? "attempt" : std::string_view(arguments_.attempt);
  std::vector<std::string_view> known = names_of(words_.events);
  for (const model::Group& group : version_.groups) {
    known.push_back(group.name);
    if (group.name == name) client.attempt = group.events;
  }
  if (const auto event = words_.find_event(name)) client.attempt.add(*event);
  if (!client.attempt.empty()) return {};
  if (!arguments_.attempt.empty()) {
    return fault(with_near(fmt::format("--attempt: there is no group, event or action `{}`", name), name, known));
  }
  return fault(
      fmt::format("--client {}: there is no group `attempt`; say what counts as one with --attempt NAME, a "
                  "group, an event or an action",
                  text));
}

Expected<Client> ClientReader::read(std::string_view text) const {
  using Kind = Client::Kind;
  Client client;
  if (text == "silent") return client;
  if (text.starts_with("answers:")) {
    client.kind = Kind::answers_on;
    auto at = read_instant("--client", text.substr(8));
    if (!at) return std::unexpected(at.error());
    client.at = *at;
  } else if (text.starts_with("answers-after:")) {
    client.kind = Kind::answers_after;
    const auto attempts = read_count(text.substr(14));
    if (!attempts) return fault(fmt::format("--client: `{}`: how many attempts is a number from 1 to 999", text));
    client.attempts = *attempts;
    if (auto read = read_attempts(client, text); !read) return std::unexpected(read.error());
  } else {
    return fault(with_near(fmt::format("--client: `{}` is none of silent, answers:DATE and answers-after:N", text),
                           text, std::vector<std::string_view>{"silent", "answers:", "answers-after:"}));
  }
  const std::string_view answer = arguments_.answer.empty() ? "contact" : std::string_view(arguments_.answer);
  if (arguments_.answer.empty() && !words_.find_event(answer)) {
    return fault(
        fmt::format("--client {}: there is no event `contact`; say which event is the client's answer with "
                    "--answer EVENT",
                    text));
  }
  auto event = read_event("--answer", answer, words_, version_);
  if (!event) return std::unexpected(event.error());
  client.answer = *event;
  return client;
}

}  // namespace engage::play
