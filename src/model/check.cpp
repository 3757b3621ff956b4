#include "model/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "model/chains.h"
#include "model/check_bounds.h"
#include "model/check_policy.h"
#include "model/check_scenarios.h"
#include "model/check_shared_words.h"
#include "model/check_variant.h"
#include "text/bounds.h"
#include "text/near.h"

namespace engage::model {
namespace {

// Takes the declarations of all files apart, puts extending policies together, and checks each policy
// with the words that its file sees.
class ProgramChecker {
 public:
  ProgramChecker(const Sources& sources, const std::vector<InputFile>& files, const CheckOptions& options,
                 Diagnostics& diagnostics)
      : sources_(sources),
        files_(files),
        diagnostics_(diagnostics),
        visible_(files),
        calendars_(files, visible_, options, diagnostics) {}

  Program check();

 private:
  struct Written {
    const syntax::PolicyDecl* header;
    const syntax::Statement* statement;
    std::size_t file;
    int version;
    std::optional<std::size_t> extends;  // the place of the one that it extends
    bool whole = true;                   // it extends nothing, or what can be put together
  };

  bool collect();
  void follow_extends();
  bool has_room(const Written& written, const PolicyText& text);
  void check_vocabularies();
  void put_together(const Written& written, PolicyText& text);
  std::optional<std::size_t> find_extended(const syntax::Name& name, std::size_t file);
  void declare_vocabularies(std::size_t file, WordTable& words);
  std::size_t words_seen(std::size_t file) const;
  void check_versions(Family& family);
  void drop_echoes();

  const Sources& sources_;
  const std::vector<InputFile>& files_;
  Diagnostics& diagnostics_;
  Visible visible_;
  CalendarTable calendars_;
  std::vector<Written> written_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_name_;  // places in written_
  std::unordered_set<std::string_view> damaged_policies_;
  std::vector<std::size_t> words_;  // by file: how many its vocabularies have
  std::size_t in_all_ = 0;          // words, lines and conditions of the policies so far
};

std::size_t lines_of(const syntax::Statement& statement) {
  std::size_t lines = 1;
  for (const syntax::Statement& line : statement.block) lines += lines_of(line);
  return lines;
}

int version_of(const syntax::Statement& policy) {
  for (const syntax::Statement& line : policy.block) {
    if (const auto* version = std::get_if<syntax::Version>(&line.node)) return version->number;
  }
  return 1;
}

// Whether there are no more than can be held.
bool ProgramChecker::collect() {
  std::size_t scenarios = 0;
  words_.resize(files_.size());
  for (std::size_t file = 0; file < files_.size(); ++file) {
    for (const syntax::Statement& statement : files_[file].tree.statements) {
      if (std::holds_alternative<syntax::VocabularyDecl>(statement.node)) words_[file] += statement.block.size();
      if (const auto* header = std::get_if<syntax::PolicyDecl>(&statement.node)) {
        if (written_.size() == kMostPolicies) {
          return report_too_many(diagnostics_, statement, kMostPolicies, "policies");
        }
        by_name_[header->name.text].push_back(written_.size());
        written_.push_back({header, &statement, file, version_of(statement), {}});
      } else if (std::holds_alternative<syntax::ScenarioDecl>(statement.node)) {
        if (++scenarios > kMostScenarios) return report_too_many(diagnostics_, statement, kMostScenarios, "scenarios");
      } else if (const auto* damaged = std::get_if<syntax::Damaged>(&statement.node)) {
        if (damaged->keyword == "policy" && damaged->declares) damaged_policies_.insert(damaged->declares->text);
      }
    }
  }
  return true;
}

void ProgramChecker::declare_vocabularies(std::size_t file, WordTable& words) {
  SharedWords shared(sources_, diagnostics_);
  for (std::size_t seen : visible_.from(file)) {
    for (const syntax::Statement& statement : files_[seen].tree.statements) {
      if (!std::holds_alternative<syntax::VocabularyDecl>(statement.node)) continue;
      shared.next_vocabulary();
      for (const syntax::Statement& line : statement.block) {
        if (!shared.repeats(line)) words.declare(line);
      }
    }
  }
}

// So that a vocabulary that no policy uses is held to the same rules.
void ProgramChecker::check_vocabularies() {
  for (std::size_t file = 0; file < files_.size(); ++file) {
    const auto& statements = files_[file].tree.statements;
    auto is_vocabulary = [](const syntax::Statement& s) {
      return std::holds_alternative<syntax::VocabularyDecl>(s.node);
    };
    if (std::none_of(statements.begin(), statements.end(), is_vocabulary)) continue;
    in_all_ += words_seen(file);
    if (in_all_ > kMostInAll) return;  // told at the policy that is one too many
    Words words;
    WordTable table(sources_, words, diagnostics_);
    declare_vocabularies(file, table);
    table.resolve_groups();
    SettingTable settings(table, calendars_, file, diagnostics_);
    std::vector<Condition> conditions;
    ConditionChecker checker(table, settings, calendars_, file, conditions, diagnostics_);
    checker.check_dates();
    checker.check_defines();
    for (const WordTable::GuardedAction& guarded : table.guarded()) checker.check(*guarded.guard);
  }
}

std::optional<std::size_t> ProgramChecker::find_extended(const syntax::Name& name, std::size_t file) {
  std::optional<std::size_t> newest;
  if (const auto named = by_name_.find(name.text); named != by_name_.end()) {
    for (const std::size_t place : named->second) {
      if (!visible_.sees(file, written_[place].file)) continue;
      if (!newest || written_[*newest].version < written_[place].version) newest = place;
    }
  }
  if (!newest && !damaged_policies_.contains(name.text)) {
    std::vector<std::string_view> names;
    for (const Written& written : written_) {
      if (visible_.sees(file, written.file)) names.push_back(written.header->name.text);
    }
    diagnostics_.add(Code::E201, name.span, fmt::format("no policy called `{}`", name.text)).help =
        did_you_mean(diagnostics_, name.text, names);
  }
  return newest;
}

// Finds what each policy extends, and those that cannot be put together.
void ProgramChecker::follow_extends() {
  std::vector<std::vector<std::size_t>> extends(written_.size());
  for (std::size_t i = 0; i < written_.size(); ++i) {
    Written& written = written_[i];
    if (!written.header->extends) continue;
    written.extends = find_extended(*written.header->extends, written.file);
    written.whole = written.extends.has_value();
    if (written.extends) extends[i].push_back(*written.extends);
  }
  const Chains chains = chains_of(extends);
  for (std::size_t i = 0; i < written_.size(); ++i) {
    if (!chains.looped[i]) continue;
    const syntax::Name& name = written_[i].header->name;
    diagnostics_.add(Code::E220, name.span, fmt::format("`{}` extends itself", name.text));
  }
  for (const std::size_t i : too_long(chains)) {
    const syntax::Name& name = written_[i].header->name;
    diagnostics_
        .add(Code::E237, name.span,
             fmt::format("`{}` leads through more than {} policies that extend each other", name.text, kLongestChain))
        .help = "extend the policy that has the stages itself";
  }
  for (const std::size_t i : chains.order) {
    Written& written = written_[i];
    const bool base = !written.extends || (!chains.looped[i] && written_[*written.extends].whole);
    written.whole = written.whole && base && chains.length[i] <= kLongestChain;
  }
}

void ProgramChecker::put_together(const Written& written, PolicyText& text) {
  if (written.extends) {
    put_together(written_[*written.extends], text);
    add_variant(written.statement->block, text, diagnostics_);
  } else {
    add_policy(written.statement->block, text, diagnostics_);
  }
  text.header = written.header;
}

std::size_t ProgramChecker::words_seen(std::size_t file) const {
  std::size_t words = 0;
  for (const std::size_t seen : visible_.from(file)) words += words_[seen];
  return words;
}

// Whether this policy can be held beside those before it, with all that it takes from others.
bool ProgramChecker::has_room(const Written& written, const PolicyText& text) {
  if (in_all_ > kMostInAll) return false;
  in_all_ += words_seen(written.file);
  for (const syntax::Statement* line : text.body) in_all_ += lines_of(*line);
  if (in_all_ <= kMostInAll) return true;
  diagnostics_
      .add(Code::E225, written.header->name.span,
           fmt::format("the policies have more than {} words, lines and conditions, each with all that it "
                       "takes from others",
                       with_thousands(kMostInAll)))
      .help = "name fewer of them at a time";
  return false;
}

void ProgramChecker::check_versions(Family& family) {
  std::stable_sort(family.versions.begin(), family.versions.end(), [](const Policy& a, const Policy& b) {
    if (a.effective != b.effective) return !a.effective || (b.effective && *a.effective < *b.effective);
    return a.version < b.version;
  });
  for (std::size_t i = 0; i < family.versions.size(); ++i) {
    for (std::size_t j = i + 1; j < family.versions.size(); ++j) {
      const Policy &one = family.versions[i], &other = family.versions[j];
      std::string message;
      if (one.version == other.version) {
        message = fmt::format("there are two policies `{}` with version {}", family.name, one.version);
      } else if (one.effective == other.effective) {
        message = fmt::format("versions {} and {} of `{}` take effect on the same day", one.version, other.version,
                              family.name);
      } else {
        continue;
      }
      Diagnostic& d = diagnostics_.add(Code::E223, std::max(one.span, other.span), message);
      d.labels.push_back({std::min(one.span, other.span), "the other one"});
      d.help = "give each its own number and its own day: `version 2 effective 2026-07-01`";
    }
  }
}

// What a file does not find may stand in a file that it could not use: that has been told already.
void ProgramChecker::drop_echoes() {
  std::vector<bool> incomplete(sources_.size());
  for (std::size_t file = 0; file < files_.size(); ++file) {
    for (std::size_t seen : visible_.from(file)) {
      const auto& uses = files_[seen].uses;
      if (std::find(uses.begin(), uses.end(), std::nullopt) != uses.end()) incomplete[files_[file].tree.file] = true;
    }
  }
  diagnostics_.drop_if([&](const Diagnostic& d) {
    const bool misses = d.code == Code::E201 || d.code == Code::E230 || d.code == Code::E234 || d.code == Code::L002;
    return misses && incomplete[d.span.file];
  });
}

Program ProgramChecker::check() {
  Program program;
  if (!calendars_.complete() || !collect()) return program;
  follow_extends();
  check_vocabularies();
  for (const Written& written : written_) {
    PolicyText text;
    if (!written.whole) continue;
    put_together(written, text);
    if (!within_bounds(text, diagnostics_) || !has_room(written, text)) continue;
    const std::string& name = written.header->name.text;
    auto family =
        std::find_if(program.families.begin(), program.families.end(), [&](const Family& f) { return f.name == name; });
    if (family == program.families.end()) {
      program.families.emplace_back().name = name;
      family = program.families.end() - 1;
    }
    family->named = family->named || files_[written.file].named;
    WordTable words(sources_, family->words, diagnostics_);
    declare_vocabularies(written.file, words);
    PolicyChecker checker(words, calendars_, written.file, diagnostics_);
    family->versions.push_back(checker.check(text));
    if (written.extends) family->versions.back().extends = written_[*written.extends].header->name.span;
    in_all_ += family->versions.back().conditions.size();
  }
  for (Family& family : program.families) {
    check_versions(family);
    for (Policy& policy : family.versions) {
      policy.guards.resize(family.words.events.size());
      if (policy.timezone) family.timezone = policy.timezone;
    }
  }
  check_scenarios(files_, visible_, program, diagnostics_);
  drop_echoes();
  return program;
}

}  // namespace

const Family* Program::find(std::string_view name) const {
  for (const Family& family : families) {
    if (family.name == name) return &family;
  }
  return nullptr;
}

std::optional<Program> check(const Sources& sources, const std::vector<InputFile>& files, const CheckOptions& options,
                             Diagnostics& diagnostics) {
  ProgramChecker checker(sources, files, options, diagnostics);
  Program program = checker.check();
  if (diagnostics.has_errors()) return std::nullopt;
  return program;
}

}  // namespace engage::model
