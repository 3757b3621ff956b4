#include "syntax/print.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "syntax/compare.h"
#include "syntax/lines.h"
#include "syntax/parse.h"
#include "text/diagnostic.h"

namespace engage::syntax {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kIndent = 2;

// A line of the result: a statement with the comment beside it, or a comment on a line of its own.
struct Row {
  const Statement* statement = nullptr;
  const Comment* comment = nullptr;
  std::size_t depth = 0;
  std::uint32_t begin = 0;    // of its first character in the source
  std::uint32_t column = 0;   // characters before that one in its line
  bool parted = false;        // an empty line stands before it
  bool stands_apart = false;  // and has to
};

bool ends_line(char c) { return c == '\n'; }
bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_mark(char c) { return c == ',' || c == '(' || c == ')' || c == '=' || c == '<'; }

std::size_t end_of_text(std::string_view line, std::size_t at) {
  for (++at; at < line.size() && line[at] != '"'; ++at) {
    if (line[at] == '\\') ++at;
  }
  return std::min(at + 1, line.size());
}

class Printer {
 public:
  Printer(const Source& source, const File& file) : source_(source), file_(file) {}

  std::string print() {
    collect(file_.statements, 0);
    take_in_comments();
    indent_comments();
    part();
    return write();
  }

 private:
  std::string_view text() const { return source_.text(); }

  // Stages stand apart from what is around them, and so do the declarations of a file, but for a run
  // of `use`.
  static bool stands_apart(const Statement& before, const Statement& statement, std::size_t depth) {
    const auto holds = []<typename T>(const Statement& s, const T*) { return std::holds_alternative<T>(s.node); };
    constexpr const Use* use = nullptr;
    constexpr const Stage* stage = nullptr;
    constexpr const InStage* change = nullptr;
    if (depth == 0) return !holds(before, use) || !holds(statement, use);
    return holds(before, stage) || holds(statement, stage) || holds(before, change) || holds(statement, change);
  }

  void collect(const std::vector<Statement>& statements, std::size_t depth) {
    const Statement* before = nullptr;
    for (const Statement& statement : statements) {
      Row row = row_at(statement.span.begin);
      row.statement = &statement;
      row.depth = depth;
      row.stands_apart = before != nullptr && stands_apart(*before, statement, depth);
      rows_.push_back(row);
      collect(statement.block, depth + 1);
      before = &statement;
    }
  }

  Row row_at(std::uint32_t begin) const {
    Row row;
    row.begin = begin;
    const std::size_t line_end = text().substr(0, begin).rfind('\n');
    std::size_t line = line_end == text().npos ? 0 : line_end + 1;
    if (line == 0 && text().starts_with(kByteOrderMark)) line = kByteOrderMark.size();
    row.column = static_cast<std::uint32_t>(begin - line);
    return row;
  }

  // Puts each comment into the row of its statement, or into one of its own.
  void take_in_comments() {
    std::vector<Row> rows;
    auto row = rows_.begin();
    for (const Comment& comment : file_.comments) {
      while (row != rows_.end() && row->begin < comment.span.begin) rows.push_back(*row++);
      if (comment.own_line) rows.push_back(row_at(comment.span.begin));
      rows.back().comment = &comment;
    }
    rows.insert(rows.end(), row, rows_.end());
    rows_ = std::move(rows);
  }

  // A comment stands like the line that follows it in its block. One that ends a block, and was
  // indented as that is or deeper, stays in it.
  void indent_comments() {
    std::size_t next_depth = 0;
    for (auto row = rows_.rbegin(); row != rows_.rend(); ++row) {
      if (row->statement == nullptr) row->depth = next_depth;
      next_depth = row->depth;
    }
    std::vector<std::uint32_t> columns;  // of the blocks that are open, outermost first
    for (Row& row : rows_) {
      if (row.statement != nullptr) {
        columns.resize(row.depth);
        columns.push_back(row.column);
      } else {
        while (row.depth + 1 < columns.size() && columns[row.depth + 1] <= row.column) ++row.depth;
      }
    }
  }

  bool opens_block(const Row& row) const { return row.statement != nullptr && !row.statement->block.empty(); }

  // Whether empty lines stood between two rows, whatever stood on them that nobody sees.
  bool were_parted(const Row& row, const Row& next) const {
    const auto begin = text().begin() + row.begin, end = text().begin() + next.begin;
    return std::count_if(begin, end, ends_line) > 1;
  }

  void part() {
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      rows_[i].parted = !opens_block(rows_[i - 1]) && were_parted(rows_[i - 1], rows_[i]);
    }
    // What stands apart takes the comments along that stand directly above it.
    for (std::size_t i = 1; i < rows_.size(); ++i) {
      if (!rows_[i].stands_apart) continue;
      std::size_t first = i;
      while (!rows_[first].parted && rows_[first - 1].statement == nullptr &&
             rows_[first - 1].depth == rows_[i].depth) {
        --first;
      }
      rows_[first].parted = true;
    }
  }

  std::string_view line_ending() const {
    const std::size_t end = text().find('\n');
    return end != text().npos && end > 0 && text()[end - 1] == '\r' ? "\r\n" : "\n";
  }

  std::string write() const {
    std::string out;
    out.reserve(text().size());
    if (text().starts_with(kByteOrderMark)) out += kByteOrderMark;
    const std::string_view ending = line_ending();
    for (const Row& row : rows_) {
      if (row.parted) out += ending;
      out.append(row.depth * kIndent, ' ');
      if (row.statement != nullptr) {
        const Span span = row.statement->span;
        out += printed_line(text().substr(span.begin, span.end - span.begin));
        if (row.comment != nullptr) out += "  ";
      }
      if (row.comment != nullptr) out += comment_text(source_, *row.comment);
      out += ending;
    }
    return out;
  }

  const Source& source_;
  const File& file_;
  std::vector<Row> rows_;
};

}  // namespace

std::string printed_line(std::string_view line) {
  std::string out;
  bool first = true, after_parenthesis = false;
  for (std::size_t at = 0; at < line.size();) {
    if (is_blank(line[at])) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    if (line[at] == '"') {
      end = end_of_text(line, at);
    } else if (!is_mark(line[at])) {
      while (end < line.size() && !is_blank(line[end]) && !is_mark(line[end]) && line[end] != '"') ++end;
    }
    if (!first && !after_parenthesis && line[at] != ',' && line[at] != ')') out += ' ';
    out += line.substr(at, end - at);
    first = false;
    after_parenthesis = line[at] == '(';
    at = end;
  }
  return out;
}

std::string print(const Source& source, const File& file) { return Printer(source, file).print(); }

std::optional<std::string> print_checked(const Source& source, const File& file) {
  Sources sources;
  Diagnostics diagnostics;
  const FileId id = sources.add(source.path(), print(source, file));
  const File again = parse(sources, id, diagnostics);
  if (diagnostics.has_errors() || !say_the_same(source, file, sources[id], again)) return std::nullopt;
  std::string text(sources[id].text());
  // What was dropped before the tree was made is missed by no comparison of trees.
  if (what_is_seen(source.text()) != what_is_seen(text)) return std::nullopt;
  if (print(sources[id], again) != text) return std::nullopt;
  return text;
}

}  // namespace engage::syntax
