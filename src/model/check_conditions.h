#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/check_calendars.h"
#include "model/check_settings.h"
#include "model/check_words.h"
#include "model/policy.h"

namespace engage::model {

// Resolves and types conditions into the conditions of one policy. A null result means that the
// fault has been reported.
class ConditionChecker {
 public:
  // Calendars are those that the file sees.
  ConditionChecker(WordTable& words, SettingTable& settings, const CalendarTable& calendars, std::size_t file,
                   std::vector<Condition>& conditions, Diagnostics& diagnostics)
      : words_(words),
        settings_(settings),
        calendars_(calendars),
        file_(file),
        conditions_(conditions),
        diagnostics_(diagnostics) {}

  std::optional<ConditionId> check(const syntax::Condition& written);
  std::optional<ConditionId> check(const std::optional<syntax::Condition>& written);
  // For `applies when` and `starts on … when`, where there is no episode yet.
  std::optional<ConditionId> check_without_episode(const syntax::Condition* written);
  std::optional<Anchor> anchor(const syntax::Anchor& written);
  std::optional<Anchor> anchor(const std::optional<syntax::Anchor>& written) {
    return written ? anchor(*written) : std::nullopt;
  }
  // Whether `its date` has a meaning where conditions and anchors are checked now: in rounds that have a date.
  void allow_its_date(bool allowed) { its_date_ = allowed; }
  bool allows_its_date() const { return its_date_; }
  // Every define, used or not: to be called before anything else is checked.
  void check_defines();
  // Every date that is worked out: before the defines, which may ask for them.
  void check_dates();

 private:
  using Node = decltype(Condition::node);

  // Null where the condition grows too large, which is reported.
  std::optional<ConditionId> add(Node node, Span span);
  std::size_t size_of(const Node& node) const;
  std::optional<ConditionId> negated(std::optional<ConditionId> inner, Span span);
  std::optional<ConditionId> holds(const syntax::Name& subject, Span span);
  std::optional<ConditionId> is(const syntax::Is& written, Span span);
  std::optional<ConditionId> step_is(const syntax::Is& written, StepId step, Span span);
  std::optional<ConditionId> one_of(const syntax::Name& subject, const std::vector<syntax::Literal>& values, Span span);
  std::optional<ConditionId> compares(const syntax::Compares& written, Span span);
  std::optional<ConditionId> is_known(const syntax::IsKnown& written, Span span);
  std::optional<ConditionId> happened(const syntax::Happened& written, Span span);
  std::optional<ConditionId> none_happened(const syntax::NoneHappened& written, Span span);
  bool values_without_fact(const syntax::Either& written);
  std::optional<ConditionId> define(std::size_t index, Span use);
  void check_define(std::size_t index);
  void check_date(std::size_t index);
  std::optional<Anchor> date_word(const syntax::Name& name, std::size_t index);
  std::optional<ConditionId> about_date(const syntax::Name& name, std::size_t index, decltype(AboutDate::asked) asked,
                                        Span span);
  std::optional<ConditionId> date_is_one_of(const syntax::Name& subject, std::size_t index,
                                            const std::vector<syntax::Literal>& values, Span span);
  std::optional<ConditionId> compares_date(const syntax::Compares& written, std::size_t index, Span span);
  void collect_defines(const syntax::Condition& written, std::vector<std::size_t>& found) const;
  std::optional<Scope> scope(const syntax::Scope& written, bool ever);
  static bool asks_episode(const syntax::Scope& scope);
  std::optional<Anchor> date_fact(const syntax::Anchor& written, FactId id);
  std::optional<Anchor> anchor_of_several(const syntax::Anchor& written);
  bool is_today(const syntax::Name& subject) const;
  std::optional<ConditionId> business_day(const syntax::IsBusinessDay& written, Span span);
  std::optional<ConditionId> weekdays(const std::vector<syntax::Literal>& days, Span span);
  std::optional<FactId> fact(const syntax::Name& name);
  void needs_episode(Span span, std::string_view form);

  WordTable& words_;
  SettingTable& settings_;
  const CalendarTable& calendars_;
  std::size_t file_;
  std::vector<Condition>& conditions_;
  std::vector<std::size_t> sizes_;  // by ConditionId: how many parts it has, with its defines written out
  Diagnostics& diagnostics_;
  bool without_episode_ = false;
  bool its_date_ = false;
  std::optional<Span> needed_;  // where the define being checked needs an episode
  bool defining_ = false;       // a define is being checked
  bool full_ = false;           // the policy has too many conditions: told
};

}  // namespace engage::model
