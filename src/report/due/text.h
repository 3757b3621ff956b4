#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/policy.h"
#include "report/due/case_report.h"
#include "text/source.h"

namespace engage::report {

// The list that a worker goes by: what is overdue, due today, open and upcoming, by role and
// assignee, then by due date and in the order of the cases; then what is blocked, withheld and so on; then the
// cases of which none of that is to be said, by name; and a count. It copies what it needs of each case; the
// families and the sources must outlive it.
class TextReport {
 public:
  struct Options {
    bool colour = false;  // never the only bearer of a meaning
    std::size_t columns = 100;
    bool filtered = false;                        // work was left out, so that there may be more than is listed
    std::optional<Date> known_on = std::nullopt;  // what was recorded later was not seen
  };

  TextReport(std::span<const model::Family> families, const Sources& sources, const Context& context, Options options);

  void add(const CaseReport& report);
  // Counts a case that holds nothing of what was asked for, and lists nothing of it.
  void leave_out(const CaseReport& report) {
    counts_.add(report);
    left_out_.add(report);
  }
  std::string finish();

 private:
  enum class Group : std::uint8_t { overdue, due_today, open, upcoming };
  enum class Section : std::uint8_t {
    blocked,
    outcome_missing,
    role_missing,
    withheld,
    passed_over,
    escalations,
    breaches,
    late,
    repeated_slots,
    lapsed,
    not_started,
    never_referred,
    perhaps_applicable,
    not_applicable,
    idle,
    finished,
    rejected,
  };
  static constexpr std::size_t kSections = 17;
  static constexpr std::size_t kLongestCaseColumn = 24;
  static constexpr std::size_t kNarrowestText = 24;

  // An owed or upcoming action.
  struct Row {
    Group group;
    std::uint8_t line;
    std::uint16_t role;        // index into roles_
    std::uint32_t person;      // index into people_, 0: nobody
    std::uint32_t case_index;  // into cases_
    std::int32_t days_late;
    Instant opens;
    std::optional<Deadline> due;
    const model::Family* family;
    const model::Policy* policy;
    model::StepId step;
    std::uint64_t allowed;
    std::uint32_t details;  // index into details_, 0: none
  };
  // What else is said of it, line by line; what is empty is not.
  struct Details {
    std::string avoid, deadline, aim, doer;
    bool any() const { return !avoid.empty() || !deadline.empty() || !aim.empty() || !doer.empty(); }
  };
  struct Note {
    std::uint32_t case_index;
    std::string text;
    std::string detail;  // of a folded section: what differs from case to case
  };
  struct Role {
    std::string_view name;
    std::string title;
  };
  // Where the cells of a row stand.
  struct Columns {
    std::size_t case_id = 0;
    std::size_t what = 0;
    std::size_t dates = 0;
    std::size_t state = 0;
  };

  void add_row(Group group, const CaseReport& report, const engine::OwedAction& owed);
  void add_obstacles(const CaseReport& report);
  void add_history(const CaseReport& report);
  void add_note(Section section, std::string text, std::string detail = {});
  // The section of a case of whose work nothing is listed: none is missing from the list.
  void add_standing(const CaseReport& report, bool listed);
  std::uint16_t role_index(const model::Family& family, model::RoleId role) const;
  std::uint32_t person_index(std::string_view name);

  void sort_rows();
  void measure();
  void append_rows(std::string& out, Group group, std::string_view heading, std::string_view colour) const;
  void append_row(std::string& out, const Row& row, std::string_view colour) const;
  void append_heading(std::string& out, std::string_view heading, std::size_t count) const;
  void append_section(std::string& out, Section section, std::string_view heading) const;
  void append_folded(std::string& out, Section section, std::string_view heading,
                     std::string_view before_ids = ": ") const;
  void append_summary(std::string& out) const;
  void append_case_id(std::string& out, std::uint32_t case_index, std::size_t columns) const;
  void append_coloured(std::string& out, std::string_view text, std::string_view colour) const;
  std::string dates_of(const Row& row) const;
  static std::string state_of(const Row& row);

  const Sources& sources_;
  Instant as_of_;
  Options options_;
  std::vector<Role> roles_;         // by first declaration; the last: nobody's role
  std::vector<std::string> cases_;  // ids as shown
  std::vector<std::string> people_{""};
  std::unordered_map<std::string, std::uint32_t> people_index_;
  std::vector<Details> details_{{}};
  std::vector<Row> rows_;
  std::array<std::vector<Note>, kSections> notes_;
  Columns columns_;
  Counts counts_, left_out_;
};

}  // namespace engage::report
