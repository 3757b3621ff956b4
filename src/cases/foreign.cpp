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

namespace {

// What the first object of a file is made of.
struct Envelope {
  bool has_id = false, has_case_key = false, fhir = false;
  std::string list;     // the path of its first list, other than `events`
  std::string records;  // of the first one in which an object has an id

  // False where it is no JSON.
  bool look(JsonCursor& cursor, const std::string& above, int depth);

 private:
  static bool look_for_id(JsonCursor& cursor, bool& found);
};

// Walks over a list.
bool Envelope::look_for_id(JsonCursor& cursor, bool& found) {
  cursor.enter();
  bool first = true;
  while (cursor.next_element(first)) {
    if (cursor.peek() != '{' || found) {
      if (!cursor.skip()) return false;
      continue;
    }
    cursor.enter();
    bool begin = true;
    std::string_view key;
    while (cursor.next_key(begin, key)) {
      found = found || key == "id";
      if (!cursor.skip()) return false;
    }
  }
  return !cursor.failed();
}

bool Envelope::look(JsonCursor& cursor, const std::string& above, int depth) {
  constexpr int kDeepest = 4;
  cursor.enter();
  bool begin = true;
  std::string_view key;
  while (cursor.next_key(begin, key)) {
    if (depth == 0) {
      has_id = has_id || key == "id";
      has_case_key = has_case_key || key == "policy" || key == "facts" || key == "assignees" || key == "events";
      fhir = fhir || key == "resourceType";
    }
    const std::string path = above + std::string(key);
    if (cursor.peek() == '[' && key != "events") {
      bool found = false;
      if (!look_for_id(cursor, found)) return false;
      if (list.empty()) list = path;
      if (found && records.empty()) records = path;
    } else if (cursor.peek() == '{' && depth < kDeepest && key != "facts" && key != "assignees") {
      if (!look(cursor, path + ".", depth + 1)) return false;
    } else if (!cursor.skip()) {
      return false;
    }
  }
  return !cursor.failed();
}

}  // namespace

std::string foreign_case(const RawCase& first) {
  JsonCursor cursor;
  Envelope found;
  if (!cursor.open(first.bytes) || cursor.peek() != '{' || !found.look(cursor, "", 0)) return {};
  if (found.fhir) {
    return "it is a FHIR resource, and no case record: have what it says written as case records, or as tables that a "
           "description of the source (--source) explains";
  }
  // A page of an answer may have an id of its own.
  std::string list = found.records;
  if (!found.has_id && list.empty()) list = found.list;
  if (list.empty() || found.has_case_key) return {};
  return fmt::format("its cases stand in `{0}`, in an envelope: write that list alone to a file, as `jq '.{0}'` does",
                     shortened(list));
}

}  // namespace engage::cases
