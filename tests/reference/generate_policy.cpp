#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

#include "change_steps.h"
#include "generate.h"
#include "write_condition.h"

namespace engage::reference {

namespace {

// But for the guards that vary, which `vocabulary` adds.
constexpr const char* kWords = R"(vocabulary words "Words"
  role worker "Worker"
  role supervisor "Supervisor"
  role driver "Driver"
  fact consent "May call and write" yes/no
  fact consent_mail "May use the mail" yes/no
  fact ready "Ready for it" yes/no
  fact risk "Assessed risk" scale low < medium < high
  fact service "Service type" one of individual, family
  fact age "Age" number
  fact review "Review date" date
  fact referred_by "Who referred" text
  fact language "Language" text, default "English"
  event referral "Referral"
  event contact "Client answered"
  event reply "Somebody replied"
  event crisis "Crisis"
  action call "Call" outcomes answered "Answered", voicemail "Left a message"
  action email "Write an email" allowed if consent
  action letter "Send a letter" allowed if consent_mail and not unsafe
  action consult "Consult" by worker
  action child "A child interprets" never allowed
  action close_file "Close the file"
  group attempt "Attempt" of call, email, text_message, visit
  group answer "Answer" of contact, reply
  define unsafe as risk is high
  date due_back "Due back" as 3 days after review or next business day
  date month_end "End of the month" as the last day of the month of contact
  date fifth "The fifth" as day 5 of the month after referral
  date first_day "The first" as day 1 of the month of due_back
)";

// Guards may ask for what happened as well as for facts.
const std::vector<std::string> kTextGuards = {"consent or age is at least 18", "no crisis in the last 3 days",
                                              "consent and not (crisis happened)", "1 day after start",
                                              "not unsafe or review is before 2026-02-01"};
const std::vector<std::string> kVisitGuards = {"", "", " allowed if no visit in the last 2 days",
                                               " allowed if attempt happened at least 2 times",
                                               " allowed if ready or contact happened since start"};

std::string vocabulary(Dice& dice) {
  return fmt::format(
      "{}  action text_message \"Send a text message\" allowed if {}\n  action visit \"Visit\" by supervisor{} "
      "outcomes seen "
      "\"Seen\", not_seen \"Nobody home\" with the client\n",
      kWords, dice.pick(kTextGuards), dice.pick(kVisitGuards));
}

const std::vector<std::string> kActions = {"call", "email", "letter", "text_message", "visit", "consult", "close_file"};
const std::vector<std::string> kNews = {"contact", "reply", "crisis", "answer", "call", "attempt"};

// Words of a policy's own; the same in all of its versions.
const std::vector<std::string> kOwnWords = {
    "fact housed \"Has a place to stay\" yes/no",
    "event moved \"Moved house\"",
    "action find_room \"Find a room\" by driver allowed if housed is known",
    "group stirring \"Anything new\" of moved, answer, find_room",
    "define calm as not (crisis happened in the last 3 days) and risk is not high",
};

// Writes one version of the policy.
class Writer {
 public:
  Writer(Dice& dice, bool hours, bool calendars, bool own_words, bool has_term)
      : dice_(dice), lengths_(dice, hours, calendars), conditions_(dice, lengths_), own_words_(own_words) {
    conditions_.has_term = has_term;
    if (!own_words) return;
    actions_.push_back("find_room");
    news_.insert(news_.end(), {"moved", "stirring"});
    conditions_.add_words({"moved", "stirring", "find_room"}, {"housed", "not calm", "calm", "housed is unknown"});
  }

  std::string body() {
    if (own_words_) {
      for (const std::string& word : kOwnWords) line(1, "{}", word);
    }
    // The length of a setting may stand wherever a duration may.
    if (dice_.chance(30)) {
      line(1, "setting patience = {}, at most 3 weeks \"How long\"",
           dice_.pick(std::vector<std::string>{"2 days", "4 days", "1 week"}));
      lengths_.setting = "patience";
    }
    if (dice_.chance(22)) line(1, "applies when {}", conditions_.of_entry());
    line(1, "starts on {}{}",
         dice_.pick(std::vector<std::string>{"referral", "referral", "referral, crisis", "answer, referral",
                                             "email, referral"}),
         dice_.chance(22) ? " when " + conditions_.of_entry() : "");
    if (dice_.chance(50)) line(1, "default within {}", lengths_.any());
    if (dice_.chance(30)) line(1, "default by {}", role());

    stages_ = {"s1", "s2", "s3"};
    stages_.resize(static_cast<std::size_t>(dice_.between(1, 3)));
    for (const std::string& stage : stages_) write_stage(stage);
    in_stage_ = false;
    for (int i = dice_.between(0, 3); i > 0; --i) rule(1);
    if (dice_.chance(12)) alongside(1);
    if (dice_.chance(25)) limit(1);
    return text_;
  }

 private:
  template <typename... Args>
  void line(int depth, fmt::format_string<Args...> format, Args&&... args) {
    text_ +=
        std::string(static_cast<std::size_t>(2 * depth), ' ') + fmt::format(format, std::forward<Args>(args)...) + '\n';
  }

  std::string role() { return dice_.pick(std::vector<std::string>{"worker", "supervisor", "driver"}); }
  std::string events() {
    std::vector<std::string> some = dice_.some(news_, dice_.chance(80) ? 2 : 4);
    for (std::string& event : some) event = conditions_.narrowed(event);
    return fmt::format("{}", fmt::join(some, ", "));
  }
  std::string adjust() {
    if (!dice_.chance(20)) return "";
    return dice_.chance(50) ? " or next business day" : " or previous business day";
  }
  std::string during() {
    if (in_stage_ || !dice_.chance(50)) return "";
    return fmt::format(" during {}", fmt::join(dice_.some(stages_, 2), ", "));
  }

  void write_stage(const std::string& name) {
    line(1, "stage {} \"Stage {}\"", name, name);
    in_stage_ = true;
    if (dice_.chance(30)) limit(2);
    if (dice_.chance(30)) rule(2);
    if (dice_.chance(10)) alongside(2);
    const int steps = static_cast<int>(conditions_.steps.size());
    sequence(2, 0, dice_.between(2, 5), true);
    if (static_cast<int>(conditions_.steps.size()) == steps) step(2);
  }

  void limit(int depth) {
    const std::string since = dice_.chance(25) ? " since " + conditions_.anchor() : "";
    line(depth, "limit {}{}{}{} then {}", lengths_.at_least_one(), adjust(), since, during(),
         dice_.chance(60) ? "go to " + dice_.pick(stages_) : "finish " + outcome());
  }

  std::string outcome() { return dice_.chance(50) ? "closed" : "engaged"; }

  void alongside(int depth) {
    line(depth, "alongside \"Visits\"{}", during());
    sequence(depth + 1, 0, dice_.between(1, 2), false);
  }

  void rule(int depth) {
    const bool escalation = dice_.chance(35);
    std::string head;
    if (dice_.chance(50)) {
      head = fmt::format("on {}{}{}", events(), during(), dice_.chance(35) ? " if " + conditions_.inside(1) : "");
      if (dice_.chance(15)) head += dice_.chance(50) ? ", unless already open" : " unless already open";
      else if (!escalation && dice_.chance(15)) head += ", starting over";
    } else {
      head = fmt::format("when {}{}", conditions_.inside(1), during());
      if (escalation && dice_.chance(30)) head += ", also after closing";
    }
    if (escalation) {
      line(depth, "escalate e{} \"Escalation\" to {}", ++escalations_, role());
      line(depth + 1, "{}", head);
    } else {
      line(depth, "{}", head);
    }
    sequence(depth + 1, 0, dice_.between(1, 2), false);
  }

  // A block of statements, at least one.
  void sequence(int depth, int nesting, int length, bool of_stage) {
    if (dice_.chance(25)) wait(depth);
    for (int i = 0; i < length; ++i) {
      const int kind = dice_.below(20);
      if (kind < 8) {
        step(depth);
      } else if (kind < 12) {
        wait(depth);
      } else if (kind < 13) {
        line(depth, "wait for {}{}", events(), dice_.chance(70) ? " at most " + lengths_.at_least_one() : "");
      } else if (kind < 14) {
        line(depth, "wait until {}{}", conditions_.inside(1),
             dice_.chance(60) ? " at most " + lengths_.at_least_one() : "");
      } else if (kind < 17 && nesting < 2) {
        repeat(depth, nesting);
      } else if (kind < 19 && nesting < 2) {
        line(depth, "if {}", conditions_.inside(1));
        sequence(depth + 1, nesting + 1, dice_.between(1, 2), of_stage);
        if (dice_.chance(50)) {
          line(depth, "otherwise");
          sequence(depth + 1, nesting + 1, dice_.between(1, 2), of_stage);
        }
      } else {
        step(depth);
      }
    }
    const int end = dice_.below(10);
    if (end < (of_stage && nesting == 0 ? 5 : 3)) {
      line(depth, "{}", dice_.chance(60) ? "go to " + dice_.pick(stages_) : "finish " + outcome());
    }
  }

  void wait(int depth) {
    const std::string events_of = dice_.chance(25) ? " for " + events() : "";
    line(depth, "wait {}{}", dice_.chance(50) ? lengths_.range() : lengths_.at_least_one(), events_of);
  }

  // `at least every`, on fixed dates, or one in each period.
  void rounds(int depth, int nesting) {
    const std::string listed = dice_.chance(50) ? ", listed " + lengths_.in_days() + " ahead" : "";
    const std::string ends = (dice_.chance(75) ? fmt::format(" at most {} times", dice_.between(1, 3)) : "") +
                             (dice_.chance(30) ? " until " + conditions_.inside(1) : "");
    const int kind = dice_.below(3);
    if (kind == 0) {
      line(depth, "at least every {}{}{}", lengths_.at_least_one(), listed, ends);
      step(depth + 1);
      if (dice_.chance(30)) wait(depth + 1);
      return;
    }
    if (kind == 1) {
      line(depth, "every {} counted from {}{}{}",
           dice_.pick(std::vector<std::string>{"3 days", "1 week", "4 business days", "1 month"}), conditions_.anchor(),
           listed, ends);
    } else {
      std::vector<std::string> periods = {"calendar week", "calendar week", "calendar month", "calendar quarter"};
      if (conditions_.has_term) periods.emplace_back("term");
      line(depth, "once every {}{}{}", dice_.pick(periods), dice_.chance(30) ? ", from the next one" : "", ends);
    }
    const bool outer = std::exchange(conditions_.its_date, true);
    sequence(depth + 1, nesting + 1, dice_.between(1, 2), false);
    conditions_.its_date = outer;
  }

  void repeat(int depth, int nesting) {
    if (dice_.chance(45)) return rounds(depth, nesting);
    line(depth, "repeat every {}{}{}", dice_.chance(50) ? lengths_.range() : lengths_.at_least_one(),
         dice_.chance(75) ? fmt::format(" at most {} times", dice_.between(1, 3)) : "",
         dice_.chance(35) ? " until " + conditions_.inside(1) : "");
    sequence(depth + 1, nesting + 1, dice_.between(1, 2), false);
  }

  void step(int depth) {
    const std::string name = fmt::format("t{}", conditions_.steps.size() + 1);
    line(depth, "step {} \"Step {}\"", name, name);
    if (dice_.chance(30)) line(depth + 1, "only if {}", conditions_.of_step(1));
    deadlines(depth + 1);
    if (dice_.chance(20)) line(depth + 1, "by {}", role());
    if (dice_.chance(10)) line(depth + 1, "note \"Take care\"");
    std::vector<std::string> actions = dice_.some(actions_, dice_.chance(50) ? 2 : 7);
    const int together = dice_.chance(80) ? 55 : 90;
    while (!actions.empty()) {
      std::vector<std::string> chosen = {actions.back()};
      actions.pop_back();
      while (!actions.empty() && dice_.chance(together)) {
        chosen.push_back(actions.back());
        actions.pop_back();
      }
      do_line(depth + 1, chosen);
    }
    conditions_.steps.push_back(name);
  }

  void deadlines(int depth) {
    const int lines = dice_.chance(40) ? 0 : dice_.chance(75) ? 1 : dice_.between(2, 3);
    for (int i = 0; i < lines; ++i) {
      const int kind = dice_.below(7);
      if (kind < 3) {
        line(depth, "within {}{}", lengths_.any(), adjust());
      } else if (kind < 5) {
        line(depth, "within {}{} of {}", lengths_.any(), adjust(), conditions_.anchor());
      } else if (kind < 6) {
        line(depth, "no later than {} {} {}", lengths_.in_days(), dice_.chance(60) ? "before" : "after",
             conditions_.anchor());
      } else {
        line(depth, "no later than {}", conditions_.anchor());
      }
    }
    if (dice_.chance(12)) line(depth, "give at least {}", lengths_.at_least_one());
    if (dice_.chance(20))
      line(depth, "by {}", dice_.pick(std::vector<std::string>{"00:00", "09:30", "17:00", "23:59"}));
    if (dice_.chance(12)) {
      line(depth, "aim within {}{}", lengths_.any(), dice_.chance(50) ? " of " + conditions_.anchor() : "");
    }
  }

  void do_line(int depth, const std::vector<std::string>& actions) {
    std::vector<std::string> uses;
    for (const std::string& action : actions) {
      uses.push_back(conditions_.narrowed(action));
      const bool other = actions.size() > 1 && uses.back().starts_with("visit as seen") && dice_.chance(40);
      if (other) uses.emplace_back("visit as not_seen");
    }
    std::string text = uses.size() > 1 ? fmt::format("do any of {}", fmt::join(uses, ", ")) : "do " + uses.front();
    if (dice_.chance(20)) text += " if " + conditions_.of_step(1);
    if (dice_.chance(20)) {
      text += fmt::format(", varying {}", fmt::join(dice_.some({"weekday", "time of day", "way"}, 3), " and "));
      if (dice_.chance(30)) text += " from the last time";
      if (dice_.chance(40)) text += " among attempt";
    }
    line(depth, "{}", text);
  }

  Dice& dice_;
  LengthWriter lengths_;
  ConditionWriter conditions_;
  bool own_words_;
  std::vector<std::string> actions_ = kActions;
  std::vector<std::string> news_ = kNews;
  std::string text_;
  std::vector<std::string> stages_;
  bool in_stage_ = false;
  int escalations_ = 0;
};

const std::vector<std::string> kThen = {"next business day", "next monday", "previous friday", "next wednesday"};
const std::vector<std::string> kNearDays = {"second thursday after january 2", "last tuesday on or before january 27",
                                            "2 days after first monday of february", "1 day before january 15"};

// Of every weekday, more or less exactly.
std::string hours(Dice& dice) {
  std::string text = dice.chance(50) ? "  hours 08:30 to 17:00\n" : "  hours 00:00 to 24:00\n";
  if (dice.chance(40)) text += "  hours monday to thursday, 09:15 to 18:00\n";
  if (dice.chance(40)) text += "  hours friday, 08:00 to 12:30\n";
  return text;
}

std::string calendar(Dice& dice) {
  std::string text;
  const bool includes = dice.chance(25);
  if (includes) {
    text += "calendar holidays\n  covers 2025 to 2027\n  weekend sunday\n";
    text += "  holiday \"Feast\" on january 13\n  closed 2026-02-04 \"Stocktaking\"\n  open 2026-01-31\n\n";
  }
  text += "calendar days_of_work\n";
  if (includes) text += "  include holidays\n";
  text += dice.chance(25) ? "  covers 2026\n" : "  covers 2025 to 2027\n";
  text += dice.chance(80)   ? "  weekend saturday, sunday\n"
          : dice.chance(70) ? "  weekend friday\n"
                            : "  weekend none\n";
  if (dice.chance(50)) text += "  holiday \"Middle\" on january 17, if weekend then " + dice.pick(kThen) + "\n";
  if (dice.chance(50)) text += "  holiday \"Family Day\" on third monday of february\n";
  if (dice.chance(30)) text += "  holiday \"Good Friday\" on 2 days before easter\n";
  if (dice.chance(30)) text += "  closed 2026-01-20 to 2026-01-23 \"Move\"\n";
  if (dice.chance(20)) text += "  open 2026-01-24\n";
  if (dice.chance(20)) text += "  open 2026-01-31 to 2026-02-01\n";
  if (dice.chance(20)) text += "  holiday \"Near\" on " + dice.pick(kNearDays) + "\n";
  if (dice.chance(50)) text += "  period term \"Term 2\" from 2026-01-26 to 2026-02-13\n";
  if (dice.chance(60)) text += "  period term \"Term 1\" from 2026-01-06 to 2026-01-16\n";
  text += hours(dice);
  text += "\ncalendar school \"School days\"\n  covers 2025 to 2028\n";
  text += dice.chance(50) ? "" : "  weekend sunday\n";
  if (dice.chance(60)) text += "  closed 2026-01-12 to 2026-01-16 \"Holidays\"\n";
  return text + hours(dice);
}

}  // namespace

std::string generate_policy(Dice& dice) {
  const bool with_calendar = dice.chance(85);
  const bool hours = dice.chance(20);
  const std::string head = with_calendar ? "  calendar days_of_work\n" : "";
  std::string text = with_calendar ? calendar(dice) + '\n' : "";
  const bool has_term = text.find("period term") != std::string::npos;
  text += vocabulary(dice);
  const bool own_words = dice.chance(25);

  const int versions = dice.chance(70) ? 1 : dice.between(2, 3);
  const std::vector<std::string> dates = {"2026-01-08", "2026-01-12", "2026-01-19", "2026-02-02"};
  if (dice.chance(6)) {
    text += "\npolicy base \"Base\"\n" + head + Writer(dice, hours, with_calendar, own_words, has_term).body() +
            "\npolicy care \"Care\" extends base\n";
    if (text.find("setting patience") != std::string::npos) text += "  set patience = 3 days\n";
    if (dice.chance(50)) text += "  default within 2 days\n";
    if (dice.chance(30)) text += "  version 2 effective 2026-01-12\n";
    if (dice.chance(60)) {
      std::string changed;
      for (const StepChange& change : generate_changes(dice, text)) changed += change.text();
      text += changed;
    }
    return text;
  }
  for (int version = 1; version <= versions; ++version) {
    text += fmt::format("\npolicy care \"Care\"\n  version {}", version);
    if (version > 1 || dice.chance(15)) {
      text += " effective " + (version == 1 ? dates.front() : version == 2 ? dice.pick(dates) : "2026-02-10");
      if (dice.chance(35)) text += " for all cases";
    }
    text += '\n' + head + Writer(dice, hours, with_calendar, own_words, has_term).body();
  }
  return text;
}

}  // namespace engage::reference
