#include "cases/json_rows.h"

#include <fmt/format.h>

#include <algorithm>

#include "cases/foreign.h"
#include "tables/csv_text.h"
#include "tables/names.h"
#include "text/near.h"
#include "text/shortened.h"
#include "text/words.h"

namespace engage::cases {
namespace {

constexpr std::size_t kMostColumns = 4096;
constexpr int kDeepest = 64;

// What may stand before the first brace of a file.
constexpr std::string_view kBefore = "\xEF\xBB\xBF \t\r\n";

// Whether the key of a path stands there more than once: behind a quote that is never closed there may be other records.
bool may_hold_several(std::string_view bytes, std::string_view path) {
  const std::string key = fmt::format("\"{}\"", path.substr(path.rfind('.') + 1));
  const std::size_t first = bytes.find(key);
  return first != bytes.npos && bytes.find(key, first + key.size()) != bytes.npos;
}

bool is_below(std::string_view path, std::string_view above) {
  return path.size() > above.size() && path.starts_with(above) && path[above.size()] == '.';
}

}  // namespace

// A value, with what is inside of it.
struct JsonRows::Node {
  Written value;
  std::uint64_t line = 1;
  std::vector<std::string_view> keys;  // of an object, one for each element
  std::vector<Node> elements;

  bool is_object() const { return value.kind == Written::Kind::object; }
  bool is_list() const { return value.kind == Written::Kind::list; }
  std::string_view text() const {
    if (value.kind == Written::Kind::truth) return value.truth ? "true" : "false";
    return value.text;  // of null: none
  }
};

void JsonRows::add(std::string name, std::string_view bytes) {
  origins_->begin_file(std::move(name));
  if (std::string foreign = foreign_file(bytes, false); !foreign.empty()) {
    return add_broken({bytes.substr(0, 0), 1, {}, 0}, std::move(foreign));
  }
  if (bytes.find_first_not_of(" \t\r\n") == bytes.npos) {
    return add_broken({bytes.substr(0, 0), 1, {}, 0}, "the file is empty");
  }
  Splitter splitter;
  Chunk chunk;
  std::size_t records = 0;
  const std::size_t broken = broken_.size();
  const auto add_all = [&] {
    for (const RawCase& raw : chunk.cases) add_record(raw);
    records += chunk.cases.size();
  };
  // A list in an envelope makes one record of the file, however large it is.
  if (!records_.empty() && bytes.size() > kMaxCaseBytes && cursor_.open(bytes)) {
    raw_ = {bytes, 1, {}, 0};
    if (cursor_.peek() == '{' && cursor_.skip() && cursor_.at_end()) return add_record(raw_);
  }
  splitter.feed(bytes, chunk);
  add_all();
  splitter.finish(chunk);
  add_all();
  const bool alone = records == 1 && bytes.find_first_not_of(kBefore) == bytes.find('{');
  for (std::size_t i = broken; i < broken_.size(); ++i) broken_[i].alone = alone;
}

void JsonRows::add_broken(const RawCase& raw, std::string fault) {
  const std::size_t row = origins_->size();
  origins_->add_broken(raw.line, fault);
  rows_.emplace_back();
  broken_.push_back({row, origins_->place(row), std::string(raw.bytes), std::move(fault), false});
}

void JsonRows::add_record(const RawCase& raw) {
  if (!raw.fault.empty()) return add_broken(raw, raw.fault_in_words());
  raw_ = raw;
  counted_to_ = 0;
  line_ = raw.line;
  fault_.clear();
  Node node;
  const bool sound = cursor_.open(raw.bytes) && read(node, 0) && cursor_.at_end();
  if (!sound && fault_.empty()) {
    fault_ = fmt::format("it is no JSON: {} on line {}", cursor_.problem(), line_at(cursor_.problem_at()));
  }
  if (fault_.empty() && !node.is_object()) fault_ = "it is no object in braces";
  pending_.clear();
  if (fault_.empty()) spread(node, "", {});
  if (!fault_.empty()) return add_broken(raw, std::move(fault_));
  for (auto& [line, cells] : pending_) {
    origins_->add(line);
    rows_.push_back(std::move(cells));
  }
}

// Of a byte of the record; bytes are asked for in their order.
std::uint64_t JsonRows::line_at(std::size_t byte) {
  for (const std::size_t end = std::min(byte, raw_.bytes.size()); counted_to_ < end; ++counted_to_) {
    line_ += raw_.bytes[counted_to_] == '\n' ? 1u : 0u;
  }
  return line_;
}

bool JsonRows::read(Node& node, int depth) {
  node.line = line_at(cursor_.at());
  if (depth > kDeepest) {
    fault_ = fmt::format("it is nested deeper than {} levels", kDeepest);
    return false;
  }
  bool first = true;
  if (cursor_.peek() == '{') {
    node.value.kind = Written::Kind::object;
    cursor_.enter();
    std::string_view key;
    while (cursor_.next_key(first, key)) {
      node.keys.push_back(key);
      if (!read(node.elements.emplace_back(), depth + 1)) return false;
    }
    std::vector<std::string_view> keys = node.keys;
    std::ranges::sort(keys);
    const auto twice = std::ranges::adjacent_find(keys);
    if (twice != keys.end()) fault_ = fmt::format("`{}` stands there twice", shortened(*twice));
    return fault_.empty() && !cursor_.failed();
  }
  if (cursor_.peek() == '[') {
    node.value.kind = Written::Kind::list;
    cursor_.enter();
    while (cursor_.next_element(first)) {
      if (!read(node.elements.emplace_back(), depth + 1)) return false;
    }
    return !cursor_.failed();
  }
  return cursor_.value(node.value);
}

void JsonRows::put(const std::string& path, std::string_view text, std::vector<Cell>& cells) {
  auto found = numbers_.find(path);
  if (found == numbers_.end()) {
    found = numbers_.emplace(path, static_cast<std::uint32_t>(columns_.size())).first;
    columns_.push_back(path);
  }
  cells.emplace_back(found->second, text);
}

// What an object says, and which of its members is the list whose elements are rows, or leads to it.
void JsonRows::collect(const Node& node, const std::string& prefix, std::vector<Cell>& cells, const Node*& list,
                       std::string& list_path) {
  for (std::size_t i = 0; i < node.keys.size(); ++i) {
    const Node& member = node.elements[i];
    const std::string path = prefix + std::string(node.keys[i]);
    const bool here = path == records_;
    if (here || (member.is_list() && is_below(records_, path))) {
      if (member.is_list() || member.is_object()) {
        list = &member;
        list_path = path;
      } else if (member.value.kind != Written::Kind::null) {
        fault_ = fmt::format("`{}` is no list", shortened(path));
      }
      found_records_ = found_records_ || here;
    } else if (member.is_object()) {
      collect(member, path + ".", cells, list, list_path);
    } else if (!member.is_list()) {
      put(path, member.text(), cells);
    } else if (std::any_of(member.elements.begin(), member.elements.end(),
                           [](const Node& each) { return each.is_object() || each.is_list(); })) {
      if (std::ranges::find(lists_, path) == lists_.end()) lists_.push_back(path);
      put(path, fmt::format("(a list of {}: `records = \"{}\"` reads it)", member.elements.size(), path), cells);
    } else {
      std::string words;
      for (const Node& each : member.elements) {
        if (!each.text().empty()) words += fmt::format("{}{}", words.empty() ? "" : "\n", each.text());
      }
      put(path, words, cells);
    }
  }
}

// A row, or one for each element of the list.
void JsonRows::spread(const Node& node, const std::string& prefix, std::vector<Cell> cells) {
  const Node* list = nullptr;
  std::string path;
  if (node.is_object()) collect(node, prefix, cells, list, path);
  else put(prefix.substr(0, prefix.size() - 1), node.text(), cells);
  const bool is_row = prefix.empty() ? records_.empty() : prefix.size() == records_.size() + 1;
  if (!fault_.empty()) return;
  if (list && list->is_object()) return spread(*list, path + ".", std::move(cells));
  if (list) {
    for (const Node& each : list->elements) {
      if (fault_.empty()) spread(each, path + ".", cells);
    }
  } else if (is_row) {
    emit(node.line, std::move(cells));
  }
}

// Of a key that stands there twice nobody knows which one holds.
void JsonRows::emit(std::uint64_t line, std::vector<Cell> cells) {
  const auto column = [](const Cell& cell) { return cell.first; };
  std::ranges::sort(cells, {}, column);
  const auto twice = std::ranges::adjacent_find(cells, {}, column);
  if (twice != cells.end()) fault_ = fmt::format("`{}` stands there twice", shortened(columns_[twice->first]));
  pending_.emplace_back(line, std::move(cells));
}

Expected<TableInput> JsonRows::take(std::string name, tables::TableUse use) {
  if (columns_.size() > kMostColumns) {
    return fault(
        fmt::format("{}: its records have {} different keys: where keys are ids or dates, write a list of "
                    "records, each with its id",
                    name, columns_.size()));
  }
  const auto lists = [this](std::string_view wanted) {
    std::vector<std::string_view> all(lists_.begin(), lists_.end());
    const std::string near = did_you_mean_or_list(wanted, all, "its lists are");
    return near.empty() ? near : "; " + near;
  };
  if (!records_.empty() && !found_records_ && !columns_.empty()) {
    return fault(fmt::format("{}: no record has a list `{}`{}", name, shortened(records_), lists(records_)));
  }
  std::vector<std::size_t> ids;
  const auto find_id = [&](std::string_view column) {
    if (const auto found = tables::find_column(columns_, column).index) ids.push_back(*found);
  };
  find_id(use.id.name);
  for (const tables::JoinedColumn& more : use.id.more) find_id(more.name);
  if (ids.empty() && !use.id.name.empty() && !lists_.empty() && records_.empty()) {
    return fault(
        fmt::format("{}: its records have no `{}`: if they stand in a list, name it, such as `records = "
                    "\"{}\"`{}",
                    name, shortened(use.id.name), lists_.front(), lists_.size() > 1 ? lists("") : ""));
  }
  for (const Broken& each : broken_) {
    std::vector<Cell>& cells = rows_[each.row];
    for (const std::size_t id : ids) {
      const std::string& path = columns_[id];
      if (!records_.empty() && is_below(path, records_.substr(0, records_.find('.')))) continue;
      if (!each.alone && may_hold_several(each.bytes, path)) continue;
      const std::string_view found = guess_at(each.bytes, path);
      if (!found.empty()) cells.emplace_back(static_cast<std::uint32_t>(id), found);
    }
    std::ranges::sort(cells);
    if (cells.size() == 1 + use.id.more.size()) continue;
    return fault(
        fmt::format("{}:{}: {}; whose record it is cannot be told, and any case may have lost something: mend "
                    "the file, or take it away",
                    each.place.file, each.place.line, each.fault));
  }
  if (columns_.empty()) return fault(fmt::format("{}: there is no record in it", name));
  std::string text;
  for (std::size_t i = 0; i < columns_.size(); ++i) tables::append_cell(text, columns_[i], i == 0);
  text += '\n';
  for (std::vector<Cell>& cells : rows_) {
    std::uint32_t column = 0;
    for (const auto& [wanted, cell] : cells) {
      for (; column < wanted; ++column) {
        if (column > 0) text += ',';
      }
      tables::append_cell(text, cell, column++ == 0);
    }
    text += '\n';
    cells = {};
  }
  use.form.separator = ',';
  use.form.header = 0;
  use.form.first_row = 1;
  use.form.origins = origins_;
  auto table = std::make_unique<tables::Table>(std::move(name), std::move(text), use.form);
  return TableInput{std::move(table), std::move(use)};
}

std::string_view guess_at(std::string_view bytes, std::string_view path) {
  std::vector<std::string> paths;  // of the objects and lists that are open; of one in a list: nothing fits
  std::string key;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (c == '{' || c == '[') {
      const std::string above = paths.empty() ? "" : paths.back() + key + ".";
      paths.push_back(c == '[' ? "\n" : paths.empty() ? "" : above);
      key.clear();
    }
    if ((c == '}' || c == ']') && !paths.empty()) paths.pop_back();
    if (c != '"') continue;
    const std::size_t begin = ++at;
    while (at < bytes.size() && bytes[at] != '"' && bytes[at] != '\n') at += bytes[at] == '\\' ? 2u : 1u;
    if (at >= bytes.size() || paths.empty()) return {};
    const std::size_t colon = bytes.find_first_not_of(" \t\r\n", at + 1);
    if (colon == bytes.npos || bytes[colon] != ':') continue;
    key = bytes.substr(begin, at - begin);
    if (paths.back() + key != path) continue;
    const std::size_t value = bytes.find_first_not_of(" \t\r\n", colon + 1);
    if (value == bytes.npos) return {};
    const bool quoted = bytes[value] == '"';
    const std::size_t from = value + (quoted ? 1 : 0);
    const std::size_t end = bytes.find_first_of(quoted ? "\"\\\n" : ",}] \t\r\n", from);
    if (end == bytes.npos || (quoted && bytes[end] != '"')) return {};
    if (!quoted && bytes.substr(from, end - from).find_first_not_of("0123456789") != bytes.npos) return {};
    const std::string_view found = bytes.substr(from, end - from);
    return tables::is_utf8(found) ? found : std::string_view();
  }
  return {};
}

}  // namespace engage::cases
