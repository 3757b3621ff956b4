#include "lint/allow.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lint/allow_comment.h"
#include "text/near.h"

namespace engage::lint {
namespace {

constexpr std::string_view kForm = "write it as `# lint: allow L301 because \"…\"`";

struct AllowedCode {
  Code code;
  Span span;
  bool hides = false;
};

struct Allowance {
  Span comment;
  bool own_line = false;
  Span where;  // the findings that begin here
  std::vector<AllowedCode> codes;
  std::string because;
  bool all_known = true;  // no code of it had to be left out
};

std::uint32_t end_of(const syntax::Statement& statement) {
  return statement.block.empty() ? statement.span.end : end_of(statement.block.back());
}

// The first statement from there on.
const syntax::Statement* next_statement(const std::vector<syntax::Statement>& block, std::uint32_t from) {
  for (const syntax::Statement& statement : block) {
    if (statement.span.begin >= from) return &statement;
    if (end_of(statement) >= from) return next_statement(statement.block, from);
  }
  return nullptr;
}

// The comments to lint of one file.
class CommentReader {
 public:
  CommentReader(const Source& source, const syntax::File& file, Diagnostics& faults)
      : source_(source), file_(file), faults_(faults) {}

  void read(std::vector<Allowance>& allowances) {
    for (const syntax::Comment& comment : file_.comments) {
      const Span span = comment.span;
      const auto read = read_allow_comment(source_.text().substr(span.begin, span.end - span.begin), span);
      if (!read) continue;
      if (!*read) {
        faults_
            .add(Code::L903, read->error().at,
                 fmt::format("this comment to lint cannot be read: expected {}", read->error().expected))
            .help = kForm;
        continue;
      }
      if ((*read)->because.empty()) {
        faults_.add(Code::L902, span, "this comment gives no reason, so it allows nothing").help =
            fmt::format("say why: `allow {} because \"…\"`", (*read)->codes.front().id);
        continue;
      }
      Allowance allowance{span, comment.own_line, where(comment), codes((*read)->codes), std::string((*read)->because)};
      allowance.all_known = allowance.codes.size() == (*read)->codes.size();
      allowances.push_back(std::move(allowance));
    }
  }

 private:
  std::vector<AllowedCode> codes(const std::vector<CodeWritten>& written) {
    std::vector<AllowedCode> known;
    for (const CodeWritten& one : written) {
      const auto code = find_code(one.id);
      if (!code) {
        Diagnostic& fault = faults_.add(Code::L903, one.span, fmt::format("there is no code `{}`", one.id));
        const std::string near = did_you_mean(one.id, codes_to_allow());
        fault.help = begins_a_code(one.id) ? "write each code out" : near;
      } else if (const std::string_view why = why_not(one.id); !why.empty()) {
        faults_.add(Code::L903, one.span, fmt::format("`{}` cannot be allowed: {}", one.id, why)).help =
            "mend what it tells of";
      } else {
        known.push_back({*code, one.span});
      }
    }
    return known;
  }

  // Empty: it can be allowed.
  static std::string_view why_not(std::string_view id) {
    if (id.starts_with('E')) return "it is a fault of the language";
    return id.starts_with("L9") ? "it is about comments such as this" : "";
  }

  static std::vector<std::string_view> codes_to_allow() {
    std::vector<std::string_view> ids;
    for (const CodeInfo& each : all_codes()) {
      if (why_not(each.id).empty()) ids.push_back(each.id);
    }
    return ids;
  }

  Span where(const syntax::Comment& comment) const {
    const FileId id = file_.file;
    const std::uint32_t line = line_of(comment.span.begin);
    if (!comment.own_line) return {id, source_.line_start(line), comment.span.begin};
    const syntax::Statement* next = next_statement(file_.statements, comment.span.end);
    if (!next) return {id, comment.span.end, comment.span.end};
    if (next == &file_.statements.front() && empty_line_between(line, line_of(next->span.begin))) {
      return {id, 0, static_cast<std::uint32_t>(source_.text().size())};
    }
    return {id, next->span.begin, end_of(*next)};
  }

  bool empty_line_between(std::uint32_t first, std::uint32_t last) const {
    for (std::uint32_t line = first + 1; line < last; ++line) {
      if (source_.line(line).find_first_not_of(" \t") == std::string_view::npos) return true;
    }
    return false;
  }

  std::uint32_t line_of(std::uint32_t offset) const { return source_.position(offset).line; }

  const Source& source_;
  const syntax::File& file_;
  Diagnostics& faults_;
};

// Without the comment, and without its line if it has one to itself; at the top of a file, without the empty
// line below it too.
Patch without_comment(const Source& source, const Allowance& allowance) {
  Span span = allowance.comment;
  const std::uint32_t line = source.position(span.begin).line;
  if (allowance.own_line) {
    span.begin = source.line_start(line);
    span.end =
        line < source.line_count() ? source.line_start(line + 1) : static_cast<std::uint32_t>(source.text().size());
    const std::string_view below = source.text().substr(span.end);
    if (line == 1 && below.starts_with("\n")) span.end += 1;
    if (line == 1 && below.starts_with("\r\n")) span.end += 2;
  } else {
    while (source.text()[span.begin - 1] == ' ') --span.begin;
  }
  return {span, ""};
}

void tell_useless(const Sources& sources, const Allowance& allowance, const std::function<bool(Code)>& looked_for,
                  Diagnostics& faults) {
  std::vector<std::string_view> useless, kept;
  for (const AllowedCode& one : allowance.codes) {
    (one.hides || !looked_for(one.code) ? kept : useless).push_back(info(one.code).id);
  }
  if (useless.empty()) return;
  Diagnostic& fault = faults.add(Code::L901, allowance.comment,
                                 fmt::format("there is no {} here to be allowed", fmt::join(useless, " and no ")));
  if (!allowance.all_known) return;
  if (kept.empty()) {
    fault.help = "take the comment away";
    fault.patch = without_comment(sources[allowance.comment.file], allowance);
  } else {
    fault.help = fmt::format("write `allow {}`", fmt::join(kept, ", "));
    const Span codes = join(allowance.codes.front().span, allowance.codes.back().span);
    fault.patch = Patch{codes, fmt::format("{}", fmt::join(kept, ", "))};
  }
}

Allowance* find_allowance(std::vector<Allowance>& allowances, const Diagnostic& finding) {
  Allowance* found = nullptr;
  for (Allowance& one : allowances) {
    if (one.where.file != finding.span.file || finding.span.begin < one.where.begin ||
        finding.span.begin > one.where.end)
      continue;
    for (AllowedCode& code : one.codes) {
      if (code.code != finding.code) continue;
      code.hides = true;
      if (!found) found = &one;
    }
  }
  return found;
}

bool holds_policy(const model::InputFile& file) {
  return std::any_of(file.tree.statements.begin(), file.tree.statements.end(), [](const syntax::Statement& statement) {
    return std::holds_alternative<syntax::PolicyDecl>(statement.node);
  });
}

// By FileId, whether a policy is there that shows what is wrong in the file: one of its own, or one that
// uses it. Of words without a policy much cannot be found.
std::vector<bool> seen_by_policies(const Sources& sources, const std::vector<model::InputFile>& files) {
  std::vector<bool> seen(sources.size());
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (holds_policy(files[i])) open.push_back(i);
  }
  while (!open.empty()) {
    const model::InputFile& file = files[open.back()];
    open.pop_back();
    if (seen[file.tree.file]) continue;
    seen[file.tree.file] = true;
    for (const auto& used : file.uses) {
      if (used) open.push_back(*used);
    }
  }
  return seen;
}

}  // namespace

Findings settle(const Sources& sources, const std::vector<model::InputFile>& files, Diagnostics found,
                std::span<const Rating> ratings, const std::function<bool(Code)>& looked_for) {
  std::vector<Allowance> allowances;
  Diagnostics faults;
  for (const model::InputFile& file : files) {
    if (file.named) CommentReader(sources[file.tree.file], file.tree, faults).read(allowances);
  }
  Findings findings;
  Diagnostics told;
  const auto rate = [&](Diagnostic finding) {
    const auto severity = ratings[finding.span.file].of(finding.code);
    if (severity) finding.level = *severity;
    return severity ? std::optional(std::move(finding)) : std::nullopt;
  };
  for (const Diagnostic& one : found.sorted()) {
    auto finding = rate(one);
    if (!finding) continue;
    const Allowance* allowance = find_allowance(allowances, *finding);
    if (allowance) {
      findings.allowed.push_back({std::move(*finding), allowance->because});
    } else {
      told.add(std::move(*finding));
    }
  }
  const std::vector<bool> seen = seen_by_policies(sources, files);
  for (const Allowance& one : allowances) {
    if (!seen[one.comment.file]) continue;
    tell_useless(
        sources, one, [&](Code code) { return looked_for(code) && ratings[one.comment.file].of(code); }, faults);
  }
  for (const Diagnostic& one : faults.sorted()) {
    if (auto finding = rate(one)) told.add(std::move(*finding));
  }
  findings.told = told.sorted();
  return findings;
}

}  // namespace engage::lint
