#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

namespace engage::tables {

// The bytes of a table as UTF-8 with LF between lines: without a byte order mark, from UTF-16 where such a mark says
// so, else from `encoding` ("UTF-8", "Windows-1252", any name that iconv knows; empty: UTF-8). A clause where the file
// is something else altogether, such as a workbook, or is not in that encoding.
std::expected<std::string, std::string> decode(std::string bytes, const std::string& encoding);

// Whether a text that begins so can be read in parts as it stands: UTF-8, with LF at the ends of its lines. How many bytes
// of a byte order mark go before it; else nothing: it has to be decoded as a whole.
std::optional<std::size_t> begins_as_text(std::string_view beginning, const std::string& encoding);

// What a file is that is no table and no list of cases: "an Excel workbook (.xlsx)"; else empty.
std::string_view known_as(std::string_view bytes);

// The endings of names by which a file is a table: .csv, .tsv, .tab, .txt, or a workbook, in capitals or not.
bool is_table_name(std::string_view path);
bool is_workbook_name(std::string_view path);
// .json, .jsonl and .ndjson: a table of records.
bool is_json_name(std::string_view path);

}  // namespace engage::tables
