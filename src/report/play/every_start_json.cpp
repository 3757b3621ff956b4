#include "form/appender.h"
#include "report/naming.h"
#include "report/play/every_start.h"

namespace engage::report {
namespace {

class EveryStartJson {
 public:
  explicit EveryStartJson(std::string& out) : to_(out) {}

  void put(const EveryStarts& starts);

 private:
  void key(std::string_view name) {
    if (!first_) to_.put(',');
    first_ = false;
    text(name);
    to_.put(':');
  }
  void text(std::string_view value) {
    to_.put('"');
    to_.put_json(value);
    to_.put('"');
  }
  void date(Date value) {
    to_.put('"');
    to_.put_date(value);
    to_.put('"');
  }
  void open(char bracket) {
    to_.put(bracket);
    first_ = true;
  }
  void close(char bracket) {
    to_.put(bracket);
    first_ = false;
  }
  void item() {
    if (!first_) to_.put(',');
    first_ = false;
  }
  void dates(const std::vector<Date>& list) {
    open('[');
    for (const Date each : list) {
      item();
      date(each);
    }
    close(']');
  }
  void named(const play::Named& thing) {
    key("name");
    text(thing.name);
    key("title");
    text(thing.title);
  }
  void run(std::string_view name, const play::Run& run) {
    key(name);
    open('{');
    key("days");
    to_.put_number(run.days);
    key("start");
    date(run.start);
    close('}');
  }
  void play(const EveryStartReport& play);

  form::Appender to_;
  bool first_ = true;
};

void EveryStartJson::play(const EveryStartReport& play) {
  const play::EveryStart& result = play.result;
  open('{');
  key("worker");
  text(play.worker);
  key("client");
  text(play.client);
  key("starts");
  to_.put_number(static_cast<std::int64_t>(result.starts));
  key("outcomes");
  open('[');
  for (const auto& [outcome, runs] : result.outcomes) {
    item();
    open('{');
    named(outcome);
    key("count");
    to_.put_number(static_cast<std::int64_t>(runs.runs.size()));
    run("shortest", runs.shortest());
    run("median", runs.median());
    run("longest", runs.longest());
    key("by_days");
    open('[');
    for (std::size_t i = 0; i < runs.runs.size();) {
      std::size_t end = i;
      while (end < runs.runs.size() && runs.runs[end].days == runs.runs[i].days) ++end;
      item();
      open('{');
      key("days");
      to_.put_number(runs.runs[i].days);
      key("count");
      to_.put_number(static_cast<std::int64_t>(end - i));
      close('}');
      i = end;
    }
    close(']');
    close('}');
  }
  close(']');
  key("not_ended");
  dates(result.unfinished);
  key("never_begun");
  dates(result.not_started);
  key("undecided");
  open('[');
  for (const auto& [reason, list] : result.undecided) {
    item();
    open('{');
    key("because");
    text(reason);
    key("starts");
    dates(list);
    close('}');
  }
  close(']');
  key("escalations");
  open('[');
  for (const auto& [escalation, count] : result.escalations) {
    item();
    open('{');
    named(escalation);
    key("count");
    to_.put_number(static_cast<std::int64_t>(count));
    close('}');
  }
  close(']');
  close('}');
}

void EveryStartJson::put(const EveryStarts& starts) {
  open('{');
  key("policy");
  text(starts.family->name);
  key("event");
  text(starts.family->words.events[starts.event].name);
  key("first");
  date(starts.first);
  key("last");
  date(starts.last);
  key("plays");
  open('[');
  for (const EveryStartReport& each : starts.plays) {
    item();
    play(each);
  }
  close(']');
  close('}');
  to_.put('\n');
}

}  // namespace

std::string every_start_json(const EveryStarts& starts) {
  std::string out;
  EveryStartJson(out).put(starts);
  return out;
}

}  // namespace engage::report
