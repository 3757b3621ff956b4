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
#include "cli/pack_workbook.h"
#include "cli/tell.h"
#include "report/due/case_writer.h"
#include "report/due/filter.h"
#include "text/called.h"
#include "text/near.h"

namespace engage::cli {
namespace {

constexpr std::string_view kExample = R"(Example:
  engage due policies/individual-entry.engage --cases examples/small.jsonl --as-of 2026-01-14

  What each worker has to do, overdue work first; with `--format jsonl` a line a case for other
  programs. A case that cannot be assessed is listed with the reason, and the exit code is 1.)";

struct Options {
  CaseOptions of_cases;
  std::string format, role, assignee, only, root;
  bool strict = false;
  bool bom = false;
  unsigned jobs = 0;
  ColourOption colour;
};

class DueRun {
 public:
  DueRun(const report::CaseFormat& format, const report::CaseList& list, const report::Filter& filter)
      : format_(format), writer_(format.make(list)), filter_(filter) {
    if (filter.assignee) search_.emplace(*filter.assignee);
  }

  Expected<CaseRunResult> run(const Loaded& loaded, const CaseRunOptions& cases);

 private:
  void write(std::string& out, const engine::CaseReport& report);
  Expected<void> emit(std::string_view bytes);
  Expected<void> end(std::string& out, const report::Counts& counts);

  const report::CaseFormat& format_;
  const std::unique_ptr<report::CaseWriter> writer_;
  const report::Filter& filter_;
  std::optional<AssigneeSearch> search_;
  bool first_ = true;  // no case has been written
};

void DueRun::write(std::string& out, const engine::CaseReport& report) {
  if (search_ && report.record) search_->look(*report.record);
  const bool any_left = !report.assessment || filter_.selects_all() ||
                        report::apply(filter_, *report.family, *report.record, *report.assessment);
  if (any_left) writer_->add(out, report);
  else writer_->leave_out(out, report);
}

Expected<void> DueRun::emit(std::string_view bytes) {
  if (first_ && !bytes.empty()) {
    bytes.remove_prefix(writer_->parting());
    first_ = false;
  }
  return write_out(bytes);
}

Expected<void> DueRun::end(std::string& out, const report::Counts& counts) {
  if (!format_.workbook) {
    writer_->end(out, counts);
    return {};
  }
  auto packed = pack(writer_->workbook(counts));
  if (!packed) return std::unexpected(packed.error());
  out = std::move(*packed);
  return {};
}

Expected<CaseRunResult> DueRun::run(const Loaded& loaded, const CaseRunOptions& cases) {
  std::string frame;
  writer_->begin(frame);
  if (auto written = write_out(frame); !written) return std::unexpected(written.error());
  auto result = run_cases(
      loaded, cases, [this](std::string& out, const engine::CaseReport& report) { write(out, report); },
      [this](std::string_view bytes) { return emit(bytes); });
  if (!result) return result;
  frame.clear();
  const bool found = !search_ || search_->found();
  // The list of nobody's work is no list; what other formats hold of the cases stands.
  if (found || !format_.whole) {
    if (auto ended = end(frame, result->counts); !ended) return std::unexpected(ended.error());
  }
  if (auto written = write_as(format_.name, frame); !written) return std::unexpected(written.error());
  if (!found) return fault(search_->fault());
  return result;
}

// What the options select; an error where there is no such role.
Expected<report::Filter> read_filter(const Options& options, const model::Program& program) {
  report::Filter filter;
  if (!options.role.empty()) filter.role = options.role;
  if (!options.assignee.empty()) filter.assignee = options.assignee;
  if (options.only == "due") filter.only = report::Filter::Only::due;
  if (options.only == "overdue") filter.only = report::Filter::Only::overdue;
  if (options.only == "escalated") filter.only = report::Filter::Only::escalated;
  if (!filter.role) return filter;
  std::vector<Called> roles;
  for (const model::Family& family : program.families) {
    for (const model::Role& role : family.words.roles) roles.push_back({role.name, role.title});
  }
  const auto found = find_called(roles, *filter.role, "role");
  if (!found) return fault("--role: " + found.error());
  filter.role = roles[*found].name;
  return filter;
}

Expected<int> run_due(const Options& options) {
  auto cases = options.of_cases.read();
  if (!cases) return std::unexpected(cases.error());
  const auto formats = report::case_formats();
  const report::CaseFormat& format =
      *std::find_if(formats.begin(), formats.end(), [&](const auto& each) { return each.name == options.format; });
  if (format.workbook && standard_output_is_terminal()) {
    return fault(
        fmt::format("--format {0} is no text for a terminal: send it to a file, as in `> due.{0}`", format.name));
  }
  if (options.bom && format.name != "csv") return fault("--bom is for --format csv: other formats have no such mark");
  cases->strict = options.strict;
  cases->progress = standard_error_is_terminal();
  cases->jobs = format.whole ? 1 : options.jobs > 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  const auto loaded = load_program({options.of_cases.policies, options.root}, options.colour);
  if (!loaded) return std::unexpected(loaded.error());
  const model::Program& program = *(*loaded)->program;
  if (program.families.empty()) return fault("these files hold no policy");
  const auto filter = read_filter(options, program);
  if (!filter) return std::unexpected(filter.error());
  options.of_cases.tell_today(cases->as_of);
  const report::CaseList list{program.families,
                              (*loaded)->sources,
                              {cases->as_of, cases->files.size() > 1},
                              options.colour.on_standard_output(),
                              !filter->selects_all(),
                              cases->known_on,
                              options.bom};
  const auto result = DueRun(format, list, *filter).run(**loaded, *cases);
  if (!result) return std::unexpected(result.error());
  tell(fmt::format("cases: {} assessed, {} rejected{}\n", result->counts.assessed, result->counts.rejected,
                   result->rows.empty() ? "" : "; rows: " + result->rows));
  return result->counts.rejected > 0 ? kFindings : kNothingToReport;
}

}  // namespace

RunCommand due_command(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("POLICY", options->of_cases.policies, "policy files, or folders of them; `-` for standard input")
      ->required()
      ->option_text("...");
  options->of_cases.add_to(app);
  add_format(app, options->format, names_of(report::case_formats()));
  app.add_flag("--bom", options->bom, "begin a csv with a byte order mark, by which Excel knows UTF-8");
  app.add_option("--role", options->role, "only the work of this role, by name or title")
      ->check(not_empty())
      ->option_text("NAME");
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
