#include "tables/decode.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

#include "tables/names.h"

namespace engage::tables {
namespace {

struct Closing {
  void operator()(iconv_t open) const { iconv_close(open); }
};

// From another encoding; a clause where it is none that is known, or the bytes are not in it.
std::expected<std::string, std::string> converted(std::string_view bytes, const std::string& encoding) {
  const iconv_t opened = iconv_open("UTF-8", encoding.c_str());
  // NOLINTNEXTLINE: iconv's own way to say that it failed
  if (opened == reinterpret_cast<iconv_t>(-1)) {
    return std::unexpected(
        fmt::format("there is no encoding `{}`; UTF-8, UTF-16 and Windows-1252 are usual", encoding));
  }
  const std::unique_ptr<void, Closing> conversion(opened);
  std::string text;
  std::array<char, 65536> part{};
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-const-cast): iconv does not write to it
  char* from = const_cast<char*>(bytes.data());
  std::size_t left = bytes.size();
  while (left > 0) {
    char* to = part.data();
    std::size_t room = part.size();
    const std::size_t done = iconv(conversion.get(), &from, &left, &to, &room);
    text.append(part.data(), part.size() - room);
    if (done != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    return std::unexpected(fmt::format("its byte {} is not {}", bytes.size() - left + 1, encoding));
  }
  return text;
}

bool is_utf16_without_mark(std::string_view bytes) {
  return bytes.size() > 3 && bytes[0] != '\0' && bytes[1] == '\0' && bytes[2] != '\0' && bytes[3] == '\0';
}

bool is_utf8_name(const std::string& encoding) {
  const std::string plain = plain_name(encoding);
  return plain.empty() || plain == "utf8";
}

// What begins so is no name of a column.
bool begins_as_json(std::string_view bytes) {
  constexpr std::string_view kBlank = " \t\r\n";
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::size_t at = bytes.find_first_not_of(kBlank);
  if (at != bytes.npos && bytes[at] == '[') at = bytes.find_first_not_of(kBlank, at + 1);
  if (at == bytes.npos || bytes[at] != '{') return false;
  at = bytes.find_first_not_of(kBlank, at + 1);
  return at != bytes.npos && bytes[at] == '"';
}

}  // namespace

std::optional<std::size_t> begins_as_text(std::string_view beginning, const std::string& encoding) {
  if (!known_as(beginning).empty() || begins_as_json(beginning)) return std::nullopt;
  if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF")) return std::nullopt;
  if (beginning.find('\n') == std::string_view::npos && beginning.find('\r') != std::string_view::npos) {
    return std::nullopt;  // lines that end in CR alone
  }
  if (beginning.starts_with("\xEF\xBB\xBF")) return 3;
  if (!is_utf8_name(encoding) || is_utf16_without_mark(beginning)) return std::nullopt;
  return 0;
}

std::string_view known_as(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04")) return "an Excel workbook (.xlsx) or another packed file";
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) return "an Excel workbook of the old kind (.xls)";
  if (bytes.starts_with("%PDF")) return "a PDF";
  if (bytes.starts_with("SQLite format 3")) return "a SQLite database";
  if (bytes.starts_with("\x1F\x8B")) return "a packed file (gzip)";
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && bytes[first] == '<') return "a page of HTML or XML";
  return {};
}

std::expected<std::string, std::string> decode(std::string bytes, const std::string& encoding) {
  if (begins_as_json(bytes)) return std::unexpected("it is JSON: give it a name that ends in .json, or .jsonl");
  if (bytes.starts_with("SQLite format 3")) {
    return std::unexpected(
        "it is a SQLite database, and no table of separated values: name it in a description of the source (--source): "
        "`database = \"sqlite:FILE\"`");
  }
  if (const std::string_view known = known_as(bytes); !known.empty()) {
    return std::unexpected(fmt::format(
        "it is {}, and no table of separated values: save it as CSV UTF-8{}", known,
        known.find(".xlsx") == known.npos ? "" : ", or name its sheet in a description of the source (--source)"));
  }
  std::string text;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    const char* const order = bytes[0] == '\xFF' ? "UTF-16LE" : "UTF-16BE";
    auto decoded = converted(std::string_view(bytes).substr(2), order);
    if (!decoded) return decoded;
    text = std::move(*decoded);
  } else if (bytes.starts_with("\xEF\xBB\xBF")) {
    text = bytes.substr(3);
  } else if (is_utf8_name(encoding)) {
    if (is_utf16_without_mark(bytes)) {
      return std::unexpected(
          "it is UTF-16 without the mark that says so: save it as CSV UTF-8, or say `encoding = "
          "\"UTF-16LE\"` in a description of the source (--source)");
    }
    text = std::move(bytes);
  } else {
    auto decoded = converted(bytes, encoding);
    if (!decoded) return decoded;
    text = std::move(*decoded);
  }
  // Lines that end in CR alone, as old spreadsheets write them.
  if (text.find('\n') == std::string::npos) std::replace(text.begin(), text.end(), '\r', '\n');
  return text;
}

bool is_table_name(std::string_view path) {
  const std::string ending = plain_name(path.substr(std::min(path.rfind('.'), path.size())));
  return ending == "csv" || ending == "tsv" || ending == "tab" || ending == "txt" || is_workbook_name(path);
}

bool is_workbook_name(std::string_view path) {
  const std::string ending = plain_name(path.substr(std::min(path.rfind('.'), path.size())));
  return ending == "xlsx" || ending == "xlsm";
}

bool is_json_name(std::string_view path) {
  const std::string ending = plain_name(path.substr(std::min(path.rfind('.'), path.size())));
  return ending == "json" || ending == "jsonl" || ending == "ndjson";
}

}  // namespace engage::tables
