#include "model/check_variant.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "text/near.h"

namespace engage::model {
namespace {

// What an extending policy may say in place of what it extends.
bool is_head(const syntax::Statement& line) {
  return std::holds_alternative<syntax::Version>(line.node) ||
         std::holds_alternative<syntax::SourceClause>(line.node) ||
         std::holds_alternative<syntax::CalendarRef>(line.node) ||
         std::holds_alternative<syntax::AppliesWhen>(line.node) ||
         std::holds_alternative<syntax::StartsOn>(line.node) ||
         std::holds_alternative<syntax::DefaultWithin>(line.node) ||
         std::holds_alternative<syntax::DefaultBy>(line.node);
}

bool is_word(const syntax::Statement& line) {
  return std::holds_alternative<syntax::RoleDecl>(line.node) || std::holds_alternative<syntax::FactDecl>(line.node) ||
         std::holds_alternative<syntax::EventDecl>(line.node) ||
         std::holds_alternative<syntax::ActionDecl>(line.node) ||
         std::holds_alternative<syntax::GroupDecl>(line.node) || std::holds_alternative<syntax::Define>(line.node);
}

bool is_damaged(const syntax::Statement& line) { return std::holds_alternative<syntax::Damaged>(line.node); }

// Whether it is a statement of a sequence that a round could begin with.
bool begins_work(const syntax::Statement& line) {
  return !is_damaged(line) && !std::holds_alternative<syntax::On>(line.node) &&
         !std::holds_alternative<syntax::When>(line.node) && !std::holds_alternative<syntax::Alongside>(line.node) &&
         !std::holds_alternative<syntax::Escalate>(line.node);
}

// Carries out one change, `in stage S, instead of STEP`.
class StageChange {
 public:
  StageChange(const syntax::Statement& line, PolicyText& text, Diagnostics& diagnostics)
      : line_(line), change_(std::get<syntax::InStage>(line.node)), text_(text), diagnostics_(diagnostics) {}

  void carry_out() {
    syntax::Statement* stage = own_stage();
    if (stage == nullptr) return;
    if (!find_step(*stage)) return report_no_step(*stage);
    std::vector<syntax::Statement>& block = around_->block;
    using How = syntax::InStage::How;
    const bool takes_out = change_.how == How::instead_of || change_.how == How::without;
    auto at = block.begin() + static_cast<std::ptrdiff_t>(index_);
    if (takes_out) at = block.erase(at);
    else if (change_.how == How::after) ++at;
    block.insert(at, line_.block.begin(), line_.block.end());
    if (takes_out) text_.gone.try_emplace(change_.step.text, line_.span);
    if (std::holds_alternative<syntax::Repeat>(around_->node) && std::ranges::none_of(block, begins_work)) {
      diagnostics_.add(Code::E221, line_.span, "nothing would be left to do in each round")
          .labels.push_back({around_->span, "of this"});
    }
  }

 private:
  // The stage of that name as this text has it, its own to change; null: reported.
  syntax::Statement* own_stage() {
    bool damaged = false;
    std::vector<std::string_view> names;
    for (const syntax::Statement*& line : text_.body) {
      damaged = damaged || is_damaged(*line);
      const auto* stage = std::get_if<syntax::Stage>(&line->node);
      if (stage == nullptr) continue;
      names.push_back(stage->name.text);
      if (stage->name.text != change_.stage.text) continue;
      const auto own = std::ranges::find(text_.changed, line, [](const syntax::Statement& other) { return &other; });
      if (own != text_.changed.end()) return &*own;
      line = &text_.changed.emplace_back(*line);
      return &text_.changed.back();
    }
    if (damaged) return nullptr;  // it may be the one that could not be read
    diagnostics_.add(Code::E201, change_.stage.span, fmt::format("no stage called `{}`", change_.stage.text)).help =
        did_you_mean(diagnostics_, change_.stage.text, names);
    return nullptr;
  }

  // Sets where the step stands in the block of `line`, or in a block inside.
  bool find_step(syntax::Statement& line) {
    for (std::size_t i = 0; i < line.block.size(); ++i) {
      const auto* step = std::get_if<syntax::Step>(&line.block[i].node);
      if (step != nullptr && step->name.text == change_.step.text) {
        around_ = &line;
        index_ = i;
        return true;
      }
      if (step == nullptr && find_step(line.block[i])) return true;
    }
    return false;
  }

  void report_no_step(const syntax::Statement& stage) {
    std::vector<std::string_view> names;
    bool damaged = false;
    collect_steps(stage.block, names, damaged);
    if (damaged) return;
    Diagnostic& d =
        diagnostics_.add(Code::E201, change_.step.span,
                         fmt::format("no step called `{}` in the stage `{}`", change_.step.text, change_.stage.text));
    if (const auto gone = text_.gone.find(change_.step.text); gone != text_.gone.end()) {
      d.labels.push_back({gone->second, "taken out here"});
    } else if (const syntax::Name* other = stage_of_step()) {
      d.help = fmt::format("it stands in the stage `{}`", other->text);
    } else {
      d.help = did_you_mean(diagnostics_, change_.step.text, names);
    }
  }

  // Another stage that has the step; null: none.
  const syntax::Name* stage_of_step() const {
    for (const syntax::Statement* line : text_.body) {
      const auto* stage = std::get_if<syntax::Stage>(&line->node);
      std::vector<std::string_view> names;
      bool damaged = false;
      if (stage != nullptr) collect_steps(line->block, names, damaged);
      if (std::ranges::find(names, change_.step.text) != names.end()) return &stage->name;
    }
    return nullptr;
  }

  static void collect_steps(const std::vector<syntax::Statement>& block, std::vector<std::string_view>& names,
                            bool& damaged) {
    for (const syntax::Statement& line : block) {
      if (const auto* step = std::get_if<syntax::Step>(&line.node)) names.push_back(step->name.text);
      else collect_steps(line.block, names, damaged);
      damaged = damaged || is_damaged(line);
    }
  }

  const syntax::Statement& line_;
  const syntax::InStage& change_;
  PolicyText& text_;
  Diagnostics& diagnostics_;
  syntax::Statement* around_ = nullptr;  // the line in whose block the step stands
  std::size_t index_ = 0;                // and where in it
};

}  // namespace

void add_policy(const std::vector<syntax::Statement>& lines, PolicyText& text, Diagnostics& diagnostics) {
  for (const syntax::Statement& line : lines) {
    if (const auto* set = std::get_if<syntax::Set>(&line.node)) {
      diagnostics
          .add(Code::E222, line.span, fmt::format("`set {}` stands in a policy that extends no other", set->name.text))
          .help = fmt::format("to declare it, write `setting {} = …`", set->name.text);
    } else if (const auto* change = std::get_if<syntax::InStage>(&line.node)) {
      diagnostics
          .add(Code::E222, line.span,
               fmt::format("`in stage {}` stands in a policy that extends no other", change->stage.text))
          .help = "write the steps in their stage";
    } else {
      text.body.push_back(&line);
    }
  }
}

void add_variant(const std::vector<syntax::Statement>& lines, PolicyText& text, Diagnostics& diagnostics) {
  std::set<std::size_t> replaced;  // which heads of what it extends
  for (const syntax::Statement& line : lines) {
    if (const auto* set = std::get_if<syntax::Set>(&line.node)) {
      text.sets.push_back(set);
    } else if (std::holds_alternative<syntax::InStage>(line.node)) {
      StageChange(line, text, diagnostics).carry_out();
    } else if (is_head(line)) {
      if (replaced.insert(line.node.index()).second) {
        std::erase_if(text.body,
                      [&](const syntax::Statement* other) { return other->node.index() == line.node.index(); });
      }
      text.body.push_back(&line);
    } else if (is_word(line) || is_damaged(line)) {
      text.body.push_back(&line);
    } else {
      diagnostics.add(Code::E221, line.span, "a policy that extends another cannot have this").help =
          "it may set settings, change the steps of a stage (`in stage NAME, instead of STEP`) and say its own "
          "version, "
          "source, calendar, applies, starts and defaults; for more write a policy of its own";
    }
  }
}

}  // namespace engage::model
