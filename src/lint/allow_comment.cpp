#include "lint/allow_comment.h"

namespace engage::lint {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_word(char c) { return is_capital(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (is_capital(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

class Scanner {
 public:
  Scanner(std::string_view text, Span span) : text_(text), span_(span) {
    while (!text_.empty() && is_blank(text_.back())) text_.remove_suffix(1);
    at_ = 1;  // past the `#`
    skip_blanks();
  }

  bool at_end() const { return at_ == text_.size(); }
  std::string_view rest() const { return text_.substr(at_); }

  bool take(char c) {
    if (at_end() || text_[at_] != c) return false;
    ++at_;
    skip_blanks();
    return true;
  }

  // Letters and digits; empty where there are none.
  CodeWritten take_word() {
    std::size_t end = at_;
    while (end < text_.size() && is_word(text_[end])) ++end;
    const CodeWritten word{text_.substr(at_, end - at_), span(at_, end)};
    at_ = end;
    skip_blanks();
    return word;
  }

  bool take_word(std::string_view word) {
    const std::size_t before = at_;
    if (take_word().id == word) return true;
    at_ = before;
    return false;
  }

  // From one quotation mark to the last of the line, which it must end with.
  std::optional<std::string_view> take_quoted() {
    if (text_.size() - at_ < 2 || text_[at_] != '"' || text_.back() != '"') return std::nullopt;
    const std::string_view quoted = text_.substr(at_ + 1, text_.size() - at_ - 2);
    at_ = text_.size();
    return quoted;
  }

  // What stands there instead, or the comment's end.
  NotReadable expected(std::string what) const {
    return {std::move(what), at_end() ? span(at_, at_) : span(at_, text_.size())};
  }

 private:
  void skip_blanks() {
    while (!at_end() && is_blank(text_[at_])) ++at_;
  }
  Span span(std::size_t begin, std::size_t end) const {
    return {span_.file, span_.begin + static_cast<std::uint32_t>(begin), span_.begin + static_cast<std::uint32_t>(end)};
  }

  std::string_view text_;
  Span span_;
  std::size_t at_ = 0;
};

std::expected<AllowComment, NotReadable> read(Scanner scanner) {
  if (!scanner.take_word("lint")) return std::unexpected(scanner.expected("`lint:` in small letters"));
  if (!scanner.take(':')) return std::unexpected(scanner.expected("`:`"));
  if (!scanner.take_word("allow")) return std::unexpected(scanner.expected("`allow`"));
  AllowComment comment;
  do {
    const CodeWritten code = scanner.take_word();
    if (code.id.empty()) return std::unexpected(scanner.expected("a code such as L301"));
    if (code.id == "because") return std::unexpected(NotReadable{"a code such as L301", code.span});
    comment.codes.push_back(code);
  } while (scanner.take(','));
  if (scanner.at_end()) return comment;
  if (!scanner.take_word("because")) return std::unexpected(scanner.expected("`,` or `because`"));
  const auto because = scanner.take_quoted();
  if (!because) return std::unexpected(scanner.expected("the reason between \" and \""));
  comment.because = because->find_first_not_of(' ') == because->npos ? std::string_view() : *because;
  return comment;
}

}  // namespace

std::optional<std::expected<AllowComment, NotReadable>> read_allow_comment(std::string_view text, Span span) {
  const Scanner scanner(text, span);
  const std::string begins = lower(scanner.rest().substr(0, 10));
  if (!begins.starts_with("lint:") && !begins.starts_with("lint :") && !begins.starts_with("lint allow"))
    return std::nullopt;
  return read(scanner);
}

}  // namespace engage::lint
