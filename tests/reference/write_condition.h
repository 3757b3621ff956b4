#pragma once

#include <string>
#include <vector>

#include "dice.h"

namespace engage::reference {

// Writes random durations: short ones, so that what waits for them comes about.
class LengthWriter {
 public:
  // `calendars`: business hours and other calendars may be counted by.
  LengthWriter(Dice& dice, bool hours, bool calendars) : dice_(dice), hours_(hours), calendars_(calendars) {}

  std::string any() { return dice_.chance(10) ? written(0, false) : at_least_one(); }
  std::string at_least_one();
  std::string in_days();
  std::string range();  // `2 to 4 days`

  std::string setting;  // may stand for a duration, when there is one

 private:
  std::string written(int count, bool only_days);
  std::string business(const std::string& length);

  Dice& dice_;
  bool hours_;
  bool calendars_;
};

// Writes random conditions over the words that all generated policies share.
class ConditionWriter {
 public:
  ConditionWriter(Dice& dice, LengthWriter& lengths);

  // Of what starts an episode, often true; where there is no episode; of a step and its lines; anywhere else in an
  // episode. `depth` bounds `and`, `or` and `not`.
  std::string of_entry();
  std::string outside(int depth) { return condition(depth, Place::outside); }
  std::string of_step(int depth) { return condition(depth, Place::step); }
  std::string inside(int depth) { return condition(depth, Place::inside); }
  std::string anchor(bool outside = false);
  // The event, perhaps with an outcome or a role that it has to have: "call as answered done by worker".
  std::string narrowed(const std::string& event);

  // More events and more conditions of facts to choose from.
  void add_words(const std::vector<std::string>& happenings, const std::vector<std::string>& fact_forms);

  std::vector<std::string> steps;  // written so far
  bool its_date = false;           // written now is the block of rounds that have a date
  bool has_term = false;           // the calendar has periods of that name

 private:
  enum class Place { outside, step, inside };

  std::string condition(int depth, Place place);
  std::string of_fact();
  std::string one_anchor(bool outside);
  std::string of_today();
  std::string of_events(Place place);
  std::string of_steps(Place place);

  Dice& dice_;
  LengthWriter& lengths_;
  std::vector<std::string> happenings_;
  std::vector<std::string> fact_forms_;
};

}  // namespace engage::reference
