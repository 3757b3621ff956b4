#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "syntax/condition.h"
#include "syntax/match.h"
#include "syntax/tree.h"
#include "text/bounds.h"
#include "text/diagnostic.h"

namespace engage::syntax {

// Reads the parts of one matched line. What a part holds depends on its kind; a value that cannot
// be is reported (the first of a line), stands as something harmless, and makes ok() false.
class PartReader {
 public:
  using Index = std::uint32_t;

  PartReader(const Match& match, std::string_view text, FileId file, Diagnostics& diagnostics)
      : parts_(match.parts), text_(text), file_(file), diagnostics_(diagnostics) {}

  bool ok() const { return ok_; }

  // The parts of the line; those directly inside a part.
  std::vector<Index> top() const { return between(0, static_cast<Index>(parts_.size())); }
  std::vector<Index> inside(Index part) const { return between(part + 1, parts_[part].next); }
  // The first of that kind, at the top or directly inside a part.
  std::optional<Index> find(Kind kind) const;
  std::optional<Index> find(Index part, Kind kind) const;
  // The same where the grammar leaves no choice.
  Index get(Kind kind) const;
  Index get(Index part, Kind kind) const;
  Index only(Index part) const { return part + 1; }

  Kind kind(Index part) const { return parts_[part].kind; }
  Span span(Index part) const { return {file_, parts_[part].begin, parts_[part].end}; }
  std::string_view spelling(Index part) const;

  Name name(Index part) const { return {std::string(spelling(part)), span(part)}; }
  std::vector<Name> names(Index part) const;  // directly inside
  std::vector<Name> names() const;            // at the top
  Text text(Index part) const;
  std::optional<Text> title() const;
  std::optional<Text> title(Index part) const;
  Date date(Index part);
  int number(Index count, int least, int most, std::string_view what);
  int year(Index count);
  Moment moment(Index part);
  std::int16_t time(Index part);  // the minute of the day
  Literal literal(Index part);    // of kinds literal and is_value; a date too

  Length duration(Index part);  // written out
  Length length(Index part);
  Length positive_length(Index part);
  Range positive_range(Index part);
  std::optional<Length> bound(Kind kind);  // of the length in at_most, at_least
  Adjust adjust() const;
  Adjust adjust(Index parent) const;
  EventUse event(Index part) const;
  std::vector<EventUse> events(Index part) const;  // directly inside
  CalendarUnit calendar_unit(Index part) const;
  Anchor anchor(Index parent) const { return anchor(inside(parent)); }
  Anchor anchor(const std::vector<Index>& parts) const;  // the one among them
  Condition condition(Index part);
  std::optional<Condition> condition_in(Kind kind);  // of if_condition and its like

  // Reports the first fault of the line.
  Diagnostic* fault(Code code, Span span, std::string message);

 private:
  std::vector<Index> between(Index begin, Index end) const;
  std::optional<Index> find_among(Index begin, Index end, Kind kind) const;
  Duration checked(Index part, Index count, Unit unit);
  Unit unit(Index part) const;
  Date date_at(Span span, std::string_view written);
  void require_positive(const Length& length);

  Condition conjunction(Index part);
  Condition negation(Index part);
  Condition claim(Index part);
  Condition about_name(Index part);
  Condition about_event(Index part);
  Anchor one_anchor(Index part) const;
  Scope scope(Index parent);
  std::optional<Length> overdue_by(Index parent);
  void count_condition(Span span);

  const std::vector<Part>& parts_;
  std::string_view text_;
  FileId file_;
  Diagnostics& diagnostics_;
  bool ok_ = true;
  int conditions_ = 0;
};

}  // namespace engage::syntax
