#pragma once

#include <list>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/check_calendars.h"
#include "model/check_conditions.h"
#include "model/check_settings.h"
#include "model/check_words.h"
#include "model/policy.h"

namespace engage::model {

// The statements of one policy as they count: of a policy that extends another, those of the other
// with its own in their place, and what it sets.
struct PolicyText {
  const syntax::PolicyDecl* header = nullptr;
  std::vector<const syntax::Statement*> body;
  std::vector<const syntax::Set*> sets;  // innermost first
  std::list<syntax::Statement> changed;  // stages of the other with the own steps in them; `body` points to them
  std::map<std::string, Span> gone;      // steps of the other that a change took out, and the line that did
};

// Checks one policy and builds it. Faults are reported; the policy is fit for use when there were none.
class PolicyChecker {
 public:
  PolicyChecker(WordTable& words, const CalendarTable& calendars, std::size_t file, Diagnostics& diagnostics);

  Policy check(const PolicyText& text);

 private:
  using Node = decltype(Statement::node);

  // Where a sequence stands.
  struct Place {
    std::optional<StageId> stage;
    std::optional<RuleId> rule;
    std::string clause;
    int repeat_depth = 0;
  };

  void declare(const PolicyText& text);
  void declare_names(const syntax::Statement& statement);
  void find_calendar(const PolicyText& text);
  void check_head(const syntax::Statement& statement);
  void check_guards();
  void check_stage(const syntax::Statement& statement, StageId id);
  void check_rule(const syntax::Statement& statement, std::optional<StageId> stage);
  void check_limit(const syntax::Limit& written, Span span, std::optional<StageId> stage);
  std::vector<bool> active_stages(const std::vector<syntax::Name>& during, std::optional<StageId> stage);
  std::string clause_of(const std::vector<syntax::Statement>& block, const std::string& fallback);
  std::optional<StageId> find_stage(const syntax::Name& name);
  OutcomeId outcome(const syntax::Name& name, const std::optional<syntax::Text>& title);
  void once(std::string_view what, Span span);

  // check_sequence.cpp
  Next sequence(const std::vector<syntax::Statement>& block, Next after, const Place& place);
  std::optional<Node> statement(const syntax::Statement& written, StatementId id, Next next,
                                const syntax::Statement* otherwise, const Place& place);
  std::optional<Node> rounds(const syntax::Statement& written, StatementId id, const Place& place);
  std::optional<Repeat> rounds_of(const syntax::Statement& written);
  void check_damaged(const syntax::Statement& written, const Place& place);
  void check_step(const syntax::Statement& written, StepId id, const Place& place);
  void check_do(const syntax::Do& written, Span span, Step& step);
  std::optional<std::pair<EventId, Narrowing>> work_of(const syntax::EventUse& use, const DoLine& line,
                                                       const Step& step);
  std::optional<Varying> varying(const syntax::Varying& written, const DoLine& line);
  bool check_time(const syntax::Statement& line, Step& step);
  bool check_deadline(const syntax::Statement& line, Step& step);
  DeadlineLine deadline_within(const syntax::Within& written);
  DeadlineLine deadline_no_later(const syntax::NoLaterThan& written);
  RoleId role_of(const DoLine& line, std::optional<RoleId> step_role, const Place& place) const;
  void check_overdue_questions();
  void note_what_is_asked();
  std::vector<bool> ask_for_overdue() const;
  std::vector<std::size_t> overdue_questions(StepId id, const std::vector<bool>& asks, std::size_t any) const;

  WordTable& words_;
  const CalendarTable& calendars_;
  std::size_t file_;
  Diagnostics& diagnostics_;
  Policy policy_;
  SettingTable settings_;
  ConditionChecker conditions_;
  std::optional<RoleId> default_role_;
  std::map<std::string, Span, std::less<>> seen_once_;
  std::map<std::string, StepId> step_ids_;
  std::set<std::string> damaged_stages_;
  std::map<std::string, Span> escalations_;
  bool damaged_ = false;  // some line could not be read: what seems to be missing may stand there
};

}  // namespace engage::model
