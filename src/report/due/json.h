#pragma once

#include <string>
#include <vector>

#include "form/appender.h"
#include "model/policy.h"
#include "report/due/case_writer.h"

namespace engage::report {

// Writes assessments as JSON, one object a case. All that does not depend on the case is put into
// words once, when the writer is made; after that it is immutable. The family of an assessed case must be one of
// those that the writer was made for.
class JsonWriter : public CaseWriter {
 public:
  // One document; or, in `lines`, one a case.
  JsonWriter(const CaseList& list, bool lines);

  void begin(std::string& out) override;
  void end(std::string& out, const Counts& counts) override;
  void add(std::string& out, const CaseReport& report) override;
  void leave_out(std::string& out, const CaseReport& report) override { add(out, report); }
  std::size_t parting() const override { return lines_ ? 0 : 1; }

 private:
  // A `do` line: an action's object is head, number, middle, what the case says, tail.
  struct LineText {
    std::string head;        // {"id":"second_attempt.call_main#
    std::string middle;      // ","step":… to the role, with all alternatives
    std::string before_any;  // a choice: ","step":…,"any_of":[
    std::string role;        // ,"role":"worker"
    std::string tail;        // clause, note, source
    std::uint64_t all = 0;   // its alternatives, as bits
  };
  struct StepText {
    std::string head;  // {"step":"second_attempt"
    std::vector<LineText> lines;
    // The lines for its deadline, each as written, `give at least` behind them; and their anchors, in quotes.
    std::vector<std::string> deadlines, anchors;
  };
  struct RuleText {
    std::string of_action;  // ,"escalation":…,"to":…
    std::string fired;      // {"name":…,"title":…,"to":…,"at":"
  };
  struct PolicyText {
    std::string head;                   // ","policy":…,"version":…,"as_of":"
    std::vector<std::string> waits;     // by StatementId, as written: a `wait` or `repeat` that hands a deadline on
    std::string default_within;         // as written
    std::vector<std::string> stages;    // ,"stage":"outreach"
    std::vector<std::string> outcomes;  // ,"outcome":"engaged"
    std::vector<StepText> steps;
    std::vector<RuleText> rules;
  };
  struct FamilyText {
    const model::Family* family = nullptr;
    std::vector<PolicyText> policies;
    std::vector<std::string> titles;  // by EventId, escaped
  };

  static FamilyText family_text(const model::Family& family, const Sources& sources);
  static PolicyText policy_text(const model::Family& family, const model::Policy& policy, const Sources& sources);
  static LineText line_text(const model::Family& family, const model::Step& step, const model::DoLine& line,
                            const Sources& sources);

  static const PolicyText& text_of(const FamilyText& family, const model::Policy* policy) {
    return family.policies[static_cast<std::size_t>(policy - family.family->versions.data())];
  }
  static const StepText& text_of(const FamilyText& family, const engine::Opening& opening) {
    return text_of(family, opening.policy).steps[opening.step];
  }

  static void put_assessed(form::Appender& to, const FamilyText& family, const CaseReport& report,
                           const Context& context);
  static void put_owed(form::Appender& to, const FamilyText& family, const cases::Record& record,
                       const engine::OwedAction& owed, bool upcoming);
  static void put_deadline_of(form::Appender& to, const FamilyText& family, const engine::OwedAction& owed);
  static void put_some_alternatives(form::Appender& to, const FamilyText& family, const engine::OwedAction& owed);
  static void put_blocked(form::Appender& to, const FamilyText& family, const engine::BlockedStep& blocked);
  static void put_pending(form::Appender& to, const model::Words& words, const engine::Pending& pending);
  static void put_withheld(form::Appender& to, const FamilyText& family, const engine::WithheldAction& withheld,
                           std::int64_t times);
  static void put_id(form::Appender& to, const FamilyText& family, const engine::Opening& opening, std::uint8_t line);

  Context context_;
  bool lines_;
  const model::Family* first_ = nullptr;
  std::vector<FamilyText> families_;
};

}  // namespace engage::report
