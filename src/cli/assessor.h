#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cases/read_csv.h"
#include "cases/read_json.h"
#include "cli/load.h"
#include "engine/engine.h"
#include "report/due/case_report.h"

namespace engage::cli {

// One case as it stands in its file: JSON, or a row of two tables.
struct CaseInput {
  const cases::RawCase* json = nullptr;
  const cases::CsvCases* csv = nullptr;
  std::size_t row = 0;  // of csv
};

// From one case to its report. Keeps its working memory; one a thread.
class Assessor {
 public:
  Assessor(const Loaded& loaded, Instant as_of, const cases::ReadOptions& options);

  // The report points into this object and the bytes: it holds until the next call. `assessment` is
  // null when the case is rejected.
  struct Outcome {
    report::CaseReport report;
    engine::Assessment* assessment = nullptr;
  };
  Outcome assess(const CaseInput& input, std::string_view file);

  // What was left aside so far, and how often.
  using Ignored = std::map<std::pair<cases::Ignored::Kind, std::string>, std::uint64_t>;
  const Ignored& ignored() const { return ignored_; }

 private:
  struct Desk {  // what is needed for one family of policies
    const model::Family* family;
    cases::JsonReader json;
    cases::CsvReader csv;
    engine::Engine engine;
  };

  Desk* choose(std::string_view policy);
  Desk* find_applying();
  bool refuses(Desk& desk);
  void read_header(cases::Header& header);
  bool read(Desk& desk);

  const Loaded& loaded_;
  Instant as_of_;
  cases::ReadOptions options_;
  std::vector<std::unique_ptr<Desk>> desks_;
  CaseInput input_;
  cases::JsonCase json_;
  cases::Record record_;
  cases::Findings findings_;
  engine::Assessment assessment_;
  std::vector<std::string> faults_;
  Ignored ignored_;
};

}  // namespace engage::cli
