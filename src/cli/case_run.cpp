#include "cli/case_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <future>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "cases/foreign.h"
#include "cases/seen_ids.h"
#include "cli/assessors.h"
#include "cli/case_notes.h"
#include "cli/case_tables.h"
#include "cli/files.h"
#include "cli/tell.h"
#include "engine/assessor.h"
#include "engine/left_aside.h"
#include "tables/decode.h"
#include "text/visible.h"

namespace engage::cli {
namespace {

using engine::Assessor;
using engine::CaseReport;

constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr std::size_t kCasesTogether = 1024;  // of tables, in one batch

// What became of one case of a chunk: where its words stand in the chunk's output.
struct Written {
  std::string id;
  std::uint64_t line = 0, number = 0;
  std::size_t end = 0;
  bool assessed = false;
  engine::Status status = engine::Status::not_applicable;
  engine::EntryCounts entries;
  std::vector<std::string> faults;  // of a rejected case
};

using Tables = std::shared_ptr<const cases::TableCases>;

// Cases read together, on their way through a thread and back into order.
struct Batch {
  std::string_view file;
  cases::Chunk chunk;  // of JSON
  Tables tables;       // else of these
  std::size_t first = 0, end = 0;
  // Of the file, before these cases: how many, the line of the last, and whether it was read whole before.
  struct Before {
    std::uint64_t cases = 0, line = 0;
    bool again = false;
  } before;
  std::string out;
  std::vector<Written> written;
  std::size_t written_count = 0;  // entries keep their memory from batch to batch
};

cases::ReadOptions read_options(const CaseRunOptions& options) {
  return {options.known_on, options.as_of, options.repeats, options.strict};
}

class CaseRun {
 public:
  CaseRun(const Loaded& loaded, const CaseRunOptions& options, const WriteCase& write,
          const std::function<Expected<void>(std::string_view)>& out)
      : loaded_(loaded), options_(options), write_(write), out_(out) {}

  Expected<CaseRunResult> run();

 private:
  using PassOn = std::function<Expected<void>(std::unique_ptr<Batch>)>;
  Expected<void> read_all(const PassOn& pass_on);
  Expected<void> read_json(const std::string& path, const PassOn& pass_on);
  Expected<void> read_tables(const std::string& path, const PassOn& pass_on);
  Expected<void> read_sorted(cases::SortedCases& sorted, const PassOn& pass_on);
  Expected<void> pass_on_tables(const Tables& tables, Batch::Before& before, const std::string& path,
                                const PassOn& pass_on);
  void spare(std::unique_ptr<Batch> batch);
  void account_for(const std::vector<std::string>& notes, const std::string& rows);
  void assess_one(Assessor& assessor, const engine::CaseInput& input, std::uint64_t number, Batch& batch,
                  cases::SeenIds* seen) const;
  std::unique_ptr<Batch> new_batch(std::string_view file);
  void assess(Assessor& assessor, Batch& batch, cases::SeenIds* seen) const;
  Expected<void> commit(Batch& batch);
  Expected<void> run_alone();
  Expected<void> run_together();
  void show_progress(bool last);

  const Loaded& loaded_;
  const CaseRunOptions& options_;
  const WriteCase& write_;
  const std::function<Expected<void>(std::string_view)>& out_;
  std::optional<SourceFile> source_;
  cases::TimeZones zones_ = loaded_.zones;  // and those of the source
  CaseRunResult result_;
  cases::SeenIds seen_;
  EntryNotes told_;
  std::string edited_;
  engine::LeftAside left_aside_;
  std::vector<std::unique_ptr<Batch>> spare_;
  std::vector<Tables> tables_;
  std::unique_ptr<cases::SortedCases> sorted_;
  std::map<std::string, Batch::Before> before_;  // by file
  std::chrono::steady_clock::time_point shown_ = std::chrono::steady_clock::now();
  bool showed_ = false;
};

std::unique_ptr<Batch> CaseRun::new_batch(std::string_view file) {
  std::unique_ptr<Batch> batch;
  if (spare_.empty()) {
    batch = std::make_unique<Batch>();
  } else {
    batch = std::move(spare_.back());
    spare_.pop_back();
  }
  batch->file = file;
  batch->out.clear();
  batch->written_count = 0;
  return batch;
}

// Keeps a batch for others; the tables of its cases it lets go.
void CaseRun::spare(std::unique_ptr<Batch> batch) {
  batch->tables.reset();
  spare_.push_back(std::move(batch));
}

Expected<void> CaseRun::read_all(const PassOn& pass_on) {
  if (source_) {
    auto sorted = open_sorted(loaded_, *source_);
    if (!sorted) return std::unexpected(sorted.error());
    if (*sorted) return read_sorted(*(sorted_ = std::move(*sorted)), pass_on);
    auto opened = open_source(loaded_, *source_);
    if (!opened) return std::unexpected(opened.error());
    return pass_on_tables(tables_.emplace_back(std::move(*opened)), before_[options_.source], options_.source, pass_on);
  }
  for (const std::string& path : options_.files) {
    const bool tables = tables::is_table_name(path) || !options_.events.empty();
    if (auto read = tables ? read_tables(path, pass_on) : read_json(path, pass_on); !read) return read;
  }
  return {};
}

Expected<void> CaseRun::read_json(const std::string& path, const PassOn& pass_on) {
  auto file = InputFile::open(path);
  if (!file) return std::unexpected(file.error());
  const bool lines = path.ends_with(".jsonl") || path.ends_with(".ndjson");
  cases::Splitter splitter(lines ? cases::Splitter::Form::lines : cases::Splitter::Form::by_content);
  Batch::Before& before = before_[path];
  bool first_block = true, first_case = true;
  const auto foreign = [&](const std::string& what) { return fault(fmt::format("{}: {}", shown_path(path), what)); };
  for (bool more = true; more; first_block = false) {
    char* const room = splitter.room(kBlock);
    auto got = file->read(room, kBlock);
    if (!got) return std::unexpected(got.error());
    if (first_block) {
      if (const std::string what = cases::foreign_file({room, *got}, lines); !what.empty()) return foreign(what);
    }
    auto batch = new_batch(shown_path(path));
    more = *got > 0;
    if (more) splitter.take(*got, batch->chunk);
    else splitter.finish(batch->chunk);
    if (first_case && !batch->chunk.cases.empty()) {
      const std::string what = cases::foreign_case(batch->chunk.cases.front());
      if (!what.empty()) return foreign(what);
      first_case = false;
    }
    batch->before = before;
    before.cases += batch->chunk.cases.size();
    if (!batch->chunk.cases.empty()) before.line = batch->chunk.cases.back().line;
    if (auto passed = pass_on(std::move(batch)); !passed) return passed;
  }
  before.again = true;
  return {};
}

// Tables are read whole: the events of a case may stand anywhere in theirs.
Expected<void> CaseRun::read_tables(const std::string& path, const PassOn& pass_on) {
  if (options_.events.empty()) {
    tell(fmt::format("no --events: the cases of {} are read as if nothing had happened\n", visible(shown_path(path))));
  }
  auto opened = open_tables(loaded_, path, options_.events);
  if (!opened) return std::unexpected(opened.error());
  Batch::Before& before = before_[path];
  auto passed = pass_on_tables(tables_.emplace_back(std::move(*opened)), before, path, pass_on);
  before.again = true;
  return passed;
}

Expected<void> CaseRun::read_sorted(cases::SortedCases& sorted, const PassOn& pass_on) {
  while (true) {
    auto window = sorted.next();
    if (!window) return std::unexpected(window.error());
    if (!*window) return {};
    if (auto passed = pass_on_tables(*window, before_[options_.source], options_.source, pass_on); !passed)
      return passed;
  }
}

Expected<void> CaseRun::pass_on_tables(const Tables& tables, Batch::Before& before, const std::string& path,
                                       const PassOn& pass_on) {
  for (std::size_t first = 0; first < tables->size(); first += kCasesTogether) {
    auto batch = new_batch(shown_path(path));
    batch->before = before;
    batch->tables = tables;
    batch->first = first;
    batch->end = std::min(first + kCasesTogether, tables->size());
    before.cases += batch->end - first;
    if (auto passed = pass_on(std::move(batch)); !passed) return passed;
  }
  return {};
}

// The report of a case whose id stood in an earlier one; `faults` holds what else is wrong with it.
CaseReport repeated(const CaseReport& report, std::vector<std::string>& faults) {
  faults.push_back(fmt::format("the id `{}` stood in an earlier case already", report.id));
  return {report.id, report.line, report.file, nullptr, nullptr, nullptr, &faults, report.number, true, {}};
}

// With `seen` the batches come in order, and repeated ids are found at once; else commit finds them.
void CaseRun::assess(Assessor& assessor, Batch& batch, cases::SeenIds* seen) const {
  std::uint64_t number = batch.before.cases, last = batch.before.line;
  const auto number_at = [&](std::uint64_t line) {
    ++number;
    return std::exchange(last, line) == line || batch.before.again ? number : 0;
  };
  if (batch.tables) {
    for (std::size_t i = batch.first; i < batch.end; ++i) {
      assess_one(assessor, {nullptr, batch.tables.get(), i}, number_at(batch.tables->line(i)), batch, seen);
    }
  } else {
    for (const cases::RawCase& raw : batch.chunk.cases) {
      assess_one(assessor, {&raw, nullptr, 0}, number_at(raw.line), batch, seen);
    }
  }
}

void CaseRun::assess_one(Assessor& assessor, const engine::CaseInput& input, std::uint64_t number, Batch& batch,
                         cases::SeenIds* seen) const {
  CaseReport report = assessor.assess(input, batch.file);
  report.number = number;
  std::vector<std::string> faults;
  if (seen && !report.id.empty() && !seen->insert(report.id)) {
    if (report.rejected) faults = *report.rejected;
    report = repeated(report, faults);
  }
  write_(batch.out, report);
  if (batch.written_count == batch.written.size()) batch.written.emplace_back();
  Written& written = batch.written[batch.written_count++];
  written.id.assign(report.id);
  written.line = report.line;
  written.number = number;
  written.end = batch.out.size();
  written.assessed = report.assessment != nullptr;
  written.entries = report.entries;
  written.faults.clear();
  if (!written.assessed) written.faults = *report.rejected;
  if (written.assessed) written.status = report.assessment->status;
}

// In the order of the input: a case whose id has been seen is rejected here, for only here is it known.
Expected<void> CaseRun::commit(Batch& batch) {
  std::size_t begin = 0, kept = 0;
  edited_.clear();
  bool edited = false;
  for (std::size_t i = 0; i < batch.written_count; ++i) {
    const Written& written = batch.written[i];
    told_.add(written.id, written.entries);
    if (options_.jobs > 1 && !written.id.empty() && !seen_.insert(written.id)) {
      edited_.append(batch.out, kept, begin - kept);
      CaseReport report;
      report.id = written.id;
      report.line = written.line;
      report.number = written.number;
      report.file = batch.file;
      std::vector<std::string> faults = written.faults;
      write_(edited_, repeated(report, faults));
      kept = written.end;
      edited = true;
      ++result_.counts.rejected;
    } else if (written.assessed) {
      result_.counts.add_assessed(written.status, written.entries);
    } else {
      ++result_.counts.rejected;
    }
    begin = written.end;
  }
  show_progress(false);
  if (!edited) return out_(batch.out);
  edited_.append(batch.out, kept, begin - kept);
  return out_(edited_);
}

Expected<void> CaseRun::run_alone() {
  Assessor assessor(loaded_.program->families, zones_, options_.as_of, read_options(options_));
  auto done = read_all([&](std::unique_ptr<Batch> batch) -> Expected<void> {
    assess(assessor, *batch, &seen_);
    auto committed = commit(*batch);
    spare(std::move(batch));
    return committed;
  });
  left_aside_ = assessor.left_aside();
  return done;
}

// A batch that a thread is assessing. Its end is waited for before the batch goes.
struct UnderWay {
  std::unique_ptr<Batch> batch;
  std::future<void> done;
};

// Batches are assessed at the same time and written in the order in which they were read. What goes wrong with one
// is thrown here, when its turn comes.
Expected<void> CaseRun::run_together() {
  Assessors assessors([this] {
    return std::make_unique<Assessor>(loaded_.program->families, zones_, options_.as_of, read_options(options_));
  });
  std::deque<UnderWay> line;
  const auto start = [&](std::unique_ptr<Batch> batch) {
    Batch* const held = batch.get();
    const auto work = [this, &assessors, held] {
      std::unique_ptr<Assessor> assessor = assessors.borrow();
      assess(*assessor, *held, nullptr);
      assessors.give_back(std::move(assessor));
    };
    UnderWay& begun = line.emplace_back(std::move(batch));
    try {
      begun.done = std::async(std::launch::async, work);
    } catch (const std::system_error&) {
      begun.done = std::async(std::launch::deferred, work);  // no further thread: done here, when its turn comes
    }
  };
  const auto write_first = [&]() -> Expected<void> {
    line.front().done.get();
    std::unique_ptr<Batch> batch = std::move(line.front().batch);
    line.pop_front();
    auto committed = commit(*batch);
    spare(std::move(batch));
    return committed;
  };
  auto done = read_all([&](std::unique_ptr<Batch> batch) -> Expected<void> {
    start(std::move(batch));
    return line.size() > options_.jobs ? write_first() : Expected<void>();
  });
  while (done && !line.empty()) done = write_first();
  line.clear();
  for (const auto& assessor : assessors.all()) {
    left_aside_.add(assessor->left_aside());
  }
  return done;
}

void CaseRun::show_progress(bool last) {
  if (!options_.progress) return;
  const auto now = std::chrono::steady_clock::now();
  if (last && showed_) {
    draw("\r\x1b[K");
  } else if (!last && now - shown_ > std::chrono::milliseconds(250)) {
    shown_ = now;
    showed_ = true;
    draw(fmt::format("\rcases: {} assessed, {} rejected …", result_.counts.assessed, result_.counts.rejected));
  }
}

void CaseRun::account_for(const std::vector<std::string>& notes, const std::string& rows) {
  for (const std::string& note : notes) tell(note + "\n");
  result_.rows += fmt::format("{}{}", result_.rows.empty() ? "" : "; ", rows);
}

Expected<CaseRunResult> CaseRun::run() {
  if (!options_.source.empty()) {
    auto source = read_source_file(options_.source);
    if (!source) return std::unexpected(source.error());
    zones_.insert(source->zones.begin(), source->zones.end());
    source_ = std::move(*source);
  }
  auto done = options_.jobs <= 1 ? run_alone() : run_together();
  show_progress(true);
  if (!done) return std::unexpected(done.error());
  tell_left_aside(left_aside_, *loaded_.program);
  for (const auto& tables : tables_) account_for(tables->notes(), tables->counted_rows());
  if (sorted_) account_for(sorted_->notes(), sorted_->counted_rows());
  told_.tell(options_.as_of);
  return result_;
}

}  // namespace

Expected<CaseRunResult> run_cases(const Loaded& loaded, const CaseRunOptions& options, const WriteCase& write,
                                  const std::function<Expected<void>(std::string_view)>& out) {
  return CaseRun(loaded, options, write, out).run();
}

}  // namespace engage::cli
