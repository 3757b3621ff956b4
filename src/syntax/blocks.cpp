#include "syntax/blocks.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "syntax/build.h"
#include "syntax/faults.h"
#include "syntax/forms.h"
#include "syntax/match.h"
#include "syntax/mend.h"
#include "text/near.h"

namespace engage::syntax {
namespace {

template <typename T>
bool holds(const Statement& statement) {
  return std::holds_alternative<T>(statement.node);
}

bool is_damaged(const Statement& statement, std::string_view keyword) {
  const Damaged* damaged = std::get_if<Damaged>(&statement.node);
  return damaged != nullptr && damaged->keyword == keyword;
}

bool is_trigger(const Statement& statement) {
  return holds<On>(statement) || holds<When>(statement) || is_damaged(statement, "on") || is_damaged(statement, "when");
}

class BlockReader {
 public:
  BlockReader(const Sources& sources, FileId file, const std::vector<Line>& lines, Diagnostics& diagnostics)
      : source_(sources[file]), file_(file), lines_(lines), diagnostics_(diagnostics) {}

  std::vector<Statement> read() {
    std::vector<Statement> statements;
    read_block(Place::file, -1, 0, statements);
    return statements;
  }

 private:
  // What a line turned out to be, before its block is read.
  struct Head {
    std::optional<Place> block;
    bool needs_block = false;
    bool reported = false;
  };

  bool more() const { return next_ < lines_.size(); }
  const Line& next_line() const { return lines_[next_]; }
  std::string_view text(const Line& line) const { return source_.text().substr(line.begin, line.end - line.begin); }
  Span span(const Line& line) const { return {file_, line.begin, line.end}; }
  bool fits(const Line& line, Place place) const { return recognize(text(line), place).form.has_value(); }

  // Lines deeper than `above`. `indent` is theirs; the first line gives it when it is not known yet.
  void read_block(Place place, int above, std::optional<int> indent, std::vector<Statement>& out) {
    places_.push_back(place);
    int told = -1;  // an indentation reported already, if any
    while (more()) {
      const Line& line = next_line();
      if (!line.indent) {
        if (belongs_outside(line)) break;
      } else {
        if (*line.indent <= above) break;
        if (!indent) indent = *line.indent;
        check_indentation(line, out.empty() ? nullptr : &out.back(), *indent, told);
      }
      read_statement(place, line.indent ? *line.indent : indent.value_or(above + 1), out);
    }
    places_.pop_back();
  }

  // A line whose indentation cannot be told stands in the innermost block that it fits into.
  bool belongs_outside(const Line& line) const {
    if (fits(line, places_.back())) return false;
    return std::any_of(places_.begin(), places_.end(), [&](Place place) { return fits(line, place); });
  }

  // Reports a line that is deeper or less deep than its block, and takes it as one of the block.
  void check_indentation(const Line& line, const Statement* above, int indent, int& told) {
    const int at = *line.indent;
    if (at == indent) told = -1;
    if (at == indent || at == told) return;
    told = at;
    if (at > indent) {
      Diagnostic& d = report(Code::E107, line,
                             above == nullptr ? "this line is indented, but there is nothing above it to belong to"
                                              : "this line is indented, but the line above it opens no block");
      d.help = indent == 0 ? "begin it at the left edge" : fmt::format("lines here begin after {} spaces", indent);
      if (places_.back() == Place::escalation && above != nullptr && is_trigger(*above)) {
        d.note = "the work of an escalation stands below its `on` or `when`, indented as that is";
      }
    } else {
      Diagnostic& d = report(Code::E108, line, "the indentation of this line fits no block");
      d.help = fmt::format("the block above begins after {} spaces, this line after {}", indent, at);
    }
  }

  Diagnostic& report(Code code, const Line& line, std::string message) {
    return diagnostics_.add(code, span(line), std::move(message));
  }

  void read_statement(Place place, int indent, std::vector<Statement>& out) {
    const Line& line = lines_[next_++];
    Statement statement;
    statement.span = span(line);
    const Head head = read_head(line, place, out, statement.node);
    read_block_of(head, line, place, indent, statement.block);
    if (head.block == Place::escalation && !statement.block.empty() &&
        std::none_of(statement.block.begin(), statement.block.end(), is_trigger)) {
      report(Code::E113, line, "the block of an escalation begins with `on` and an event, or `when` and a condition");
    }
    out.push_back(std::move(statement));
  }

  Head read_head(const Line& line, Place place, const std::vector<Statement>& before, Node& node) {
    const Recognized recognized = recognize(text(line), place);
    if (!recognized.form && !recognized.elsewhere) return read_unknown(line, place, node);
    const Form form = recognized.form ? *recognized.form : *recognized.elsewhere;
    Head head = head_of(form, place);
    head.reported = true;
    node = damaged(form, line);
    if (line.faulty) return head;
    if (!recognized.form) {
      if (!flat_) report_misplaced(form, place, line, source_, file_, diagnostics_);
      return head;
    }
    if (report_out_of_order(form, line, place, before)) return head;
    const Match match = match_line(form, source_.text(), line.begin, line.end);
    Diagnostics faults;
    std::optional<Node> built;
    if (match.matched) {
      built = build(form, match, source_.text(), file_, faults);
    } else {
      report_mismatch(form, match, line, source_, file_, faults);
    }
    take(faults, line, place);
    if (!built) return head;
    node = std::move(*built);
    head.reported = false;
    const PolicyDecl* policy = std::get_if<PolicyDecl>(&node);
    if (policy != nullptr && policy->extends) head.needs_block = false;
    const InStage* change = std::get_if<InStage>(&node);
    if (change != nullptr && change->how == InStage::How::without) head = {};
    return head;
  }

  Head read_unknown(const Line& line, Place place, Node& node) {
    const std::string_view word = first_word(text(line));
    node = Damaged{std::string(word), {}};
    Diagnostics faults;
    if (!line.faulty) report_unknown(place, line, source_, file_, faults);
    take(faults, line, place);
    // A slip of the finger in a header: its block is read as what it was meant to be.
    const std::vector<std::string_view> words = phrases(place);
    const auto near = near_names(word, words);
    if (near.empty()) return {Place::anything, false, true};
    const Recognized meant = recognize(near.front(), place);
    node = damaged(*meant.form, line);
    Head head = head_of(*meant.form, place);
    head.reported = true;
    return head;
  }

  // The faults of a line; a patch stays where it leads to a line without any.
  void take(Diagnostics& faults, const Line& line, Place place) {
    for (Diagnostic fault : faults.sorted()) {
      if (fault.patch) fault.patch = mend_line(place, line, source_, *fault.patch);
      diagnostics_.add(std::move(fault));
    }
  }

  static Head head_of(Form form, Place place) {
    const FormInfo& found = info(form);
    // The first line of an escalation has no block of its own.
    if (place == Place::escalation && (form == Form::on || form == Form::when)) return {};
    return {found.block, found.needs_block, false};
  }

  Damaged damaged(Form form, const Line& line) const {
    std::string_view rest = text(line);
    rest.remove_prefix(first_word(rest).size());
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    const std::string_view name = first_word(rest);
    Damaged result{std::string(info(form).keyword), {}};
    if (info(form).declares && !name.empty()) {
      const auto begin = static_cast<std::uint32_t>(name.data() - source_.text().data());
      result.declares = Name{std::string(name), {file_, begin, begin + static_cast<std::uint32_t>(name.size())}};
    }
    return result;
  }

  bool report_out_of_order(Form form, const Line& line, Place place, const std::vector<Statement>& before) {
    if (form == Form::otherwise) {
      if (!before.empty() && (holds<If>(before.back()) || is_damaged(before.back(), "if"))) return false;
      // An `if` whose lines were not indented has been reported; they stand between.
      const auto last = std::find_if(before.rbegin(), before.rend(), [](const Statement& s) {
        return holds<If>(s) || holds<Otherwise>(s) || is_damaged(s, "otherwise");
      });
      if (last != before.rend() && holds<If>(*last) && last->block.empty()) return true;
      Diagnostic& d = report(Code::E112, line, "this `otherwise` does not follow the block of an `if`");
      d.help = "it stands directly below that block, indented as the `if` is";
      return true;
    }
    if (place != Place::escalation || (form != Form::on && form != Form::when) || before.empty()) return false;
    report(Code::E113, line,
           fmt::format("the `{}` of an escalation is the first line of its block", info(form).keyword));
    return true;
  }

  void read_block_of(const Head& head, const Line& line, Place place, int indent, std::vector<Statement>& out) {
    if (!head.block) return;
    if (more() && opens_block(next_line(), *head.block, indent)) {
      if (static_cast<int>(places_.size()) > kDeepestBlock) {
        report(Code::E124, next_line(), fmt::format("blocks stand more than {} deep in each other", kDeepestBlock));
        while (more() && next_line().indent.value_or(indent + 1) > indent) ++next_;
      } else {
        read_block(*head.block, indent, {}, out);
      }
      return;
    }
    // Lines that can only be meant for the block, but are not indented, are taken as if they were.
    const bool flat = more() && belongs_below(next_line(), *head.block, place, indent);
    if (!head.reported && !flat_ && (flat || head.needs_block)) {
      Diagnostic& d = report(Code::E109, line, "the block below this line is missing");
      d.help = flat ? "indent the lines that belong to it" : "it needs at least one line, indented deeper";
    }
    if (!flat) return;
    places_.push_back(*head.block);
    if (place == Place::file) {
      read_flat_declaration(*head.block, indent, out);
    } else {
      while (more() && belongs_below(next_line(), *head.block, place, indent)) read_statement(*head.block, indent, out);
    }
    places_.pop_back();
  }

  // All up to the next declaration. What belongs below what cannot be told any more, and is not complained of.
  void read_flat_declaration(Place block, int indent, std::vector<Statement>& out) {
    const bool outer = std::exchange(flat_, true);
    while (more() && next_line().indent == indent && !begins_declaration(block)) {
      read_statement(block, indent, out);
    }
    flat_ = outer;
  }

  // `calendar NAME` stands in a policy too; a declaration has lines of a calendar below it.
  bool begins_declaration(Place block) const {
    if (!fits(next_line(), Place::file)) return false;
    if (!fits(next_line(), block)) return true;
    return next_ + 1 < lines_.size() && fits(lines_[next_ + 1], Place::calendar) && !fits(lines_[next_ + 1], block);
  }

  bool opens_block(const Line& line, Place block, int indent) const {
    return line.indent ? *line.indent > indent : fits(line, block);
  }

  bool belongs_below(const Line& line, Place block, Place place, int indent) const {
    return block != Place::anything && line.indent == indent && fits(line, block) && !fits(line, place);
  }

  const Source& source_;
  FileId file_;
  const std::vector<Line>& lines_;
  Diagnostics& diagnostics_;
  std::size_t next_ = 0;
  bool flat_ = false;          // within a declaration whose lines are not indented
  std::vector<Place> places_;  // the blocks that are open, outermost first
};

}  // namespace

std::vector<Statement> read_blocks(const Sources& sources, FileId file, const std::vector<Line>& lines,
                                   Diagnostics& diagnostics) {
  return BlockReader(sources, file, lines, diagnostics).read();
}

}  // namespace engage::syntax
