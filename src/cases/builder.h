#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cases/findings.h"
#include "cases/record.h"
#include "cases/times.h"
#include "cases/timezone.h"
#include "cases/typing.h"
#include "cases/word_index.h"
#include "model/policy.h"

namespace engage::cases {

// Builds one record after the other from what a file of whatever form says, typed against the words
// of one family of policies. Keeps its working memory; use one a thread. All faults of a record are
// collected, up to a number that a person can read.
class RecordBuilder {
 public:
  // Both are to outlive the builder; without a zone, times are taken as local.
  RecordBuilder(const model::Family& family, const TimeZone* zone);

  // What is found goes into these, until end().
  void begin(const ReadOptions& options, Record& record, Findings& findings);

  void fact(std::string_view name, const Written& value);
  void assignee(std::string_view role, std::string_view name);

  // The entries of the log, as listed; the faults of one say which it is.
  void begin_entry();
  // In a table, which has a line for each. The name has to outlive the record's reading.
  void begin_entry_of(std::string_view file, std::uint64_t line);
  void at(std::string_view time);
  void recorded(std::string_view time);
  void event(std::string_view name);
  void by(std::string_view name) { open_.by = name; }
  void note(std::string_view text) { open_.note = text; }
  void outcome(std::string_view name) { outcome_ = name; }
  void role(std::string_view name);
  void status(std::string_view name);
  void retracted(std::string_view time);
  void begin_changes();  // there may be none
  void change(std::string_view name, const Written& value);
  // Whether it says when, and what, rightly or wrongly. One that its status calls planned or cancelled is checked,
  // counted, and left out.
  void end_entry(bool has_time, bool has_content);
  // The same of one that is known to be so without a status.
  void end_not_done(bool has_time, bool has_content);
  void drop_entry() { in_entry_ = false; }

  void ignore(Ignored::Kind kind, std::string_view name);
  // One name ignored twice in the same object; `from` was the count of ignored names when it began.
  void check_repeats(Ignored::Kind kind, std::size_t from);
  std::size_t ignored_count() const { return findings_->ignored.size(); }

  // A fault after which nothing of the record can be relied on.
  void fault(std::string sentence);
  void end();

 private:
  struct Listed {
    LocalTime time;
    Entry entry;
    std::string_view by, note;
  };

  void tell(std::string sentence);
  bool may_tell();
  void repeated(std::string_view name);
  bool local_time(std::string_view text, LocalTime& time);
  std::optional<model::FactId> find_fact(std::string_view name, std::vector<std::uint32_t>& seen, std::uint32_t stamp);
  std::string unknown_name(Ignored::Kind kind, std::string_view name) const;
  std::string unknown_event(std::string_view name) const;
  void find_outcome();
  void keep_entry(bool has_time, bool has_content);
  void order_entries();
  std::strong_ordering compare(const Listed& a, const Listed& b) const;
  bool may_repeat(const Listed& listed) const;
  void leave_out_repeats();
  void count_midnights();
  void misfit(Misfit::Kind kind, std::string_view name, std::string_view cell);

  const model::Words& words_;
  const TimeZone* zone_;
  std::vector<std::string_view> role_names_, fact_names_, event_names_;
  WordIndex roles_, facts_, events_;
  std::vector<model::Value> defaults_;

  ReadOptions options_;
  Record* record_ = nullptr;
  Findings* findings_ = nullptr;
  std::size_t faults_left_out_ = 0;

  // A fact or role was named in the present object if its stamp is the object's.
  std::uint32_t stamp_ = 0;
  std::uint32_t record_stamp_ = 0;
  std::uint32_t changes_stamp_ = 0;
  std::vector<std::uint32_t> facts_seen_, changes_seen_, roles_seen_;

  std::vector<Listed> listed_;
  std::vector<std::size_t> repeated_, in_minute_;  // of these: the same as an earlier one; scratch
  std::vector<std::string_view> repeats_;
  std::uint64_t number_ = 0;  // of the entry, from 1
  std::string_view file_;     // the entry's table
  std::uint64_t line_ = 0;    // of the entry there; 0: none
  bool in_entry_ = false;
  bool time_doubtful_ = false;  // of the entry
  Listed open_;
  std::size_t listed_before_ = 0;  // it
  std::optional<Date> recorded_;
  std::string_view outcome_;                                                             // of the entry, as written
  enum class Status : std::uint8_t { done, planned, cancelled } status_ = Status::done;  // of the entry
};

}  // namespace engage::cases
