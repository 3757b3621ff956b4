#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/builder.h"
#include "cases/header.h"
#include "cases/json_cursor.h"
#include "cases/split.h"

namespace engage::cases {

// One case, made ready to be read: first its header, then by the reader of the policy that it belongs
// to, or of several in turn. Records read from it hold until the next one is opened. Use one a thread.
class JsonCase {
 public:
  // The bytes have to outlive the records read from them.
  void open(const RawCase& raw) {
    raw_ = raw;
    cursor_.open(raw.bytes);
  }

  // Not needed where there is one policy only: the reader tells the policy that a case names.
  void read_header(Header& header);

 private:
  friend class JsonReader;

  std::string not_json() const;

  RawCase raw_;
  JsonCursor cursor_;
};

// Reads cases with the words of one family of policies.
class JsonReader {
 public:
  JsonReader(const model::Family& family, const TimeZone* zone) : builder_(family, zone) {}

  // All faults of the case are found, those of its header included; the id is set if it can be told.
  void read(JsonCase& json, const ReadOptions& options, Record& record, Findings& findings);

 private:
  bool read_case(Record& record, Findings& findings);
  bool read_facts();
  bool read_assignees();
  bool read_events();
  bool read_entry();
  bool read_changes();

  RecordBuilder builder_;
  JsonCursor* cursor_ = nullptr;
};

// The id of a case that is broken, as far as it can be told.
std::string_view guess_id(std::string_view bytes);

}  // namespace engage::cases
