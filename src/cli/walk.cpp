#include "cli/walk.h"

#include <fmt/format.h>
#include <unistd.h>

#include <deque>
#include <iostream>
#include <span>

#include "calendar/words.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/tell.h"
#include "play/walk.h"
#include "report/due/text.h"
#include "report/play/timeline.h"
#include "text/visible.h"
#include "why/deadline.h"

namespace engage::cli {
namespace {

using Kind = play::WalkCommand::Kind;

constexpr std::string_view kHelp =
    R"(next [N]               go on to the next morning, or N days on; an empty line is `next`
next change            go on to the day on which something changes by time alone
to DATE [TIME]         go on to that day
record EVENT, …        something was done or happened, now; with `at TIME` or `at DATE TIME`, then
set FACT VALUE         a fact is known, or another, from now on; `unknown` takes it away
                       (events and facts by their names, or by the titles that the screen shows;
                       `record ACTION as OUTCOME done by ROLE` says what came of it, and who did it)
back                   take back the last command
show                   what is due now
save FILE              keep the walk as a scenario
quit                   stop
)";

class WalkSession {
 public:
  WalkSession(const play::Setup& setup, const Sources& sources, const SaveOptions& save, bool colour)
      : setup_(setup),
        sources_(sources),
        save_(save),
        colour_(colour),
        walk_(*setup.family, setup.start, setup.begin, setup.plays.front().assumptions.planned, setup.limits.until) {}

  Expected<int> run();

 private:
  // False when the walk is over.
  Expected<bool> answer(const std::string& line);
  Expected<void> tell_news();
  Expected<void> show() const;
  Expected<void> save(const std::string& file) const;
  Expected<void> say(std::string_view sentence) const { return write_text(visible(sentence) + "\n"); }

  const play::Setup& setup_;
  const Sources& sources_;
  SaveOptions save_;
  bool colour_;
  std::deque<std::string> lines_;  // as typed: values of texts point into them
  play::Walk walk_;
  std::size_t told_ = 0;  // lines of the timeline
};

// What happened since it was told last.
Expected<void> WalkSession::tell_news() {
  std::vector<report::TimelineLine> lines = report::lines_of(walk_.timeline());
  for (report::TimelineLine& line : lines) line.assumed = false;  // it was commanded
  told_ = std::min(told_, lines.size());
  const std::string day = report::weekday_date(date_of(walk_.now()));
  std::string out = fmt::format("now {} {}\n", day, clock_time(walk_.now()));
  out += report::lines_text(std::span(lines).subspan(told_), colour_);
  told_ = lines.size();
  return write_text(out);
}

Expected<void> WalkSession::show() const {
  auto standing = walk_.standing();
  if (!standing) return say("it cannot be decided: " + standing.error());
  const cases::Record& record = walk_.timeline().record;
  report::TextReport report(std::span(setup_.family, 1), sources_, {walk_.now(), false}, {colour_, 100});
  report.add({record.id, 0, {}, setup_.family, &record, &*standing, nullptr});
  return write_text(report.finish());
}

Expected<void> WalkSession::save(const std::string& file) const {
  SaveOptions options = save_;
  options.file = file;
  const Date first = date_of(setup_.begin), last = date_of(walk_.now());
  options.title = fmt::format("Walked from {} to {}", to_string(first), to_string(last));
  const auto saved = save_play(walk_.timeline(), options);
  return say(saved ? *saved : saved.error().message);
}

Expected<bool> WalkSession::answer(const std::string& line) {
  const auto command = play::read_walk_command(line, setup_.family->words, walk_.now());
  Expected<void> written;
  if (!command) {
    written = say(command.error());
  } else if (command->kind == Kind::quit) {
    return false;
  } else if (command->kind == Kind::help) {
    written = write_out(kHelp);
  } else if (command->kind == Kind::show) {
    written = show();
  } else if (command->kind == Kind::save) {
    written = save(command->file);
  } else if (auto ran = walk_.run(*command); !ran) {
    written = say(ran.error());
  } else {
    written = tell_news();
  }
  if (!written) return std::unexpected(written.error());
  return true;
}

Expected<int> WalkSession::run() {
  const bool person = ::isatty(STDIN_FILENO) != 0;
  auto written = tell_news();
  if (person) tell("`help` lists the commands\n");
  while (written) {
    if (person) draw("> ");
    if (!std::getline(std::cin, lines_.emplace_back())) break;
    auto goes_on = answer(lines_.back());
    if (!goes_on) written = std::unexpected(goes_on.error());
    else if (!*goes_on) break;
  }
  if (written) return kNothingToReport;
  return std::unexpected(written.error());
}

}  // namespace

Expected<int> walk(const play::Setup& setup, const Sources& sources, const SaveOptions& save, bool colour) {
  return WalkSession(setup, sources, save, colour).run();
}

}  // namespace engage::cli
