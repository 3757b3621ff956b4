#include "cases/read_json.h"

#include <fmt/format.h>
#include <simdjson.h>

#include <algorithm>
#include <array>

#include "text/shortened.h"

namespace engage::cases {
namespace {

// One bit a key: which were there already.
enum CaseKey : unsigned { kId = 1, kPolicy = 2, kFacts = 4, kAssignees = 8, kEvents = 16 };
enum EntryKey : unsigned {
  kAt = 1,
  kEvent = 2,
  kSet = 4,
  kRecorded = 8,
  kBy = 16,
  kNote = 32,
  kOutcome = 64,
  kRole = 128,
  kStatus = 256,
  kRetracted = 512
};

unsigned case_key(std::string_view key) {
  if (key == "id") return kId;
  if (key == "policy") return kPolicy;
  if (key == "facts") return kFacts;
  if (key == "events") return kEvents;
  if (key == "assignees") return kAssignees;
  return 0;
}

unsigned entry_key(std::string_view key) {
  if (key == "at") return kAt;
  if (key == "event") return kEvent;
  if (key == "set") return kSet;
  if (key == "by") return kBy;
  if (key == "note") return kNote;
  if (key == "recorded") return kRecorded;
  if (key == "outcome") return kOutcome;
  if (key == "role") return kRole;
  if (key == "status") return kStatus;
  if (key == "retracted") return kRetracted;
  return 0;
}

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

// Empty when there is nothing wrong.
std::string id_fault(const Written& id) {
  switch (id.kind) {
    case Written::Kind::string: return blank(id.text) ? "`id` is empty" : std::string();
    case Written::Kind::null: return "`id` is missing";
    case Written::Kind::number: return fmt::format("`id` is {0}, a number: write it in quotes, \"{0}\"", shown(id));
    default: return fmt::format("`id` is {}, not a text in quotes", shown(id));
  }
}

std::string no_text(std::string_view what, const Written& value) {
  return fmt::format("`{}` is {}, not a text in quotes", what, shown(value));
}

std::string no_object(std::string_view what, const Written& value) {
  return fmt::format("`{}` is {}, not an object in braces", what, shown(value));
}

}  // namespace

std::string JsonCase::not_json() const {
  const std::string_view before = raw_.bytes.substr(0, cursor_.problem_at());
  if (before.empty()) return fmt::format("it is no JSON: {}", cursor_.problem());
  const std::size_t breaks = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  if (breaks == 0) return fmt::format("it is no JSON: {} at its byte {}", cursor_.problem(), before.size() + 1);
  return fmt::format("it is no JSON: {} on line {}", cursor_.problem(), raw_.line + breaks);
}

void JsonCase::read_header(Header& header) {
  header.id = {};
  header.policy.reset();
  header.faults.clear();
  const auto broken = [&] {
    header.id = guess_id(raw_.bytes);
    header.faults.emplace_back(raw_.fault.empty() ? not_json() : raw_.fault_in_words());
  };
  if (!raw_.fault.empty() || cursor_.failed()) return broken();
  cursor_.rewind();
  if (cursor_.peek() != '{') {
    Written value;
    if (!cursor_.value(value)) return broken();
    header.faults.push_back(fmt::format("it is {}, not an object in braces", shown(value)));
    return;
  }
  cursor_.enter();
  unsigned seen = 0;
  bool first = true;
  std::string_view name;
  Written id, policy;
  while (seen != (kId | kPolicy) && cursor_.next_key(first, name)) {
    const unsigned key = case_key(name) & (kId | kPolicy) & ~seen;
    seen |= key;
    if (!(key == 0 ? cursor_.skip() : cursor_.value(key == kId ? id : policy))) break;
  }
  if (cursor_.failed()) return broken();
  if (id.kind == Written::Kind::string) header.id = id.text;
  if (std::string fault = id_fault(id); !fault.empty()) header.faults.push_back(std::move(fault));
  if (policy.kind == Written::Kind::string) {
    header.policy = policy.text;
  } else if (policy.kind != Written::Kind::null) {
    header.faults.push_back(no_text("policy", policy));
  }
}

void JsonReader::read(JsonCase& json, const ReadOptions& options, Record& record, Findings& findings) {
  builder_.begin(options, record, findings);
  cursor_ = &json.cursor_;
  if (json.raw_.fault.empty() && !cursor_->failed()) {
    cursor_->rewind();
    if (read_case(record, findings)) return builder_.end();
  }
  // Broken: nothing that was found in it so far can be trusted.
  findings.clear();
  findings.doubt.everything = true;
  record.id = guess_id(json.raw_.bytes);
  findings.faults.emplace_back(json.raw_.fault.empty() ? json.not_json() : json.raw_.fault_in_words());
}

// These return false when the text is no JSON; all else is a fault of the record.
bool JsonReader::read_case(Record& record, Findings& findings) {
  Written value;
  if (cursor_->peek() != '{') {
    if (!cursor_->value(value) || !cursor_->at_end()) return false;
    builder_.fault(fmt::format("it is {}, not an object in braces", shown(value)));
    return true;
  }
  cursor_->enter();
  unsigned seen = 0;
  bool first = true;
  std::string_view name;
  Written id;
  while (cursor_->next_key(first, name)) {
    const unsigned key = case_key(name);
    if ((seen & key) != 0) builder_.fault(fmt::format("`{}` stands there twice", name));
    seen |= key;
    const char next = cursor_->peek();
    if (key == kFacts && next == '{') {
      if (!read_facts()) return false;
      continue;
    }
    if (key == kEvents && next == '[') {
      if (!read_events()) return false;
      continue;
    }
    if (key == kAssignees && next == '{') {
      if (!read_assignees()) return false;
      continue;
    }
    if (!cursor_->value(value)) return false;
    if (key == 0) builder_.ignore(Ignored::Kind::key, name);
    if (key == kId) id = value;
    if (key == 0 || key == kId || value.kind == Written::Kind::null) continue;
    if (key == kPolicy && value.kind == Written::Kind::string) {
      findings.policy = value.text;
    } else if (key == kPolicy) {
      builder_.fault(no_text(name, value));
    } else if (key == kEvents) {
      builder_.fault(fmt::format("`events` is {}, not a list in brackets", shown(value)));
    } else {
      builder_.fault(no_object(name, value));
    }
  }
  if (cursor_->failed() || !cursor_->at_end()) return false;
  builder_.check_repeats(Ignored::Kind::key, 0);
  if (id.kind == Written::Kind::string) record.id = id.text;
  if (std::string fault = id_fault(id); !fault.empty()) builder_.fault(std::move(fault));
  return true;
}

bool JsonReader::read_facts() {
  const std::size_t ignored = builder_.ignored_count();
  cursor_->enter();
  bool first = true;
  std::string_view name;
  Written value;
  while (cursor_->next_key(first, name)) {
    if (!cursor_->value(value)) return false;
    builder_.fact(name, value);
  }
  builder_.check_repeats(Ignored::Kind::fact, ignored);
  return !cursor_->failed();
}

bool JsonReader::read_changes() {
  const std::size_t ignored = builder_.ignored_count();
  builder_.begin_changes();
  cursor_->enter();
  bool first = true;
  std::string_view name;
  Written value;
  while (cursor_->next_key(first, name)) {
    if (!cursor_->value(value)) return false;
    builder_.change(name, value);
  }
  builder_.check_repeats(Ignored::Kind::fact, ignored);
  return !cursor_->failed();
}

bool JsonReader::read_assignees() {
  const std::size_t ignored = builder_.ignored_count();
  cursor_->enter();
  bool first = true;
  std::string_view role;
  Written value;
  while (cursor_->next_key(first, role)) {
    if (!cursor_->value(value)) return false;
    if (value.kind == Written::Kind::string) {
      builder_.assignee(role, value.text);
    } else if (value.kind != Written::Kind::null) {
      builder_.fault(fmt::format("the assignee of `{}` is {}, not a text in quotes", shortened(role), shown(value)));
    }
  }
  builder_.check_repeats(Ignored::Kind::role, ignored);
  return !cursor_->failed();
}

bool JsonReader::read_events() {
  cursor_->enter();
  bool first = true;
  while (cursor_->next_element(first)) {
    builder_.begin_entry();
    if (cursor_->peek() != '{') {
      Written value;
      if (!cursor_->value(value)) return false;
      builder_.fault(fmt::format("it is {}, not an object in braces", shown(value)));
      builder_.drop_entry();
    } else if (!read_entry()) {
      return false;
    }
  }
  return !cursor_->failed();
}

bool JsonReader::read_entry() {
  const std::size_t ignored = builder_.ignored_count();
  cursor_->enter();
  unsigned seen = 0, present = 0;
  bool first = true;
  std::string_view name;
  Written value;
  while (cursor_->next_key(first, name)) {
    const unsigned key = entry_key(name);
    if ((seen & key) != 0) builder_.fault(fmt::format("`{}` stands there twice", name));
    seen |= key;
    if (key == kSet && cursor_->peek() == '{') {
      present |= key;
      if (!read_changes()) return false;
      continue;
    }
    if (!cursor_->value(value)) return false;
    if (key == 0) builder_.ignore(Ignored::Kind::event_key, name);
    if (key == 0 || value.kind == Written::Kind::null) continue;  // a null is as if the key were absent
    present |= key;
    if (key == kSet) {
      builder_.fault(no_object(name, value));
    } else if (value.kind != Written::Kind::string) {
      builder_.fault(no_text(name, value));
    } else if (key == kAt) {
      builder_.at(value.text);
    } else if (key == kEvent) {
      builder_.event(value.text);
    } else if (key == kRecorded) {
      builder_.recorded(value.text);
    } else if (key == kBy) {
      builder_.by(value.text);
    } else if (key == kNote) {
      builder_.note(value.text);
    } else if (key == kOutcome) {
      builder_.outcome(value.text);
    } else if (key == kRole) {
      builder_.role(value.text);
    } else if (key == kStatus) {
      builder_.status(value.text);
    } else if (key == kRetracted) {
      builder_.retracted(value.text);
    }
  }
  if (cursor_->failed()) return false;
  builder_.check_repeats(Ignored::Kind::event_key, ignored);
  builder_.end_entry((present & kAt) != 0, (present & (kEvent | kSet)) != 0);
  return true;
}

// Looks for the key "id" of the outermost object, and a plain string behind it.
std::string_view guess_id(std::string_view bytes) {
  bytes = bytes.substr(0, kKeptOfTooLarge);
  int depth = 0;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (c != '"') continue;
    const std::size_t begin = ++at;
    while (at < bytes.size() && bytes[at] != '"' && bytes[at] != '\n') at += bytes[at] == '\\' ? 2u : 1u;
    if (at >= bytes.size()) break;
    if (depth != 1 || bytes.substr(begin, at - begin) != "id") continue;
    const std::size_t colon = bytes.find_first_not_of(" \t\r\n", at + 1);
    if (colon == std::string_view::npos || bytes[colon] != ':') continue;
    const std::size_t quote = bytes.find_first_not_of(" \t\r\n", colon + 1);
    if (quote == std::string_view::npos || bytes[quote] != '"') break;
    const std::size_t end = bytes.find_first_of("\"\\\n", quote + 1);
    if (end == std::string_view::npos || bytes[end] != '"') break;
    const std::string_view id = bytes.substr(quote + 1, end - quote - 1);
    // What is told of a case is UTF-8, whatever the case is.
    return simdjson::validate_utf8(id.data(), id.size()) ? id : std::string_view();
  }
  return {};
}

}  // namespace engage::cases
