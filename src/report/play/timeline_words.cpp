#include <fmt/format.h>

#include "calendar/words.h"
#include "report/naming.h"
#include "report/play/timeline.h"
#include "text/words.h"
#include "why/deadline.h"

namespace engage::report {

std::string words_of_pace(std::string_view who, const play::Pace& pace) {
  using Kind = play::Pace::Kind;
  switch (pace.kind) {
    case Kind::prompt: return fmt::format("{} works on the day that a thing comes up, from 09:00 on", who);
    case Kind::deadline:
      return fmt::format("{} works on the last day, at 09:00; what has no deadline, on the day it comes up", who);
    case Kind::late:
      return fmt::format("{} works {} after the due date, at 09:00; what has no deadline, on the day it comes up", who,
                         counted(pace.days, "business day"));
    case Kind::never: return fmt::format("{} does nothing", who);
  }
  return {};
}

std::string words_of_client(const model::Words& words, const play::Client& client) {
  using Kind = play::Client::Kind;
  switch (client.kind) {
    case Kind::silent: return "the client never answers";
    case Kind::answers_on:
      return fmt::format("the client answers on {} ({})", say(client.at), words.events[client.answer].name);
    case Kind::answers_after: {
      std::vector<std::string> attempts;
      for (model::EventId id = 0; id < words.events.size(); ++id) {
        if (client.attempt.contains(id)) attempts.push_back(words.events[id].name);
      }
      return fmt::format("the client answers at once after {} ({}; an attempt is {})",
                         counted(client.attempts, "attempt"), words.events[client.answer].name,
                         fmt::join(attempts, ", "));
    }
  }
  return {};
}

std::string words_of_facts(const model::Words& words, const cases::Record& record) {
  std::string facts;
  for (model::FactId id = 0; id < words.facts.size(); ++id) {
    const model::Value& value = record.facts[id];
    const model::Fact& fact = words.facts[id];
    if (value == fact.fallback.value_or(model::Value::unknown())) continue;
    facts += fmt::format("{}{} is {}", facts.empty() ? "" : ", ", fact.name, to_string(fact, value));
  }
  return facts.empty() ? "no facts are given" : facts;
}

std::string words_of_case(const Simulation& simulation) {
  const cases::Record& record = simulation.plays.front().timeline->record;
  return fmt::format("{}; {}", simulation.made_up ? "made up" : record.id,
                     words_of_facts(simulation.family->words, record));
}

std::vector<std::string> outcomes_of(const play::Timeline& timeline) {
  using Kind = play::Happening::Kind;
  std::vector<std::string> sentences;
  std::optional<Instant> started;
  for (const play::Happening& happening : timeline.happenings) {
    if (happening.kind == Kind::started) started = happening.at;
    if (happening.kind == Kind::finished && started) {
      const int days = date_of(happening.at) - date_of(*started);
      sentences.push_back(fmt::format("{} on {}, {} after it began on {}",
                                      happening.opening.policy->outcomes[*happening.outcome].title, say(happening.at),
                                      counted(days, "day"), say(*started)));
    }
  }
  return sentences;
}

std::string weekday_date(Date date) { return to_string(date) + " " + capitalized(name(weekday(date)).substr(0, 3)); }

}  // namespace engage::report
