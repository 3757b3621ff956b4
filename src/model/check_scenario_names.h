#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/policy.h"
#include "syntax/tree.h"
#include "text/diagnostic.h"

// The names that a scenario says: what they stand for in the policy that it tries.
namespace engage::model {

// What a line asks of the names that it holds.
enum class Wanted : std::uint8_t { fact, happening, action, role, step, stage, outcome, escalation };

// What the files that a scenario sees say beside what came out of them as a program.
struct Surroundings {
  std::set<std::string, std::less<>> groups, defines, policies;
  std::set<std::string, std::less<>> damaged;  // declared by lines that could not be read
  bool unclear = false;                        // some damaged line may have declared anything

  void take_in(const std::vector<syntax::Statement>& statements);
};

class ScenarioNames {
 public:
  // With a version, only the names that it has.
  ScenarioNames(const Family& family, const Policy* version, const Surroundings& around, Diagnostics& diagnostics)
      : family_(family), version_(version), around_(around), diagnostics_(diagnostics) {}

  const Words& words() const { return family_.words; }
  // The index of what is called so, of words into their lists; nothing: it has been reported.
  std::optional<std::size_t> find(const syntax::Name& name, Wanted wanted);
  // Steps, stages, outcomes and escalations go by their names, which versions share.
  std::string part(const syntax::Name& name, Wanted wanted);
  // What came of the event and who did it, as the names say.
  std::optional<Narrowing> narrowing(EventId event, const syntax::EventUse& use);
  // Reports `as` and `done by` behind what has neither.
  void no_narrowing(const syntax::EventUse& use, Wanted is);

 private:
  using Names = std::vector<std::string_view>;

  Names names(Wanted wanted) const;
  void report_missing(const syntax::Name& name, Wanted wanted);

  const Family& family_;
  const Policy* version_;
  const Surroundings& around_;
  Diagnostics& diagnostics_;
};

}  // namespace engage::model
