#include "cases/foreign.h"

#include <fmt/format.h>

#include "cases/json_cursor.h"
#include "tables/decode.h"
#include "text/shortened.h"

namespace engage::cases {

std::string foreign_file(std::string_view beginning, bool lines) {
  if (const std::string_view known = tables::known_as(beginning); !known.empty()) {
    return fmt::format("it is {}, and no JSON", known);
  }
  if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF")) {
    return "it is UTF-16: save it as UTF-8";
  }
  const std::size_t cr = beginning.find('\r');
  if (lines && cr != beginning.npos && beginning.find('\n') == beginning.npos &&
      beginning.find_first_not_of(" \t\r", cr) != beginning.npos) {
    return "its lines end in CR alone: save it with line ends of Unix (LF) or Windows (CR LF)";
  }
  return {};
}

std::string foreign_case(const RawCase& first) {
  JsonCursor cursor;
  if (!cursor.open(first.bytes) || cursor.peek() != '{') return {};
  cursor.enter();
  bool begin = true, has_id = false, fhir = false;
  std::string_view key;
  std::string name;
  while (cursor.next_key(begin, key)) {
    if (key == "id") has_id = true;
    if (key == "resourceType") fhir = true;
    const bool is_list = cursor.peek() == '[';
    if (is_list && name.empty() && key != "events") name = key;
    if (!cursor.skip()) return {};
  }
  if (fhir) {
    return "it is a FHIR resource, and no case record: have what it says written as case records, or as tables that a "
           "description of the source (--source) explains";
  }
  if (has_id || name.empty()) return {};
  return fmt::format("its cases stand in `{0}`, in an envelope: write that list alone to a file, as `jq '.{0}'` does",
                     shortened(name));
}

}  // namespace engage::cases
