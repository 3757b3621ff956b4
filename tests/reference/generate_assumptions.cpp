#include <algorithm>
#include <cstdlib>

#include "assumptions.h"

namespace engage::reference {

using play::Assumptions;
using play::Client;
using play::Pace;
using play::Planned;

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

play::Assumptions generate_assumptions(Dice& dice, const model::Family& family, Instant begin) {
  const auto pace = [&] {
    const int kind = dice.below(3);
    return Pace{static_cast<Pace::Kind>(kind), kind == 2 ? dice.between(1, 5) : 0};
  };
  const auto event = [&] {
    return static_cast<model::EventId>(dice.below(static_cast<int>(family.words.events.size())));
  };
  Assumptions assumptions;
  assumptions.worker = pace();
  if (dice.chance(30)) assumptions.by_role = {pace()};
  assumptions.client.kind = static_cast<Client::Kind>(dice.below(3));
  assumptions.client.at = {begin.minutes + dice.below(40 * kMinutesPerDay)};
  assumptions.client.attempts = dice.between(1, 6);
  assumptions.client.answer = event();
  for (int i = dice.below(4); i >= 0; --i) assumptions.client.attempt.add(event());
  for (int i = dice.below(3); i > 0; --i) {
    assumptions.planned.push_back({{begin.minutes + dice.below(30 * kMinutesPerDay)}, event(), {}});
  }
  std::sort(assumptions.planned.begin(), assumptions.planned.end(),
            [](const Planned& a, const Planned& b) { return a.at < b.at; });
  return assumptions;
}

}  // namespace engage::reference
