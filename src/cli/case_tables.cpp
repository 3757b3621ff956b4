#include "cli/case_tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include "cases/typing.h"
#include "cli/files.h"
#include "cli/lint_config.h"
#include "cli/source_tables.h"
#include "tables/read_source.h"
#include "text/near.h"

namespace engage::cli {
namespace {

// The words that a description uses, held against those of the policies.
class WordCheck {
 public:
  explicit WordCheck(const model::Program& program) {
    for (const model::Family& family : program.families) {
      for (const model::Fact& fact : family.words.facts) facts_.emplace(fact.name, &fact);
      for (const model::Role& role : family.words.roles) roles_.insert(role.name);
      for (const model::Event& event : family.words.events) events_.insert(event.name);
      policies_.insert(family.name);
    }
  }

  void check(const tables::TableUse& use) {
    if (!use.policy.empty()) known(policies_, "policy", use.policy);
    for (const auto& fact : use.facts) check(fact);
    for (const auto& role : use.assignees) known(roles_, "role", role.name);
    for (const tables::EntryUse& entry : use.entries) {
      if (!entry.event.empty()) known(events_, "event or action", entry.event);
      for (const auto& [cell, event] : entry.event_column.values) {
        if (!event.empty()) known(events_, "event or action", event);
      }
      for (const auto& fact : entry.set) check(fact);
    }
  }

  const std::vector<std::string>& faults() const { return faults_; }

 private:
  void check(const tables::NamedColumn& named) {
    const auto fact = facts_.find(named.name);
    if (fact == facts_.end()) {
      std::set<std::string_view> names;
      for (const auto& [name, known] : facts_) names.insert(name);
      known(names, "fact", named.name);
      return;
    }
    const auto check_value = [&](const std::string& meant) {
      model::Value value;
      const cases::Written written{cases::Written::Kind::cell, false, meant};
      if (!meant.empty() && !cases::type_value(*fact->second, written, value)) {
        faults_.push_back(cases::type_fault(*fact->second, written));
      }
    };
    for (const auto& [cell, meant] : named.column.values) check_value(meant);
    check_value(named.column.always);
  }

  void known(const std::set<std::string_view>& names, std::string_view what, std::string_view name) {
    if (names.contains(name)) return;
    const std::vector<std::string_view> all(names.begin(), names.end());
    const std::string near = did_you_mean_or_list(name, all, fmt::format("known: {}", what));
    faults_.push_back(fmt::format("no {} is called `{}`{}{}", what, name, near.empty() ? "" : "; ", near));
  }

  std::map<std::string_view, const model::Fact*> facts_;
  std::set<std::string_view> roles_, events_, policies_;
  std::vector<std::string> faults_;
};

// Every column that a table reads.
template <typename Take>
void each_column(const tables::TableUse& use, Take take) {
  take(use.id);
  take(use.policy_column);
  for (const auto* named : {&use.facts, &use.assignees}) {
    for (const auto& each : *named) take(each.column);
  }
  for (const tables::EntryUse& entry : use.entries) {
    for (const tables::Column* each : {&entry.at, &entry.recorded}) take(*each);
    for (const auto& set : entry.set) take(set.column);
  }
}

// The tables of a source. An error, too, where it names words that no policy has.
Expected<std::vector<cases::TableInput>> open_all(const Loaded& loaded, const SourceFile& source,
                                                  SourceTables::Reading reading) {
  WordCheck words(*loaded.program);
  for (const tables::TableUse& use : source.source.tables) words.check(use);
  if (!words.faults().empty()) return fault(fmt::format("{}: {}", source.path, fmt::join(words.faults(), "; ")));
  std::vector<cases::TableInput> inputs;
  SourceTables opened(std::filesystem::path(source.path).parent_path().string(), reading);
  for (const tables::TableUse& use : source.source.tables) {
    auto input = opened.open(use);
    if (!input) return std::unexpected(input.error());
    inputs.push_back(std::move(*input));
  }
  return inputs;
}

}  // namespace

Expected<SourceFile> read_source_file(const std::string& path) {
  auto text = read_file(path);
  if (!text) return std::unexpected(text.error());
  auto source = tables::read_source(*text);
  if (!source) return std::unexpected(faulty("the description of the source", path, source.error()));
  SourceFile found{path, std::move(*source), {}};
  std::string unknown;
  for (const tables::TableUse& use : found.source.tables) {
    each_column(use, [&](const tables::Column& column) {
      if (column.timezone.empty() || found.zones.contains(column.timezone)) return;
      auto zone = cases::load_timezone(column.timezone);
      if (zone) found.zones.emplace(column.timezone, std::move(*zone));
      else unknown = column.timezone;
    });
  }
  if (unknown.empty()) return found;
  return fault(
      fmt::format("{}: there is no time zone `{}`; write one such as \"America/Toronto\" or \"UTC\"", path, unknown));
}

Expected<std::unique_ptr<cases::TableCases>> open_source(const Loaded& loaded, const SourceFile& source) {
  auto inputs = open_all(loaded, source, SourceTables::Reading::whole);
  if (!inputs) return std::unexpected(inputs.error());
  auto found = std::make_unique<cases::TableCases>(std::move(*inputs), known_names(*loaded.program));
  if (found->faults().empty()) return found;
  return fault(fmt::format("{}", fmt::join(found->faults(), "; ")));
}

Expected<std::unique_ptr<cases::SortedCases>> open_sorted(const Loaded& loaded, const SourceFile& source) {
  if (!std::ranges::all_of(source.source.tables, &tables::TableUse::sorted)) return nullptr;
  auto inputs = open_all(loaded, source, SourceTables::Reading::in_parts);
  if (!inputs) return std::unexpected(inputs.error());
  return std::make_unique<cases::SortedCases>(std::move(*inputs), known_names(*loaded.program));
}

cases::KnownNames known_names(const model::Program& program) {
  std::set<std::string> facts, roles;
  for (const model::Family& family : program.families) {
    for (const model::Fact& fact : family.words.facts) facts.insert(fact.name);
    for (const model::Role& role : family.words.roles) roles.insert(role.name);
  }
  return {{facts.begin(), facts.end()}, {roles.begin(), roles.end()}};
}

Expected<std::unique_ptr<cases::TableCases>> open_tables(const Loaded& loaded, const std::string& path,
                                                         const std::string& events) {
  std::vector<cases::TableInput> inputs;
  SourceTables opened("");
  const auto open = [&](const std::string& file, tables::TableUse use) -> Expected<void> {
    use.file = file;
    auto input = opened.open(std::move(use));
    if (!input) return std::unexpected(input.error());
    inputs.push_back(std::move(*input));
    return {};
  };
  const bool both = path == events;
  if (auto read = open(path, both ? tables::plain_both() : tables::plain_cases()); !read) {
    return std::unexpected(read.error());
  }
  if (!events.empty() && !both) {
    if (auto read = open(events, tables::plain_entries()); !read) return std::unexpected(read.error());
  }
  auto found = std::make_unique<cases::TableCases>(std::move(inputs), known_names(*loaded.program));
  if (found->faults().empty()) return found;
  return fault(fmt::format("{}", fmt::join(found->faults(), "; ")));
}

}  // namespace engage::cli
