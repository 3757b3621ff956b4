#include <fmt/format.h>

#include <memory>
#include <thread>

#include "cli/arguments.h"
#include "cli/assignee_search.h"
#include "cli/case_options.h"
#include "cli/case_run.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/load.h"
#include "cli/tell.h"
#include "report/due/csv.h"
#include "report/due/filter.h"
#include "report/due/ics.h"
#include "report/due/json.h"
#include "report/due/text.h"
#include "report/naming.h"
#include "text/near.h"

namespace engage::cli {
namespace {

constexpr std::string_view kExample = R"(Example:
  engage due policies/individual-entry.engage --cases examples/small.jsonl --as-of 2026-01-14

  What each worker has to do, overdue work first; with `--format jsonl` a line a case for other
  programs. A case that cannot be assessed is listed with the reason, and the exit code is 1.)";

struct Options {
  CaseOptions of_cases;
  std::string format = "text", role, assignee, only, root;
  bool strict = false;
  unsigned jobs = 0;
  ColourOption colour;
};

class DueRun {
 public:
  DueRun(const Options& options, const Loaded& loaded, const CaseRunOptions& cases, const report::Filter& filter)
      : options_(options),
        loaded_(loaded),
        cases_(cases),
        filter_(filter),
        context_{cases.as_of, cases.files.size() > 1},
        json_(loaded.program->families, loaded.sources),
        csv_(loaded.sources),
        ics_(loaded.sources),
        text_(loaded.program->families, context_,
              {options.colour.on_standard_output(), 100, !filter.selects_all(), cases.known_on}) {
    if (filter.assignee) search_.emplace(*filter.assignee);
  }

  std::expected<CaseRunResult, Error> run();

 private:
  void write(std::string& out, report::CaseReport& report, engine::Assessment* assessment);
  std::expected<void, Error> emit(std::string_view bytes);

  const Options& options_;
  const Loaded& loaded_;
  const CaseRunOptions& cases_;
  const report::Filter& filter_;
  report::Context context_;
  report::JsonWriter json_;
  report::CsvWriter csv_;
  report::IcsWriter ics_;
  report::TextReport text_;
  std::optional<AssigneeSearch> search_;
  bool first_ = true;  // json: whether a case has been written
};

void DueRun::write(std::string& out, report::CaseReport& report, engine::Assessment* assessment) {
  if (search_ && report.record) search_->look(*report.record);
  const bool any_left =
      !assessment || filter_.selects_all() || report::apply(filter_, *report.family, *report.record, *assessment);
  if (options_.format == "jsonl") {
    json_.append_case(out, report, context_);
    out += '\n';
  } else if (options_.format == "json") {
    out += ',';
    json_.append_case(out, report, context_);
  } else if (!any_left) {
    // A case without any of the work asked for has no place in a list of work.
    if (options_.format == "text") text_.leave_out(report);
  } else if (options_.format == "csv") {
    csv_.append_case(out, report, context_);
  } else if (options_.format == "ics") {
    ics_.append_case(out, report, context_);
  } else {
    text_.add(report);
  }
}

std::expected<void, Error> DueRun::emit(std::string_view bytes) {
  if (options_.format == "json" && first_ && !bytes.empty()) {
    bytes.remove_prefix(1);  // the comma before the first case
    first_ = false;
  }
  return write_out(bytes);
}

std::expected<CaseRunResult, Error> DueRun::run() {
  std::string frame;
  if (options_.format == "json") report::append_json_begin(frame, context_);
  if (options_.format == "csv") report::CsvWriter::append_header(frame);
  if (options_.format == "ics") report::IcsWriter::append_begin(frame);
  if (auto written = write_out(frame); !written) return std::unexpected(written.error());
  auto result = run_cases(
      loaded_, cases_,
      [this](std::string& out, report::CaseReport& report, engine::Assessment* assessment) {
        write(out, report, assessment);
      },
      [this](std::string_view bytes) { return emit(bytes); });
  if (!result) return result;
  frame.clear();
  if (options_.format == "json") {
    report::append_json_end(frame, result->counts);
    frame += '\n';
  }
  if (options_.format == "ics") report::IcsWriter::append_end(frame);
  if (search_ && !search_->found()) {
    // The list of nobody's work is no list; what other formats hold of the cases stands.
    if (auto written = write_out(frame); !written) return std::unexpected(written.error());
    return std::unexpected(Error{search_->fault()});
  }
  const auto written = options_.format == "text" ? write_text(text_.finish()) : write_out(frame);
  if (!written) return std::unexpected(written.error());
  return result;
}

int run_due(const Options& options) {
  const auto read = options.of_cases.read();
  if (!read) {
    complain(read.error().message);
    return kCouldNotRun;
  }
  CaseRunOptions cases = *read;
  cases.strict = options.strict;
  cases.progress = standard_error_is_terminal();
  // The text report takes the cases in one after the other.
  cases.jobs = options.format == "text" ? 1
               : options.jobs > 0       ? options.jobs
                                        : std::max(1u, std::thread::hardware_concurrency());
  const std::unique_ptr<Loaded> loaded = load_program({options.of_cases.policies, options.root}, options.colour);
  if (!loaded) return kCouldNotRun;
  const model::Program& program = *loaded->program;
  if (program.families.empty()) {
    complain("these files hold no policy");
    return kCouldNotRun;
  }
  report::Filter filter;
  if (!options.role.empty()) filter.role = options.role;
  if (!options.assignee.empty()) filter.assignee = options.assignee;
  if (options.only == "due") filter.only = report::Filter::Only::due;
  if (options.only == "overdue") filter.only = report::Filter::Only::overdue;
  if (options.only == "escalated") filter.only = report::Filter::Only::escalated;
  if (filter.role) {
    std::vector<std::string_view> names;
    for (const model::Family& family : program.families) {
      for (const model::Role& role : family.words.roles) names.push_back(role.name);
    }
    if (std::find(names.begin(), names.end(), *filter.role) == names.end()) {
      const std::string near = did_you_mean(*filter.role, names);
      complain(fmt::format("--role: no role called `{}`{}{}", *filter.role, near.empty() ? "" : "; ", near));
      return kCouldNotRun;
    }
  }
  options.of_cases.tell_today(cases.as_of);
  auto result = DueRun(options, *loaded, cases, filter).run();
  if (!result) {
    complain(result.error().message);
    return kCouldNotRun;
  }
  tell(fmt::format("cases: {} assessed, {} rejected\n", result->counts.assessed, result->counts.rejected));
  return result->counts.rejected > 0 ? kFindings : kNothingToReport;
}

}  // namespace

std::function<int()> due_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("POLICY", options->of_cases.policies, "policy files, or folders of them; `-` for standard input")
      ->required()
      ->option_text("...");
  options->of_cases.add_to(app);
  app.add_option("--format", options->format, "text (default), json, jsonl, csv or ics")
      ->check(one_of({"text", "json", "jsonl", "csv", "ics"}))
      ->option_text("FORMAT");
  app.add_option("--role", options->role, "only the work of this role")->check(not_empty())->option_text("NAME");
  app.add_option("--assignee", options->assignee, "only the work of this person")
      ->check(not_empty())
      ->option_text("NAME");
  app.add_option("--only", options->only, "only what is overdue, due (nothing upcoming) or escalated")
      ->check(one_of({"overdue", "due", "escalated"}))
      ->option_text("WHAT");
  app.add_flag("--strict", options->strict, "facts and keys that are not known reject the case");
  app.add_option("--jobs", options->jobs, "threads; default: one a processor")
      ->transform(whole_number(1, 1024))
      ->option_text("N");
  app.add_option("--root", options->root, "the folder that `use` may not leave")->option_text("DIR");
  options->colour.add_to(app);
  app.footer(std::string(kExample));
  return [options] { return run_due(*options); };
}

}  // namespace engage::cli
