#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cases/read_json.h"
#include "cases/read_table.h"
#include "cases/timezone.h"
#include "engine/case_report.h"
#include "engine/engine.h"
#include "engine/left_aside.h"
#include "model/policy.h"

namespace engage::engine {

// One case as it stands in its file, or in tables.
struct CaseInput {
  const cases::RawCase* json = nullptr;
  const cases::TableCases* tables = nullptr;
  std::size_t index = 0;  // there
};

// From one case to its report: finds the policy that it belongs to, reads it and asks what is due. Keeps its working
// memory; one a thread. The families must outlive it, and so must their zones.
class Assessor {
 public:
  Assessor(std::span<const model::Family> families, const cases::TimeZones& zones, Instant as_of,
           const cases::ReadOptions& options);

  // The report points into this object and the bytes: it holds until the next call.
  CaseReport assess(const CaseInput& input, std::string_view file);

  const LeftAside& left_aside() const { return left_aside_; }

 private:
  struct Desk {  // what is needed for one family of policies
    const model::Family* family;
    cases::JsonReader json;
    cases::TableReader tables;
    Engine engine;
  };

  Desk* choose(std::string_view policy);
  Desk* find_applying();
  bool refuses(Desk& desk);
  void read_header(cases::Header& header);
  bool read(Desk& desk);

  Instant as_of_;
  cases::ReadOptions options_;
  std::vector<std::unique_ptr<Desk>> desks_;
  CaseInput input_;
  cases::JsonCase json_;
  cases::Record record_;
  cases::Findings findings_;
  Assessment assessment_;
  std::vector<std::string> faults_;
  LeftAside left_aside_;
};

}  // namespace engage::engine
