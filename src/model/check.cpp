#include "model/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "model/check_policy.h"
#include "model/check_scenarios.h"
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
        visible_(visible_files(files)),
        calendars_(files, visible_, options, diagnostics) {}

  Program check();

 private:
  struct Written {
    const syntax::PolicyDecl* header;
    const syntax::Statement* statement;
    std::size_t file;
    int version;
  };

  void collect();
  void check_vocabularies();
  bool put_together(const Written& written, PolicyText& text, std::vector<const Written*>& path);
  const Written* find_extended(const syntax::Name& name, std::size_t file);
  void declare_vocabularies(std::size_t file, WordTable& words);
  void check_versions(Family& family);
  void drop_echoes();

  const Sources& sources_;
  const std::vector<InputFile>& files_;
  Diagnostics& diagnostics_;
  std::vector<std::vector<std::size_t>> visible_;
  CalendarTable calendars_;
  std::vector<Written> written_;
  std::vector<std::string> damaged_policies_;
};

// What an extending policy may say in place of what it extends.
bool is_head(const syntax::Statement& line) {
  return std::holds_alternative<syntax::Version>(line.node) || std::holds_alternative<syntax::SourceClause>(line.node) ||
         std::holds_alternative<syntax::CalendarRef>(line.node) || std::holds_alternative<syntax::AppliesWhen>(line.node) ||
         std::holds_alternative<syntax::StartsOn>(line.node) || std::holds_alternative<syntax::DefaultWithin>(line.node) ||
         std::holds_alternative<syntax::DefaultBy>(line.node);
}

bool is_word(const syntax::Statement& line) {
  return std::holds_alternative<syntax::RoleDecl>(line.node) || std::holds_alternative<syntax::FactDecl>(line.node) ||
         std::holds_alternative<syntax::EventDecl>(line.node) || std::holds_alternative<syntax::ActionDecl>(line.node) ||
         std::holds_alternative<syntax::GroupDecl>(line.node) || std::holds_alternative<syntax::Define>(line.node);
}

int version_of(const syntax::Statement& policy) {
  for (const syntax::Statement& line : policy.block) {
    if (const auto* version = std::get_if<syntax::Version>(&line.node)) return version->number;
  }
  return 1;
}

void ProgramChecker::collect() {
  for (std::size_t file = 0; file < files_.size(); ++file) {
    for (const syntax::Statement& statement : files_[file].tree.statements) {
      if (const auto* header = std::get_if<syntax::PolicyDecl>(&statement.node)) {
        written_.push_back({header, &statement, file, version_of(statement)});
      } else if (const auto* damaged = std::get_if<syntax::Damaged>(&statement.node)) {
        if (damaged->keyword == "policy" && damaged->declares) damaged_policies_.push_back(damaged->declares->text);
      }
    }
  }
}

void ProgramChecker::declare_vocabularies(std::size_t file, WordTable& words) {
  for (std::size_t seen : visible_[file]) {
    for (const syntax::Statement& statement : files_[seen].tree.statements) {
      if (!std::holds_alternative<syntax::VocabularyDecl>(statement.node)) continue;
      for (const syntax::Statement& line : statement.block) words.declare(line);
    }
  }
}

// So that a vocabulary that no policy uses is held to the same rules.
void ProgramChecker::check_vocabularies() {
  for (std::size_t file = 0; file < files_.size(); ++file) {
    const auto& statements = files_[file].tree.statements;
    auto is_vocabulary = [](const syntax::Statement& s) { return std::holds_alternative<syntax::VocabularyDecl>(s.node); };
    if (std::none_of(statements.begin(), statements.end(), is_vocabulary)) continue;
    Words words;
    WordTable table(sources_, words, diagnostics_);
    declare_vocabularies(file, table);
    table.resolve_groups();
    SettingTable settings(diagnostics_);
    std::vector<Condition> conditions;
    ConditionChecker checker(table, settings, conditions, diagnostics_);
    checker.check_defines();
    for (const WordTable::GuardedAction& guarded : table.guarded()) checker.check(*guarded.guard);
  }
}

const ProgramChecker::Written* ProgramChecker::find_extended(const syntax::Name& name, std::size_t file) {
  const Written* newest = nullptr;
  std::vector<std::string_view> names;
  for (const Written& written : written_) {
    if (std::find(visible_[file].begin(), visible_[file].end(), written.file) == visible_[file].end()) continue;
    names.push_back(written.header->name.text);
    if (written.header->name.text == name.text && (!newest || newest->version < written.version)) newest = &written;
  }
  if (!newest && std::find(damaged_policies_.begin(), damaged_policies_.end(), name.text) == damaged_policies_.end()) {
    diagnostics_.add(Code::E201, name.span, fmt::format("no policy called `{}`", name.text)).help =
        did_you_mean(name.text, names);
  }
  return newest;
}

bool ProgramChecker::put_together(const Written& written, PolicyText& text, std::vector<const Written*>& path) {
  if (std::find(path.begin(), path.end(), &written) != path.end()) {
    diagnostics_.add(Code::E220, written.header->name.span, fmt::format("`{}` extends itself", written.header->name.text));
    return false;
  }
  path.push_back(&written);
  const auto& lines = written.statement->block;
  if (!written.header->extends) {
    for (const syntax::Statement& line : lines) {
      if (const auto* set = std::get_if<syntax::Set>(&line.node)) {
        diagnostics_.add(Code::E222, line.span, fmt::format("`set {}` stands in a policy that extends no other", set->name.text))
            .help = fmt::format("to declare it, write `setting {} = …`", set->name.text);
        continue;
      }
      text.body.push_back(&line);
    }
  } else {
    const Written* base = find_extended(*written.header->extends, written.file);
    if (!base || !put_together(*base, text, path)) return false;
    for (const syntax::Statement& line : lines) {
      if (const auto* set = std::get_if<syntax::Set>(&line.node)) {
        text.sets.push_back(set);
      } else if (is_head(line)) {
        std::erase_if(text.body, [&](const syntax::Statement* other) {
          const bool own = std::any_of(lines.begin(), lines.end(), [&](const syntax::Statement& l) { return &l == other; });
          return other->node.index() == line.node.index() && !own;
        });
        text.body.push_back(&line);
      } else if (is_word(line) || std::holds_alternative<syntax::Damaged>(line.node)) {
        text.body.push_back(&line);
      } else {
        diagnostics_.add(Code::E221, line.span, "a policy that extends another cannot have this").help =
            "it may set settings and say its own version, source, calendar, applies, starts and defaults; "
            "for other steps write a policy of its own";
      }
    }
  }
  path.pop_back();
  text.header = written.header;
  return true;
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
        message = fmt::format("versions {} and {} of `{}` take effect on the same day", one.version, other.version, family.name);
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
    for (std::size_t seen : visible_[file]) {
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
  collect();
  check_vocabularies();
  for (const Written& written : written_) {
    PolicyText text;
    std::vector<const Written*> path;
    if (!put_together(written, text, path)) continue;
    const std::string& name = written.header->name.text;
    auto family = std::find_if(program.families.begin(), program.families.end(),
                               [&](const Family& f) { return f.name == name; });
    if (family == program.families.end()) {
      program.families.emplace_back().name = name;
      family = program.families.end() - 1;
    }
    family->named = family->named || files_[written.file].named;
    WordTable words(sources_, family->words, diagnostics_);
    declare_vocabularies(written.file, words);
    PolicyChecker checker(words, calendars_, written.file, diagnostics_);
    family->versions.push_back(checker.check(text));
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
