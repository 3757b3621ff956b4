#include "report/due/case_writer.h"

namespace engage::report {

// Each in a file of its name.
std::unique_ptr<CaseWriter> make_text(const CaseList& list);
std::unique_ptr<CaseWriter> make_json(const CaseList& list);
std::unique_ptr<CaseWriter> make_jsonl(const CaseList& list);
std::unique_ptr<CaseWriter> make_csv(const CaseList& list);
std::unique_ptr<CaseWriter> make_ics(const CaseList& list);
std::unique_ptr<CaseWriter> make_xlsx(const CaseList& list);

std::span<const CaseFormat> case_formats() {
  static constexpr CaseFormat kFormats[] = {
      {"text", make_text, true}, {"json", make_json}, {"jsonl", make_jsonl},
      {"csv", make_csv},         {"ics", make_ics},   {"xlsx", make_xlsx, true, true},
  };
  return kFormats;
}

}  // namespace engage::report
