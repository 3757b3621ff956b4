#include "cases/json_cursor.h"

#include <simdjson.h>
#include <algorithm>
#include <cstring>

namespace engage::cases {
namespace {

constexpr int kDeepest = 64;  // objects and lists in one another

// Four hexadecimal digits, or -1.
int hex4(std::string_view text) {
  if (text.size() < 4) return -1;
  int value = 0;
  for (char c : text.substr(0, 4)) {
    const int digit = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

char* append_utf8(char* out, int code) {
  const auto put = [&out](int byte) { *out++ = static_cast<char>(byte); };
  if (code < 0x80) {
    put(code);
  } else if (code < 0x800) {
    put(0xC0 | code >> 6);
    put(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    put(0xE0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  } else {
    put(0xF0 | code >> 18);
    put(0x80 | (code >> 12 & 0x3F));
    put(0x80 | (code >> 6 & 0x3F));
    put(0x80 | (code & 0x3F));
  }
  return out;
}

}  // namespace

// Only the first stage of simdjson is used, by way of the interface that its own parsers use: the
// walk itself knows which types it expects, and copies nothing.
class JsonCursor::Stage1 {
 public:
  Stage1() { grow(std::size_t{1} << 16); }

  const char* run(std::string_view text) {
    if (text.size() > parser_->capacity()) grow(std::max(text.size(), 2 * parser_->capacity()));
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    switch (parser_->stage1(bytes, text.size(), simdjson::stage1_mode::regular)) {
      case simdjson::SUCCESS: return nullptr;
      case simdjson::EMPTY: return "there is nothing";
      case simdjson::UTF8_ERROR: return "the text is not UTF-8";
      case simdjson::UNCLOSED_STRING: return "the closing quote of a text is missing";
      case simdjson::UNESCAPED_CHARS: return "a text in quotes holds a line break or another control character";
      default: return "it cannot be read";
    }
  }

  const std::uint32_t* tokens() const { return parser_->structural_indexes.get(); }
  std::size_t count() const { return parser_->n_structural_indexes; }

 private:
  void grow(std::size_t capacity) {
    const auto error =
        parser_ ? parser_->set_capacity(capacity)
                : simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, kDeepest, parser_);
    if (error != simdjson::SUCCESS) throw std::bad_alloc();
  }

  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser_;
};

JsonCursor::JsonCursor()
    : stage1_(std::make_unique<Stage1>()),
      unescaped_(std::make_unique<std::pmr::monotonic_buffer_resource>(std::size_t{4096})) {}
JsonCursor::JsonCursor(JsonCursor&&) noexcept = default;
JsonCursor::~JsonCursor() = default;

bool JsonCursor::open(std::string_view text) {
  text_ = text.data();
  size_ = text.size();
  if (has_escapes_) unescaped_->release();
  has_escapes_ = !text.empty() && std::memchr(text.data(), '\\', text.size()) != nullptr;
  const char* problem = text.empty() ? "there is nothing" : stage1_->run(text);
  tokens_ = tokens_end_ = stage1_->tokens();
  if (problem == nullptr) tokens_end_ += stage1_->count();
  rewind();
  problem_ = problem;
  return problem_ == nullptr;
}

void JsonCursor::rewind() {
  at_ = tokens_;
  problem_ = nullptr;
  problem_at_ = 0;
}

bool JsonCursor::fail(const char* problem) {
  if (problem_ == nullptr) {
    problem_ = problem;
    problem_at_ = at_ == tokens_end_ ? size_ : *at_;
  }
  return false;
}

bool JsonCursor::unescape(std::string_view raw, std::string_view& text) {
  if (raw.find('\\') == std::string_view::npos) return true;
  char* const begin = static_cast<char*>(unescaped_->allocate(raw.size(), 1));
  char* out = begin;
  while (!raw.empty()) {
    const std::size_t plain = std::min(raw.find('\\'), raw.size());
    out = std::copy_n(raw.data(), plain, out);
    raw.remove_prefix(plain);
    if (raw.empty()) break;
    const char escape = raw.size() > 1 ? raw[1] : '\0';
    raw.remove_prefix(std::min<std::size_t>(2, raw.size()));
    switch (escape) {
      case '"':
      case '\\':
      case '/': *out++ = escape; break;
      case 'b': *out++ = '\b'; break;
      case 'f': *out++ = '\f'; break;
      case 'n': *out++ = '\n'; break;
      case 'r': *out++ = '\r'; break;
      case 't': *out++ = '\t'; break;
      case 'u': {
        int code = hex4(raw);
        if (code < 0 || (code >= 0xDC00 && code < 0xE000)) return fail("a text in quotes has a wrong \\u");
        raw.remove_prefix(4);
        if (code >= 0xD800 && code < 0xDC00) {
          const int low = raw.starts_with("\\u") ? hex4(raw.substr(2)) : -1;
          if (low < 0xDC00 || low >= 0xE000) return fail("a text in quotes has half a \\u pair");
          code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
          raw.remove_prefix(6);
        }
        out = append_utf8(out, code);
        break;
      }
      default: return fail("a text in quotes has a backslash before a character that takes none");
    }
  }
  text = {begin, static_cast<std::size_t>(out - begin)};
  return true;
}

bool JsonCursor::other_value(Written& value) {
  switch (peek()) {
    case '{':
    case '[': value.kind = peek() == '{' ? Written::Kind::object : Written::Kind::list; return walk_over(0);
    case '\0': return fail("a value is expected");
    default: break;
  }
  const std::string_view text = token();
  if (text == "true" || text == "false") {
    value.kind = Written::Kind::truth;
    value.truth = text == "true";
  } else if (text == "null") {
    value.kind = Written::Kind::null;
  } else if (is_json_number(text)) {
    value.kind = Written::Kind::number;
    value.text = text;
  } else {
    return fail("a value is expected");
  }
  ++at_;
  return true;
}

// The object or list that stands next, with all that is in it.
bool JsonCursor::walk_over(int depth) {
  if (depth == kDeepest) return fail("objects and lists are nested too deeply");
  const bool object = peek() == '{';
  enter();
  bool first = true;
  std::string_view key;
  Written inner;
  while (object ? next_key(first, key) : next_element(first)) {
    if (peek() == '{' || peek() == '[') {
      if (!walk_over(depth + 1)) return false;
    } else if (!value(inner)) {
      return false;
    }
  }
  return !failed();
}

bool JsonCursor::skip() {
  std::size_t depth = 0;
  do {
    switch (peek()) {
      case '{':
      case '[': ++depth; break;
      case '}':
      case ']':
        if (depth == 0) return fail("a value is expected");
        --depth;
        break;
      case '\0': return fail("a value is expected");
      default: break;
    }
    ++at_;
  } while (depth > 0);
  return true;
}

bool JsonCursor::at_end() { return at_ == tokens_end_ || fail("more text follows"); }

}  // namespace engage::cases
