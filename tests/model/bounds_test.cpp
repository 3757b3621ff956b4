#include "text/bounds.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

#include "model/check.h"
#include "syntax/parse.h"

// Every bound of what a policy may hold: as much as is allowed is taken, one more is refused, and by one fault.
namespace engage::model {
namespace {

using testing::Each;
using testing::ElementsAre;
using testing::IsEmpty;

// The codes of the errors, in order of place.
std::vector<std::string> errors_of(std::string text) {
  Sources sources;
  Diagnostics diagnostics;
  std::vector<InputFile> files;
  files.push_back({syntax::parse(sources, sources.add("bounds.engage", std::move(text)), diagnostics), {}, true});
  const auto program = check(sources, files, {}, diagnostics);
  std::vector<std::string> codes;
  for (const Diagnostic& d : diagnostics.sorted()) {
    if (d.severity() == Severity::error) codes.emplace_back(info(d.code).id);
  }
  EXPECT_EQ(program.has_value(), codes.empty());
  return codes;
}

constexpr std::string_view kWords = "vocabulary w\n  role r\n  fact f yes/no\n  event e\n  action a\n";
constexpr std::string_view kHead = "policy p\n  starts on e\n";
constexpr std::string_view kStage = "  stage s\n    step t\n      do a\n";

// `count` lines, each made from its number.
std::string lines(std::size_t count, const std::function<std::string(std::size_t)>& line) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += line(i);
  return text;
}

struct Bound {
  std::string_view name;
  std::size_t most;
  std::function<std::string(std::size_t)> text;  // with so many
  const char* code = "E225";
};

std::string policy(std::string_view words, std::string_view head, std::string_view stages = kStage) {
  return fmt::format("{}{}{}{}{}", kWords, words, kHead, head, stages);
}

std::vector<Bound> bounds() {
  const auto numbered = [](const char* before, const char* after) {
    return [=](std::size_t i) { return fmt::format("{}{}{}\n", before, i, after); };
  };
  const auto chain = [](std::size_t count, const char* format, const char* last) {
    std::string text = lines(count - 1, [&](std::size_t i) { return fmt::format(fmt::runtime(format), i, i + 1); });
    return text + fmt::format(fmt::runtime(last), count - 1);
  };
  std::vector<Bound> all;
  all.push_back(
      {"roles", kMostRoles, [=](std::size_t n) { return policy(lines(n - 1, numbered("  role x", "")), ""); }});
  all.push_back(
      {"facts", kMostFacts, [=](std::size_t n) { return policy(lines(n - 1, numbered("  fact x", " yes/no")), ""); }});
  all.push_back(
      {"events", kMostEvents, [=](std::size_t n) { return policy(lines(n - 2, numbered("  event x", "")), ""); }});
  all.push_back(
      {"actions", kMostEvents, [=](std::size_t n) { return policy(lines(n - 2, numbered("  action x", "")), ""); }});
  all.push_back(
      {"groups", kMostGroups, [=](std::size_t n) { return policy(lines(n, numbered("  group x", " of e")), ""); }});
  all.push_back(
      {"defines", kMostDefines, [=](std::size_t n) { return policy(lines(n, numbered("  define x", " as f")), ""); }});
  all.push_back({"values", kMostValues, [](std::size_t n) {
                   std::string values = "v";
                   for (std::size_t i = 1; i < n; ++i) values += fmt::format(", v{}", i);
                   return policy(fmt::format("  fact c one of {}\n", values), "");
                 }});
  all.push_back({"settings", kMostSettings,
                 [=](std::size_t n) { return policy("", lines(n, numbered("  setting x", " = 3 days"))); }});
  all.push_back({"stages", kMostStages,
                 [=](std::size_t n) { return policy("", "", lines(n, numbered("  stage s", "\n    finish x"))); }});
  all.push_back({"steps", kMostSteps, [=](std::size_t n) {
                   return policy("", "", "  stage s\n" + lines(n, numbered("    step t", "\n      do a")));
                 }});
  all.push_back({"statements", kMostStatements, [=](std::size_t n) {
                   return policy("", "", "  stage s\n" + lines(n, [](std::size_t) { return "    wait 1 day\n"; }));
                 }});
  all.push_back({"rules", kMostRules, [=](std::size_t n) {
                   const auto rule = [](std::size_t i) {
                     return i % 2 == 0
                                ? fmt::format("  on e\n    step x{}\n      do a\n", i)
                                : fmt::format("  escalate x{0} to r\n    when f\n    step x{0}\n      do a\n", i);
                   };
                   return policy("", lines(n, rule));
                 }});
  all.push_back({"limits", kMostLimits, [=](std::size_t n) {
                   return policy("", lines(n, [](std::size_t) { return "  limit 3 days then finish x\n"; }));
                 }});
  all.push_back({"outcomes", kMostOutcomes, [=](std::size_t n) {
                   const auto branch = [](std::size_t i) { return fmt::format("    if f\n      finish x{}\n", i); };
                   return policy("", "", "  stage s\n" + lines(n, branch));
                 }});
  all.push_back({"lines of a step", kMostDoLines, [=](std::size_t n) {
                   return policy(lines(n, numbered("  action x", "")), "",
                                 "  stage s\n    step t\n" + lines(n, numbered("      do x", "")));
                 }});
  all.push_back({"alternatives", kMostAlternatives, [=](std::size_t n) {
                   std::string choice = "x0";
                   for (std::size_t i = 1; i < n; ++i) choice += fmt::format(", x{}", i);
                   return policy(lines(n, numbered("  action x", "")), "",
                                 fmt::format("  stage s\n    step t\n      do any of {}\n", choice));
                 }});
  all.push_back(
      {"conditions", kMostConditionsOfPolicy, [=](std::size_t n) {
         // 200 parts each, without the last, which makes up the rest
         std::string whole = "f", rest = "f";
         for (int i = 1; i < 100; ++i) whole += " or f";
         for (std::size_t i = 199; i < 199 + n % 199 - 1; i += 2) rest += " or f";
         return policy(
             lines(n / 199, [&](std::size_t i) { return fmt::format("  define x{} as {}\n", i, whole); }) +
                 (n % 199 % 2 == 0 ? "  define y as not (" + rest.substr(5) + ")\n" : "  define y as " + rest + "\n"),
             "");
       }});
  all.push_back({"days off", kMostDaysOff, [=](std::size_t n) {
                   return policy("", "") + "calendar c\n" +
                          lines(n, [](std::size_t) { return "  closed 2026-01-05\n"; });
                 }});
  all.push_back({"includes", kMostIncludes, [=](std::size_t n) {
                   return policy("", "") + lines(n, numbered("calendar c", "\n  weekend sunday")) + "calendar whole\n" +
                          lines(n, numbered("  include c", ""));
                 }});
  all.push_back({"calendars", kMostCalendars,
                 [=](std::size_t n) { return policy("", "") + lines(n, numbered("calendar c", "\n  covers 2026")); }});
  all.push_back({"policies", kMostPolicies, [=](std::size_t n) {
                   return fmt::format("{}{}", kWords, lines(n, [](std::size_t i) {
                                        return fmt::format("policy p{}\n  starts on e\n{}", i, kStage);
                                      }));
                 }});
  all.push_back({"scenarios", kMostScenarios, [=](std::size_t n) {
                   return policy("", "") + lines(n, [](std::size_t i) {
                            return fmt::format("scenario \"{}\" for p\n  check 2026-01-05 not started\n", i);
                          });
                 }});
  all.push_back({"lines of a scenario", kMostScenarioLines, [=](std::size_t n) {
                   return policy("", "") + "scenario \"s\" for p\n  on 2026-01-05 e, e\n" +
                          lines(n - 2, [](std::size_t) { return "  check 2026-01-05 a is not due\n"; });
                 }});
  all.push_back({"parts of a condition", kMostPartsInAll,
                 [=](std::size_t n) {
                   // 199 parts, five times, with four `or` between; then one by one
                   std::string claims = "f";
                   for (int i = 1; i < 100; ++i) claims += " or f";
                   std::string last;
                   for (std::size_t i = 5 * 199 + 4; i < n; ++i) last += "not ";
                   return policy(
                       fmt::format("  define x as {}\n  define y as {}(x or x or x or x or x)\n", claims, last), "");
                 },
                 "E124"});
  all.push_back(
      {"chain of defines", kLongestChain,
       [=](std::size_t n) { return policy(chain(n, "  define x{} as not x{}\n", "  define x{} as f\n"), ""); },
       "E237"});
  all.push_back({"chain of groups", kLongestChain,
                 [=](std::size_t n) { return policy(chain(n, "  group x{} of x{}, e\n", "  group x{} of e\n"), ""); },
                 "E237"});
  all.push_back(
      {"chain of settings", kLongestChain,
       [=](std::size_t n) { return policy("", chain(n, "  setting x{} = x{}\n", "  setting x{} = 2 days\n")); },
       "E237"});
  all.push_back(
      {"chain of policies", kLongestChain,
       [=](std::size_t n) { return policy("", "") + chain(n, "policy q{} extends q{}\n", "policy q{} extends p\n"); },
       "E237"});
  all.push_back({"chain of calendars", kLongestChain,
                 [=](std::size_t n) {
                   return policy("", "") +
                          chain(n, "calendar c{}\n  include c{}\n", "calendar c{}\n  weekend sunday\n");
                 },
                 "E237"});
  all.push_back({"chain of overdue steps", kLongestChain,
                 [=](std::size_t n) {
                   return policy("", "",
                                 "  stage s\n" + chain(n, "    step t{}\n      only if t{} is overdue\n      do a\n",
                                                       "    step t{}\n      do a\n"));
                 },
                 "E237"});
  return all;
}

TEST(Bounds, AsMuchAsIsAllowedIsTakenAndOneMoreIsRefused) {
  for (const Bound& bound : bounds()) {
    // The policy that the chain begins with counts too.
    const std::size_t most = bound.most - (bound.name == "chain of policies" ? 1 : 0);
    EXPECT_THAT(errors_of(bound.text(most)), IsEmpty()) << bound.name;
    EXPECT_THAT(errors_of(bound.text(most + 1)), ElementsAre(bound.code)) << bound.name;
  }
}

// What is counted in small numbers must not come round to nothing.
TEST(Bounds, NoNumberComesRound) {
  for (const std::size_t many : {65'535uz, 65'536uz, 65'540uz, 131'072uz}) {
    for (const Bound& bound : bounds()) {
      if (bound.name != "steps" && bound.name != "events" && bound.name != "facts" && bound.name != "roles" &&
          bound.name != "stages" && bound.name != "rules" && bound.name != "limits" && bound.name != "outcomes" &&
          bound.name != "statements") {
        continue;
      }
      EXPECT_THAT(errors_of(bound.text(many)), testing::Not(IsEmpty())) << bound.name << ' ' << many;
    }
  }
}

// However long: found without a stack that grows with it, and told at once.
TEST(Bounds, LoopsOfAnyLengthAreTold) {
  const auto loop = [](std::size_t n, const char* format) {
    return lines(n, [&](std::size_t i) { return fmt::format(fmt::runtime(format), i, (i + 1) % n); });
  };
  EXPECT_THAT(errors_of(policy(loop(kMostDefines, "  define x{} as not x{}\n"), "")), ElementsAre("E206"));
  EXPECT_THAT(errors_of(policy(loop(kMostGroups, "  group x{} of x{}\n"), "")), ElementsAre("E206"));
  EXPECT_THAT(errors_of(policy("", loop(kMostSettings, "  setting x{} = x{}\n"))), ElementsAre("E206"));
  EXPECT_THAT(errors_of(policy("", "") + loop(kMostPolicies - 1, "policy q{} extends q{}\n")), Each("E220"));
  EXPECT_THAT(errors_of(policy("", "") + loop(kMostCalendars, "calendar c{}\n  include c{}\n")), Each("E304"));
}

TEST(Bounds, ADefineThatIsNamedTwiceAgainAndAgainIsTooLarge) {
  const std::string doubled =
      lines(60, [](std::size_t i) { return fmt::format("  define x{} as x{} and x{}\n", i, i + 1, i + 1); });
  EXPECT_THAT(errors_of(policy(doubled + "  define x60 as f\n", "")), ElementsAre("E124"));
}

TEST(Bounds, SoIsAStepThatAsksTwiceForOneThatAsksTwice) {
  const auto step = [](std::size_t i) {
    return fmt::format("    step t{0}\n      only if t{1} is overdue or t{1} is overdue by 1 day\n      do a\n", i,
                       i + 1);
  };
  EXPECT_THAT(errors_of(policy("", "", "  stage s\n" + lines(9, step) + "    step t9\n      do a\n")),
              ElementsAre("E124"));
}

// Words and lines that many policies take from others count for each of them.
TEST(Bounds, AllPoliciesTogetherAreBounded) {
  const std::string words = lines(kMostFacts - 1, [](std::size_t i) { return fmt::format("  fact x{} yes/no\n", i); });
  const auto policies = [](std::size_t n) {
    return lines(n, [](std::size_t i) { return fmt::format("policy p{}\n  starts on e\n{}", i, kStage); });
  };
  EXPECT_THAT(errors_of(std::string(kWords) + words + policies(50)), IsEmpty());
  EXPECT_THAT(errors_of(std::string(kWords) + words + policies(kMostInAll / kMostFacts + 1)), ElementsAre("E225"));
}

}  // namespace
}  // namespace engage::model
