#pragma once

#include <string>

#include "report/due/case_report.h"
#include "text/source.h"

namespace engage::report {

// iCalendar (RFC 5545): one VTODO an owed action, upcoming action and blocked step, and one a rejected case and a case
// that has not started, so that nothing is lost. Times are local ("floating"). The same work keeps its UID from run to
// run; DTSTAMP is the as-of instant.
class IcsWriter {
 public:
  explicit IcsWriter(const Sources& sources) : sources_(sources) {}

  static void append_begin(std::string& out);
  void append_case(std::string& out, const CaseReport& report, const Context& context) const;
  static void append_end(std::string& out);

 private:
  const Sources& sources_;
};

}  // namespace engage::report
