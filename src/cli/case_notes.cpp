#include "cli/case_notes.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/tell.h"
#include "tables/date_format.h"
#include "text/near.h"
#include "text/shortened.h"
#include "text/visible.h"
#include "text/words.h"

namespace engage::cli {
namespace {

constexpr std::size_t kMostTold = 10;

void tell_names(const engine::LeftAside& left_aside, const model::Program& program) {
  for (const auto& [name, count] : left_aside.names) {
    const auto& [kind, text] = name;
    std::vector<std::string_view> names;
    std::string_view what;
    switch (kind) {
      case cases::Ignored::Kind::fact: what = "fact"; break;
      case cases::Ignored::Kind::role: what = "role"; break;
      case cases::Ignored::Kind::key: what = "key"; break;
      case cases::Ignored::Kind::event_key: what = "key of events"; break;
    }
    for (const model::Family& family : program.families) {
      if (kind == cases::Ignored::Kind::fact) {
        for (const model::Fact& fact : family.words.facts) names.push_back(fact.name);
      } else if (kind == cases::Ignored::Kind::role) {
        for (const model::Role& role : family.words.roles) names.push_back(role.name);
      }
    }
    if (kind == cases::Ignored::Kind::key) names = {"id", "policy", "facts", "assignees", "events"};
    if (kind == cases::Ignored::Kind::event_key) {
      names = {"at", "event", "set", "by", "note", "recorded", "outcome", "role", "status", "retracted"};
    }
    const std::string ignored =
        fmt::format("ignored: the {} `{}`, which is not known, {}", what, visible(text), counted(count, "time"));
    tell(with_near(ignored, text, names) + "\n");
  }
}

std::string examples(const engine::LeftAside::Cells& cells) {
  std::string text;
  std::size_t told = 0;
  for (const auto& [example, count] : cells.examples) {
    if (++told > kMostTold) return text + ", …";
    text += fmt::format("{}`{}`", text.empty() ? "" : ", ", shortened(example));
  }
  return text;
}

const model::Fact* find_fact(const model::Program& program, std::string_view name) {
  for (const model::Family& family : program.families) {
    for (const model::Fact& fact : family.words.facts) {
      if (fact.name == name) return &fact;
    }
  }
  return nullptr;
}

// What the cells of a fact are not, and the line of a description of the source that says what they mean.
std::string fact_misfit(const model::Fact& fact, const engine::LeftAside::Cells& cells) {
  const std::string& one = cells.examples.begin()->first;
  const auto told = [&](std::string_view what, const std::string& line) {
    return fmt::format(
        "fact `{}`: {} {}: {}; in a description of the source (--source): {} = {{ column = \"{}\", {} }}", fact.name,
        counted(cells.count, "cell is", "cells are"), what, examples(cells), fact.name, fact.name, line);
  };
  switch (fact.type) {
    case model::FactType::yes_no: return told("no yes or no", "yes = [\"…\"], no = [\"…\"]");
    case model::FactType::choice:
    case model::FactType::scale:
      return told("none of its options", fmt::format("values = {{ \"{}\" = \"{}\" }}", one, fact.options.front()));
    case model::FactType::number: return told("no number", "decimal = \",\"");
    case model::FactType::date: {
      const auto forms = tables::possible_forms(one);
      return told("no date such as 2026-01-31", fmt::format("format = \"{}\"", forms.empty() ? "…" : forms.front()));
    }
    case model::FactType::text: break;
  }
  return told("no text", "");
}

void tell_cells(const engine::LeftAside& left_aside, const model::Program& program) {
  for (const auto& [of, cells] : left_aside.cells) {
    const auto& [kind, name] = of;
    if (kind == cases::Misfit::Kind::event) {
      tell(
          fmt::format("{} no event or action: {}; in a description of the source (--source): event = {{ column = "
                      "\"…\", values = {{ \"{}\" = \"…\" }} }}\n",
                      counted(cells.count, "cell is", "cells are"), visible(examples(cells)),
                      visible(cells.examples.begin()->first)));
    } else if (const model::Fact* fact = find_fact(program, name)) {
      tell(visible(fact_misfit(*fact, cells)) + "\n");
    }
  }
}

}  // namespace

void tell_left_aside(const engine::LeftAside& left_aside, const model::Program& program) {
  tell_names(left_aside, program);
  tell_cells(left_aside, program);
}

void EntryNotes::add(Noted& noted, std::string_view id, std::uint32_t count) {
  if (count == 0) return;
  noted.entries += count;
  ++noted.cases;
  if (noted.ids.size() < kMostTold) noted.ids.emplace_back(id);
}

void EntryNotes::add(std::string_view id, const engine::EntryCounts& counts) {
  add(repeats_, id, counts.repeats);
  add(later_, id, counts.later);
  add(not_done_, id, counts.not_done);
  add(retracted_, id, counts.retracted);
  add(midnights_, id, counts.midnights);
}

std::string EntryNotes::of_cases(const Noted& noted) {
  std::string text;
  for (const std::string& id : noted.ids) text += fmt::format("{}{}", text.empty() ? "" : ", ", visible(shortened(id)));
  if (noted.cases > noted.ids.size()) text += fmt::format(" and {} more", noted.cases - noted.ids.size());
  return text;
}

void EntryNotes::tell(Instant as_of) const {
  const auto line = [](const Noted& noted, std::string_view one, std::string_view several) {
    if (noted.entries > 0) cli::tell(fmt::format("{}: {}\n", counted(noted.entries, one, several), of_cases(noted)));
  };
  line(repeats_, "entry stands more than once, and counts once", "entries stand more than once, and count once");
  std::string until;
  append_instant(until, as_of);
  if (as_of == last_minute_of(date_of(as_of))) until = to_string(date_of(as_of));
  line(later_, fmt::format("entry is later than {}, and not looked at", until),
       fmt::format("entries are later than {}, and not looked at", until));
  line(not_done_, "entry is planned or cancelled, and counts as nothing",
       "entries are planned or cancelled, and count as nothing");
  line(retracted_, "entry was retracted, and is as if never written",
       "entries were retracted, and are as if never written");
  line(midnights_, "entry at 00:00 stands behind a later one of its day, and is taken to come before it",
       "entries at 00:00 stand behind a later one of their day, and are taken to come before it");
}

}  // namespace engage::cli
