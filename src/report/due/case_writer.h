#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "form/workbook.h"
#include "model/policy.h"
#include "report/due/case_report.h"
#include "text/source.h"

namespace engage::report {

// What a writer knows of a run before its first case. What is pointed to outlives the writer.
struct CaseList {
  std::span<const model::Family> families;
  const Sources& sources;
  Context context;
  bool colour = false;                          // never the only bearer of a meaning
  bool filtered = false;                        // work was left out, so that there may be more than is listed
  std::optional<Date> known_on = std::nullopt;  // what was recorded later was not seen
  bool byte_order_mark = false;                 // of csv: by it some spreadsheets know UTF-8
};

// Puts the cases of one run into one format.
class CaseWriter {
 public:
  virtual ~CaseWriter() = default;

  // What stands before all cases, and behind them.
  virtual void begin(std::string&) {}
  virtual void end(std::string&, const Counts&) {}
  // In place of both, of a format that is a workbook.
  virtual form::Workbook workbook(const Counts&) { return {}; }

  // Appends a case. Called on several threads at once, but where the whole is a list (below).
  virtual void add(std::string& out, const CaseReport& report) = 0;
  // In place of it, of a case that holds nothing of what was asked for: it has no place in a list of work.
  virtual void leave_out(std::string&, const CaseReport&) {}

  // How many bytes at the beginning of each case part it from the one before.
  virtual std::size_t parting() const { return 0; }
};

// A format of `engage due`.
struct CaseFormat {
  std::string_view name;
  std::unique_ptr<CaseWriter> (*make)(const CaseList& list);
  bool whole = false;     // a list that is written at its end, and takes the cases one by one in their order
  bool workbook = false;  // bytes that are not for a terminal
};

// All of them; the first where none is asked for.
std::span<const CaseFormat> case_formats();

}  // namespace engage::report
