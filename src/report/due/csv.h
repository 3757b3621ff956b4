#pragma once

#include <string>

#include "report/due/case_report.h"
#include "text/source.h"

namespace engage::report {

// Comma-separated values (RFC 4180, lines end in CRLF): a row an owed action, upcoming action and
// blocked step. A case with none of these has one row of kind `none`, a rejected one of kind
// `rejected`: every case has a row. Of a case that has not started it says the latest event that would start it, and
// what keeps it from starting.
//
// A cell that a spreadsheet could take for a formula gets a ' in front, and so does one that begins with a ':
// whoever reads the file back takes the first ' off a cell that begins with one.
class CsvWriter {
 public:
  explicit CsvWriter(const Sources& sources) : sources_(sources) {}

  static void append_header(std::string& out);
  void append_case(std::string& out, const CaseReport& report, const Context& context) const;

 private:
  const Sources& sources_;
};

}  // namespace engage::report
