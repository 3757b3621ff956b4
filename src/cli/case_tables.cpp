#include "cli/case_tables.h"

#include <fmt/format.h>

#include <set>

#include "cli/files.h"
#include "tables/decode.h"

namespace engage::cli {
namespace {

Expected<cases::TableInput> open_table(const std::string& path, tables::TableUse use) {
  auto bytes = read_file(path);
  if (!bytes) return std::unexpected(bytes.error());
  auto text = tables::decode(std::move(*bytes), use.encoding);
  if (!text) return fault(fmt::format("{}: {}", shown_path(path), text.error()));
  auto table = std::make_unique<tables::Table>(std::string(shown_path(path)), std::move(*text), use.form);
  return cases::TableInput{std::move(table), std::move(use)};
}

}  // namespace

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
  const bool both = path == events;
  auto first = open_table(path, both ? tables::plain_both() : tables::plain_cases());
  if (!first) return std::unexpected(first.error());
  inputs.push_back(std::move(*first));
  if (!events.empty() && !both) {
    auto second = open_table(events, tables::plain_entries());
    if (!second) return std::unexpected(second.error());
    inputs.push_back(std::move(*second));
  }
  auto found = std::make_unique<cases::TableCases>(std::move(inputs), known_names(*loaded.program));
  if (found->faults().empty()) return found;
  return fault(fmt::format("{}", fmt::join(found->faults(), "; ")));
}

}  // namespace engage::cli
