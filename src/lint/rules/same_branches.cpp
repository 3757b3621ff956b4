#include <algorithm>
#include <string>

#include "lint/names.h"
#include "lint/rules/rules.h"
#include "syntax/compare.h"

namespace engage::lint {
namespace {

using Block = std::vector<syntax::Statement>;

bool same(const Sources& sources, const Block& one, const Block& other) {
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [&](const syntax::Statement& a, const syntax::Statement& b) {
                      return sources.text(a.span) == sources.text(b.span) && same(sources, a.block, b.block);
                    });
}

std::uint32_t last_line(const Source& source, const syntax::Statement& statement) {
  return statement.block.empty() ? source.position(statement.span.begin).line
                                 : last_line(source, statement.block.back());
}

// An `if` and its `otherwise` with the same block below.
class Twice {
 public:
  Twice(const Source& source, const syntax::File& file, const syntax::Statement& branch,
        const syntax::Statement& otherwise)
      : source_(source), file_(file), branch_(branch), otherwise_(otherwise) {}

  // The block in place of both, one level less deep, with every comment of either.
  Patch written_once() const {
    const std::uint32_t first = line_of(branch_), body_end = last_line(source_, branch_.block.back());
    const std::uint32_t end = last_line(source_, otherwise_.block.back());
    const std::size_t indent = branch_.span.begin - source_.line_start(first);
    const std::uint32_t body = line_of(branch_.block.front());
    const std::size_t deeper = branch_.block.front().span.begin - source_.line_start(body) - indent;

    std::vector<std::string> lines;
    for_comments(first, first,
                 [&](std::string_view comment) { lines.push_back(std::string(indent, ' ').append(comment)); });
    for (std::uint32_t line = first + 1; line <= body_end; ++line) {
      std::string_view text = source_.line(line);
      const std::size_t blanks = std::min(text.find_first_not_of(' '), text.size());
      text.remove_prefix(std::min(blanks, deeper));
      if (!lines.empty() || !text.empty()) lines.emplace_back(text);
    }
    for_comments(body_end + 1, end, [&](std::string_view comment) {
      const auto kept = [&](const std::string& line) { return line.ends_with(comment); };
      if (std::none_of(lines.begin(), lines.end(), kept)) lines.push_back(std::string(indent, ' ').append(comment));
    });

    const std::string_view ending = source_.text()[source_.line_start(first + 1) - 2] == '\r' ? "\r\n" : "\n";
    Patch patch{branch_.span, {}};
    patch.span.end = source_.line_start(end) + static_cast<std::uint32_t>(source_.line(end).size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i > 0) patch.text += ending;
      patch.text += i > 0 ? lines[i] : lines[i].substr(std::min(lines[i].find_first_not_of(' '), lines[i].size()));
    }
    return patch;
  }

 private:
  std::uint32_t line_of(const syntax::Statement& statement) const {
    return source_.position(statement.span.begin).line;
  }

  template <typename Take>
  void for_comments(std::uint32_t first, std::uint32_t last, Take take) const {
    for (const syntax::Comment& comment : file_.comments) {
      const std::uint32_t line = source_.position(comment.span.begin).line;
      if (first <= line && line <= last) take(syntax::comment_text(source_, comment));
    }
  }

  const Source& source_;
  const syntax::File& file_;
  const syntax::Statement& branch_;
  const syntax::Statement& otherwise_;
};

class Search {
 public:
  Search(const Input& input, const syntax::File& file, Diagnostics& diagnostics)
      : input_(input), file_(file), diagnostics_(diagnostics) {}

  void look_in(const Block& block) {
    for (std::size_t i = 0; i < block.size(); ++i) {
      look_in(block[i].block);
      if (i + 1 == block.size() || !std::holds_alternative<syntax::If>(block[i].node)) continue;
      const syntax::Statement& otherwise = block[i + 1];
      if (!std::holds_alternative<syntax::Otherwise>(otherwise.node)) continue;
      if (!same(input_.sources, block[i].block, otherwise.block)) continue;
      Diagnostic& found = diagnostics_.add(Code::L105, block[i].span, "both ways do the same, whatever the answer");
      found.labels.push_back({otherwise.span, "the other way"});
      found.help = "change one of them, or write it once without `if`";
      const bool last = i + 2 == block.size();
      if ((last || !leaves(block[i].block.back())) && asks_nothing_new(block[i])) {
        found.patch = Twice(input_.sources[file_.file], file_, block[i], otherwise).written_once();
      }
    }
  }

 private:
  static bool leaves(const syntax::Statement& statement) {
    return std::holds_alternative<syntax::GoTo>(statement.node) ||
           std::holds_alternative<syntax::Finish>(statement.node);
  }

  // Whether every word of the condition is used elsewhere too: without it none is left over.
  bool asks_nothing_new(const syntax::Statement& branch) const {
    UsedNames all, others;
    for (const model::InputFile& file : input_.files) {
      all.collect(file.tree);
      others.collect(file.tree, &branch);
    }
    return all == others;
  }

  const Input& input_;
  const syntax::File& file_;
  Diagnostics& diagnostics_;
};

}  // namespace

// Exactly as written: blocks that mean the same in other words are missed.
void same_branches(const Input& input, Diagnostics& diagnostics) {
  for (const model::InputFile& file : input.files) Search(input, file.tree, diagnostics).look_in(file.tree.statements);
}

}  // namespace engage::lint
