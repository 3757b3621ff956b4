#include "cli/case_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <system_error>
#include <utility>

#include "cases/seen_ids.h"
#include "cli/files.h"
#include "cli/tell.h"
#include "engine/assessor.h"
#include "text/near.h"
#include "text/visible.h"
#include "text/words.h"

namespace engage::cli {
namespace {

using engine::Assessor;
using engine::CaseReport;

constexpr std::size_t kBlock = std::size_t{1} << 20;
constexpr std::size_t kRows = 1024;  // of a table, in one batch

// What became of one case of a chunk: where its words stand in the chunk's output.
struct Written {
  std::string id;
  std::uint64_t line = 0, number = 0;
  std::size_t end = 0;
  bool assessed = false;
  engine::Status status = engine::Status::not_applicable;
  std::vector<std::string> faults;  // of a rejected case
};

// Cases read together, on their way through a thread and back into order.
struct Batch {
  std::string_view file;
  cases::Chunk chunk;                    // of JSON
  const cases::CsvCases* csv = nullptr;  // else rows of this
  std::size_t first_row = 0, end_row = 0;
  // Of the file, before these cases: how many, the line of the last, and whether it was read whole before.
  struct Before {
    std::uint64_t cases = 0, line = 0;
    bool again = false;
  } before;
  std::string out;
  std::vector<Written> written;
  std::size_t written_count = 0;  // entries keep their memory from batch to batch
};

// Two tables and the bytes that they point into.
struct Tables {
  Tables(std::string cases, std::string events)
      : cases_bytes(std::move(cases)), events_bytes(std::move(events)), csv(cases_bytes, events_bytes) {}
  std::string cases_bytes, events_bytes;
  cases::CsvCases csv;
};

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
  Expected<void> read_csv(const std::string& path, const PassOn& pass_on);
  void assess_one(Assessor& assessor, const engine::CaseInput& input, std::uint64_t number, Batch& batch,
                  cases::SeenIds* seen) const;
  std::unique_ptr<Batch> new_batch(std::string_view file);
  void assess(Assessor& assessor, Batch& batch, cases::SeenIds* seen) const;
  Expected<void> commit(Batch& batch);
  Expected<void> run_alone();
  Expected<void> run_together();
  void tell_ignored() const;
  void show_progress(bool last);

  const Loaded& loaded_;
  const CaseRunOptions& options_;
  const WriteCase& write_;
  const std::function<Expected<void>(std::string_view)>& out_;
  CaseRunResult result_;
  cases::SeenIds seen_;
  std::string edited_;
  Assessor::Ignored ignored_;
  std::vector<std::unique_ptr<Batch>> spare_;
  std::vector<std::unique_ptr<Tables>> tables_;
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
  batch->csv = nullptr;
  return batch;
}

Expected<void> CaseRun::read_all(const PassOn& pass_on) {
  for (const std::string& path : options_.files) {
    const bool tables = path.ends_with(".csv") || !options_.events.empty();
    if (auto read = tables ? read_csv(path, pass_on) : read_json(path, pass_on); !read) return read;
  }
  return {};
}

Expected<void> CaseRun::read_json(const std::string& path, const PassOn& pass_on) {
  auto file = InputFile::open(path);
  if (!file) return std::unexpected(file.error());
  const bool lines = path.ends_with(".jsonl") || path.ends_with(".ndjson");
  cases::Splitter splitter(lines ? cases::Splitter::Form::lines : cases::Splitter::Form::by_content);
  Batch::Before& before = before_[path];
  for (bool more = true; more;) {
    auto got = file->read(splitter.room(kBlock), kBlock);
    if (!got) return std::unexpected(got.error());
    auto batch = new_batch(shown_path(path));
    more = *got > 0;
    if (more) splitter.take(*got, batch->chunk);
    else splitter.finish(batch->chunk);
    batch->before = before;
    before.cases += batch->chunk.cases.size();
    if (!batch->chunk.cases.empty()) before.line = batch->chunk.cases.back().line;
    if (auto passed = pass_on(std::move(batch)); !passed) return passed;
  }
  before.again = true;
  return {};
}

// Tables are read whole: the events of a case may stand anywhere in theirs.
Expected<void> CaseRun::read_csv(const std::string& path, const PassOn& pass_on) {
  auto cases = read_file(path);
  if (!cases) return std::unexpected(cases.error());
  std::string events;
  if (!options_.events.empty()) {
    auto text = read_file(options_.events);
    if (!text) return std::unexpected(text.error());
    events = std::move(*text);
  } else {
    tell(fmt::format("no --events: the cases of {} are read as if nothing had happened\n", visible(shown_path(path))));
  }
  const auto& tables = tables_.emplace_back(std::make_unique<Tables>(std::move(*cases), std::move(events)));
  if (!tables->csv.faults().empty()) {
    return fault(fmt::format("{}: {}", shown_path(path), fmt::join(tables->csv.faults(), "; ")));
  }
  Batch::Before& before = before_[path];
  for (std::size_t row = 0; row < tables->csv.size(); row += kRows) {
    auto batch = new_batch(shown_path(path));
    batch->before = before;
    before.cases += std::min(kRows, tables->csv.size() - row);
    batch->csv = &tables->csv;
    batch->first_row = row;
    batch->end_row = std::min(row + kRows, tables->csv.size());
    if (auto passed = pass_on(std::move(batch)); !passed) return passed;
  }
  before.again = true;
  return {};
}

// The report of a case whose id stood in an earlier one; `faults` holds what else is wrong with it.
CaseReport repeated(const CaseReport& report, std::vector<std::string>& faults) {
  faults.push_back(fmt::format("the id `{}` stood in an earlier case already", report.id));
  return {report.id, report.line, report.file, nullptr, nullptr, nullptr, &faults, report.number, true};
}

// With `seen` the batches come in order, and repeated ids are found at once; else commit finds them.
void CaseRun::assess(Assessor& assessor, Batch& batch, cases::SeenIds* seen) const {
  std::uint64_t number = batch.before.cases, last = batch.before.line;
  const auto number_at = [&](std::uint64_t line) {
    ++number;
    return std::exchange(last, line) == line || batch.before.again ? number : 0;
  };
  if (batch.csv) {
    for (std::size_t row = batch.first_row; row < batch.end_row; ++row) {
      assess_one(assessor, {nullptr, batch.csv, row}, number_at(batch.csv->line(row)), batch, seen);
    }
  } else {
    for (const cases::RawCase& raw : batch.chunk.cases) {
      assess_one(assessor, {&raw, nullptr, 0}, number_at(raw.line), batch, seen);
    }
  }
}

void CaseRun::assess_one(Assessor& assessor, const engine::CaseInput& input, std::uint64_t number, Batch& batch,
                         cases::SeenIds* seen) const {
  const bool stray = input.csv && input.csv->in_events_file(input.row);
  CaseReport report = assessor.assess(input, stray ? shown_path(options_.events) : batch.file);
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
      ++result_.counts.assessed;
      ++result_.counts.by_status[static_cast<std::size_t>(written.status)];
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
  Assessor assessor(loaded_.program->families, loaded_.zones, options_.as_of, {options_.known_on, options_.strict});
  auto done = read_all([&](std::unique_ptr<Batch> batch) -> Expected<void> {
    assess(assessor, *batch, &seen_);
    auto committed = commit(*batch);
    spare_.push_back(std::move(batch));
    return committed;
  });
  ignored_ = assessor.ignored();
  return done;
}

// The assessors that no batch is using.
class Assessors {
 public:
  Assessors(const Loaded& loaded, const CaseRunOptions& options) : loaded_(loaded), options_(options) {}

  std::unique_ptr<Assessor> borrow() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        std::unique_ptr<Assessor> assessor = std::move(free_.back());
        free_.pop_back();
        return assessor;
      }
    }
    return std::make_unique<Assessor>(loaded_.program->families, loaded_.zones, options_.as_of,
                                      cases::ReadOptions{options_.known_on, options_.strict});
  }
  void give_back(std::unique_ptr<Assessor> assessor) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(assessor));
  }
  // All that there are, once no batch is under way.
  const std::vector<std::unique_ptr<Assessor>>& all() const { return free_; }

 private:
  const Loaded& loaded_;
  const CaseRunOptions& options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Assessor>> free_;
};

// A batch that a thread is assessing. Its end is waited for before the batch goes.
struct UnderWay {
  std::unique_ptr<Batch> batch;
  std::future<void> done;
};

// Batches are assessed at the same time and written in the order in which they were read. What goes wrong with one
// is thrown here, when its turn comes.
Expected<void> CaseRun::run_together() {
  Assessors assessors(loaded_, options_);
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
    spare_.push_back(std::move(batch));
    return committed;
  };
  auto done = read_all([&](std::unique_ptr<Batch> batch) -> Expected<void> {
    start(std::move(batch));
    return line.size() > options_.jobs ? write_first() : Expected<void>();
  });
  while (done && !line.empty()) done = write_first();
  line.clear();
  for (const auto& assessor : assessors.all()) {
    for (const auto& [name, count] : assessor->ignored()) ignored_[name] += count;
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

void CaseRun::tell_ignored() const {
  for (const auto& [name, count] : ignored_) {
    const auto& [kind, text] = name;
    std::vector<std::string_view> names;
    std::string_view what;
    switch (kind) {
      case cases::Ignored::Kind::fact: what = "fact"; break;
      case cases::Ignored::Kind::role: what = "role"; break;
      case cases::Ignored::Kind::key: what = "key"; break;
      case cases::Ignored::Kind::event_key: what = "key of events"; break;
    }
    for (const model::Family& family : loaded_.program->families) {
      if (kind == cases::Ignored::Kind::fact) {
        for (const model::Fact& fact : family.words.facts) names.push_back(fact.name);
      } else if (kind == cases::Ignored::Kind::role) {
        for (const model::Role& role : family.words.roles) names.push_back(role.name);
      }
    }
    if (kind == cases::Ignored::Kind::key) names = {"id", "policy", "facts", "assignees", "events"};
    if (kind == cases::Ignored::Kind::event_key) names = {"at", "event", "set", "by", "note", "recorded"};
    const std::string ignored =
        fmt::format("ignored: the {} `{}`, which is not known, {}", what, visible(text), counted(count, "time"));
    tell(with_near(ignored, text, names) + "\n");
  }
}

Expected<CaseRunResult> CaseRun::run() {
  auto done = options_.jobs <= 1 ? run_alone() : run_together();
  show_progress(true);
  if (!done) return std::unexpected(done.error());
  tell_ignored();
  return result_;
}

}  // namespace

Expected<CaseRunResult> run_cases(const Loaded& loaded, const CaseRunOptions& options, const WriteCase& write,
                                  const std::function<Expected<void>(std::string_view)>& out) {
  return CaseRun(loaded, options, write, out).run();
}

}  // namespace engage::cli
