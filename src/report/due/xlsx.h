#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "form/workbook.h"
#include "model/policy.h"
#include "report/due/case_writer.h"
#include "report/due/details.h"

namespace engage::report {

// The list for people who live in spreadsheets: a summary, a sheet a role with its work, the most urgent first, and
// sheets of what the list for people has in its other sections. Every case is on one of them by its id. It copies what
// it needs of each case.
class XlsxWriter : public CaseWriter {
 public:
  explicit XlsxWriter(const CaseList& list);

  void add(std::string& out, const CaseReport& report) override;
  void leave_out(std::string& out, const CaseReport& report) override;
  form::Workbook workbook(const Counts& counts) override;

 private:
  enum class Urgency : std::uint8_t { overdue, due_today, open, upcoming };
  static constexpr std::size_t kUrgencies = 4;

  // What is sorted by; what is equal stays in the order of the cases.
  struct Work {
    Urgency urgency;
    std::string person;
    std::optional<Deadline> due;
    form::Row row;
  };
  struct Role {
    std::string_view name;
    std::string_view title;
    std::vector<Work> work;
  };

  static bool is_before(const Work& a, const Work& b);
  static Urgency urgency_of(engine::DueState state);
  static form::Row start_of_row(const CaseReport& report);

  void add_owed(const CaseReport& report, const engine::OwedAction& owed, std::optional<engine::DueState> state);
  void add_waiting(const CaseReport& report);
  void add_withheld(const CaseReport& report);
  void add_history(const CaseReport& report);
  void add_standing(const CaseReport& report);
  Role& role_of(const model::Family& family, model::RoleId role);
  std::vector<std::string> work_headings() const;
  form::Sheet summary(const Counts& counts) const;

  const Sources& sources_;
  Context context_;
  Uses uses_;
  std::optional<Date> known_on_;
  bool filtered_;
  std::vector<Role> roles_;  // by first declaration; the last: nobody's role
  std::vector<Work> blocked_;
  std::vector<form::Row> waiting_, withheld_, history_, others_, rejected_;
  std::uint64_t left_out_ = 0;
};

}  // namespace engage::report
