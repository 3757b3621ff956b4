#include <fmt/format.h>

#include "cli/load.h"
#include "pace/walk.h"

// How much the time rules of `engage lint` look at: for each policy of the files named, start dates and ways
// from the first stage, at the fastest and at the slowest pace.
int main(int count, char** arguments) {
  using namespace engage;
  const auto loaded = cli::load({{arguments + 1, arguments + count}, "", {}});
  if (!loaded || !(*loaded)->program) {
    fmt::print(stderr, "count_ways: these files cannot be used\n");
    return 2;
  }
  for (const model::Family& family : (*loaded)->program->families) {
    for (const model::Policy& policy : family.versions) {
      const int dates = pace::starts_of(policy).count();
      const auto fastest = pace::routes_from(policy, family.words, 0, pace::Pace::fastest);
      const auto slowest = pace::routes_from(policy, family.words, 0, pace::Pace::slowest);
      fmt::print("{} version {}: {} start dates, {} ways at the fastest and {} at the slowest{}\n", policy.name,
                 policy.version, dates, fastest.all.size(), slowest.all.size(),
                 fastest.complete && slowest.complete ? "" : " (not all)");
    }
  }
}
