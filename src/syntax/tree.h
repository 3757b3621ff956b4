#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "syntax/condition.h"
#include "syntax/declarations.h"
#include "syntax/policy_lines.h"
#include "syntax/scenario_lines.h"
#include "text/source.h"

// What was written, line by line: a statement, and the block indented below it. Nothing here is
// checked beyond its form; names are not resolved.
namespace engage::syntax {

// --- at the top of a file
struct Use {
  Text path;
};
struct CalendarDecl {
  Name name;
  std::optional<Text> title;
};
struct VocabularyDecl {
  Name name;
  std::optional<Text> title;
};
struct PolicyDecl {
  Name name;
  std::optional<Text> title;
  std::optional<Name> extends;
};
struct ScenarioDecl {
  Text title;
  Name policy;
  std::optional<int> version;
  bool todo = false;
};

// A line that could not be read. What it would have declared is kept, where it can be told, so that
// uses of it are not reported as well.
struct Damaged {
  std::string keyword;
  std::optional<Name> declares;
};

using Node =
    std::variant<Damaged, Use, CalendarDecl, VocabularyDecl, PolicyDecl, ScenarioDecl, Covers, Timezone, Weekend, Hours,
                 Holiday, Closed, OpenDay, Include, PeriodLine, RoleDecl, FactDecl, EventDecl, ActionDecl, GroupDecl,
                 Define, DateDecl, Version, SourceClause, CalendarRef, AppliesWhen, StartsOn, DefaultWithin, DefaultBy,
                 Setting, Set, Stage, InStage, Limit, On, When, Alongside, Escalate, Step, Wait, WaitFor, WaitUntil,
                 Repeat, AtLeastEvery, EveryFrom, OnceEvery, If, Otherwise, GoTo, Finish, Within, NoLaterThan,
                 GiveAtLeast, Aim, ByTime, By, OnlyIf, Note, Do, Facts, FactSet, Happens, Check>;

struct Statement {
  Node node;
  Span span;                     // the line, without indentation, comment and line ending
  std::vector<Statement> block;  // the lines indented below it, in order
};

struct Comment {
  Span span;              // from `#` to the end of the line
  bool own_line = false;  // nothing stands before it
};

struct File {
  FileId file = 0;
  std::vector<Statement> statements;
  std::vector<Comment> comments;
};

}  // namespace engage::syntax
