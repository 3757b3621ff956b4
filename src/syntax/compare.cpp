#include "syntax/compare.h"

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <memory>
#include <tuple>
#include <type_traits>
#include <variant>

namespace engage::syntax {
namespace {

// The parts of a tree are plain structs. They are compared field by field, found by their number, so
// that a field added to one of them is compared as well.
template <typename T>
consteval std::size_t field_count() {
  if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}, {}, {}}; }) return 9;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}, {}}; }) return 8;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}, {}}; }) return 7;
  else if constexpr (requires { T{{}, {}, {}, {}, {}, {}}; }) return 6;
  else if constexpr (requires { T{{}, {}, {}, {}, {}}; }) return 5;
  else if constexpr (requires { T{{}, {}, {}, {}}; }) return 4;
  else if constexpr (requires { T{{}, {}, {}}; }) return 3;
  else if constexpr (requires { T{{}, {}}; }) return 2;
  else if constexpr (requires { T{{}}; }) return 1;
  else return 0;
}

template <typename T>
auto fields(const T& value) {
  constexpr std::size_t count = field_count<T>();
  static_assert(count <= 8, "teach this function a ninth field");
  if constexpr (count == 0) {
    return std::tie();
  } else if constexpr (count == 1) {
    const auto& [a] = value;
    return std::tie(a);
  } else if constexpr (count == 2) {
    const auto& [a, b] = value;
    return std::tie(a, b);
  } else if constexpr (count == 3) {
    const auto& [a, b, c] = value;
    return std::tie(a, b, c);
  } else if constexpr (count == 4) {
    const auto& [a, b, c, d] = value;
    return std::tie(a, b, c, d);
  } else if constexpr (count == 5) {
    const auto& [a, b, c, d, e] = value;
    return std::tie(a, b, c, d, e);
  } else if constexpr (count == 6) {
    const auto& [a, b, c, d, e, f] = value;
    return std::tie(a, b, c, d, e, f);
  } else if constexpr (count == 7) {
    const auto& [a, b, c, d, e, f, g] = value;
    return std::tie(a, b, c, d, e, f, g);
  } else {
    const auto& [a, b, c, d, e, f, g, h] = value;
    return std::tie(a, b, c, d, e, f, g, h);
  }
}

struct Same {
  bool operator()(const Span&, const Span&) const { return true; }

  template <typename T>
  bool operator()(const std::optional<T>& a, const std::optional<T>& b) const {
    return a.has_value() == b.has_value() && (!a || (*this)(*a, *b));
  }
  template <typename T>
  bool operator()(const std::vector<T>& a, const std::vector<T>& b) const {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), *this);
  }
  template <typename T>
  bool operator()(const std::shared_ptr<T>& a, const std::shared_ptr<T>& b) const {
    return (*this)(*a, *b);
  }
  template <typename... T>
  bool operator()(const std::variant<T...>& a, const std::variant<T...>& b) const {
    if (a.index() != b.index()) return false;
    return std::visit([&]<typename U>(const U& one) { return (*this)(one, std::get<U>(b)); }, a);
  }
  template <typename T>
  bool operator()(const T& a, const T& b) const {
    if constexpr (std::equality_comparable<T>) {
      return a == b;
    } else {
      return tuples(fields(a), fields(b), std::make_index_sequence<field_count<T>()>());
    }
  }

 private:
  template <typename Tuple, std::size_t... I>
  bool tuples(const Tuple& a, const Tuple& b, std::index_sequence<I...>) const {
    return ((*this)(std::get<I>(a), std::get<I>(b)) && ...);
  }
};

void append_begins(const std::vector<Statement>& statements, std::vector<std::uint32_t>& begins) {
  for (const Statement& statement : statements) {
    begins.push_back(statement.span.begin);
    append_begins(statement.block, begins);
  }
}

// Where each line that says something begins.
std::vector<std::uint32_t> begins_of(const File& file) {
  std::vector<std::uint32_t> begins;
  append_begins(file.statements, begins);
  return begins;
}

bool same_comments(const Source& left_source, const File& left, const Source& right_source, const File& right) {
  const std::vector<std::uint32_t> left_begins = begins_of(left), right_begins = begins_of(right);
  const auto lines_before = [](const std::vector<std::uint32_t>& begins, const Comment& comment) {
    return std::lower_bound(begins.begin(), begins.end(), comment.span.begin) - begins.begin();
  };
  return std::equal(left.comments.begin(), left.comments.end(), right.comments.begin(), right.comments.end(),
                    [&](const Comment& a, const Comment& b) {
                      return a.own_line == b.own_line &&
                             comment_text(left_source, a) == comment_text(right_source, b) &&
                             lines_before(left_begins, a) == lines_before(right_begins, b);
                    });
}

}  // namespace

std::string_view comment_text(const Source& source, const Comment& comment) {
  std::string_view text = source.text().substr(comment.span.begin, comment.span.end - comment.span.begin);
  while (text.ends_with(' ') || text.ends_with('\t') || text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

bool say_the_same(const Source& left_source, const File& left, const Source& right_source, const File& right) {
  return Same{}(left.statements, right.statements) && same_comments(left_source, left, right_source, right);
}

}  // namespace engage::syntax
