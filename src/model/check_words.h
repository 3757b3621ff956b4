#pragma once

#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "model/condition.h"
#include "model/policy.h"
#include "model/words.h"
#include "syntax/tree.h"
#include "text/diagnostic.h"

namespace engage::model {

// What a name in the one namespace of a policy stands for. `damaged`: its declaration could not be
// read, which has been reported; its uses are passed over.
struct Symbol {
  enum class Kind : std::uint8_t { fact, event, action, group, define, date, step, damaged } kind = Kind::damaged;
  std::size_t index = 0;  // FactId, EventId, StepId, or index of the group or define
  Span span;
};

// The words that one version of a policy sees. Facts, events and roles are entered into the words
// of its family, which other versions share; a word declared differently there is a fault.
class WordTable {
 public:
  using Kind = Symbol::Kind;

  WordTable(const Sources& sources, Words& words, Diagnostics& diagnostics);

  // Takes in a word statement (role, fact, event, action, group, define, or a damaged line that
  // would have declared one); says whether it was one.
  bool declare(const syntax::Statement& statement);
  void declare_step(const syntax::Name& name, StepId step);
  // Steps that an extending policy took out, and the lines that did: told where something still asks for them.
  void note_gone(const std::map<std::string, Span>& steps) { gone_ = steps; }

  // The symbol of that name if it is of a wanted kind; reports it otherwise. `what` names what was
  // wanted: "a fact".
  const Symbol* find(const syntax::Name& name, std::initializer_list<Kind> wanted, std::string_view what);
  const Symbol* look_up(std::string_view name) const;
  std::optional<RoleId> find_role(const syntax::Name& name);
  bool sees_words() const;  // any but the steps of its policy
  // An event or action alone, or the members of a group.
  std::optional<EventSet> events(const syntax::Name& name);
  std::optional<EventSet> events(const syntax::EventUse& use);
  std::optional<EventSet> events(const std::vector<syntax::EventUse>& uses);
  // What `as …` and `done by …` mean behind that event or action; nothing where they have faults.
  std::optional<Narrowing> narrowing(EventId event, const syntax::EventUse& use);

  struct DefineWord {
    const syntax::Define* written = nullptr;
    std::optional<ConditionId> condition;  // none before it has been checked, and where it has faults
    std::optional<Span> needs_episode;     // the place inside that has a meaning only within an episode
  };
  DefineWord& define(std::size_t index) { return defines_[index]; }
  std::size_t define_count() const { return defines_.size(); }
  // All of them, once they are resolved.
  std::vector<Group> groups() const;
  std::vector<Define> defines() const;

  struct DateEntry {
    const syntax::DateDecl* written = nullptr;
    std::optional<DateWord> date;       // none before it has been checked, and where it has faults
    std::optional<Span> needs_episode;  // the place inside that has a meaning only within an episode
  };
  DateEntry& date(std::size_t index) { return dates_[index]; }
  std::size_t date_count() const { return dates_.size(); }

  struct GuardedAction {
    EventId action;
    const syntax::Condition* guard;
  };
  const std::vector<GuardedAction>& guarded() const { return guarded_; }
  std::optional<RoleId> first_role() const { return first_role_; }
  const Words& words() const { return words_; }
  const Sources& sources() const { return sources_; }
  // What the groups hold, and whose work actions are: to be called when all words are declared, before anything asks.
  void resolve_groups();

 private:
  struct GroupWord {
    const syntax::GroupDecl* written = nullptr;
    EventSet events;
  };

  bool enter(const syntax::Name& name, Kind kind, std::size_t index);
  std::string how_to_declare(const syntax::Name& name, Kind kind) const;
  void declare_role(const syntax::RoleDecl& role);
  void declare_fact(const syntax::FactDecl& written);
  void declare_event(const syntax::Name& name, const std::optional<syntax::Text>& title,
                     const syntax::ActionDecl* action);
  void check_outcomes(const syntax::ActionDecl& action);
  void read_default(const syntax::FactDecl& written, Fact& fact);
  void report_difference(const syntax::Name& name, Span other);
  bool has_room(std::size_t count, std::size_t most, std::string_view what, const syntax::Name& name);

  const Sources& sources_;
  Words& words_;
  Diagnostics& diagnostics_;
  std::unordered_map<std::string, RoleId> role_ids_;  // here and below: of all versions
  std::unordered_map<std::string, FactId> fact_ids_;
  std::unordered_map<std::string, EventId> event_ids_;
  std::unordered_set<std::string_view> full_;  // what there is too much of: told
  std::unordered_map<std::string, Symbol> symbols_;
  std::unordered_map<std::string, std::pair<RoleId, Span>> roles_;
  std::unordered_set<std::string> damaged_roles_;
  std::vector<GroupWord> groups_;
  std::vector<DefineWord> defines_;
  std::vector<DateEntry> dates_;
  std::vector<GuardedAction> guarded_;
  std::vector<std::pair<EventId, syntax::Name>> action_roles_;
  std::optional<RoleId> first_role_;
  std::map<std::string, Span> gone_;
};

// "fact", "choice", …: how messages call them.
std::string_view to_string(Symbol::Kind kind);
std::string_view to_string(FactType type);
// A literal as a value of that fact; reports one that the fact cannot have. A text's bytes are kept
// in `storage`, which must outlive the value.
std::optional<Value> value_of(const Fact& fact, const syntax::Literal& literal, std::string& storage,
                              Diagnostics& diagnostics);

}  // namespace engage::model
