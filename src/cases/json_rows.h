#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cases/joined_tables.h"
#include "cases/json_cursor.h"
#include "cases/split.h"
#include "text/error.h"

namespace engage::cases {

// Records of JSON files as the rows of a table. A column is the path of a key: `id`, `address.city`. A record is a row;
// with `records`, the path of a list, each of its elements is one, and says what stands around the list too. A list of
// words is a cell with a word a line. What cannot be read is a broken row of the case whose id can be told.
class JsonRows {
 public:
  explicit JsonRows(std::string records) : records_(std::move(records)) {}

  // All bytes of the file that messages call so.
  void add(std::string name, std::string_view bytes);

  // The table, when all files are there. An error where no row can be told, or where nobody can tell to whom a broken
  // record belongs: every case may have lost something.
  Expected<TableInput> take(std::string name, tables::TableUse use);

 private:
  struct Node;
  using Cell = std::pair<std::uint32_t, std::string>;  // column
  struct Broken {
    std::size_t row = 0;
    tables::Place place;
    std::string bytes, fault;
    bool alone = false;  // it is all of its file: nothing behind it can be lost in it
  };

  void add_record(const RawCase& raw);
  void add_broken(const RawCase& raw, std::string fault);
  bool read(Node& node, int depth);
  void collect(const Node& node, const std::string& prefix, std::vector<Cell>& cells, const Node*& list,
               std::string& list_path);
  void spread(const Node& node, const std::string& prefix, std::vector<Cell> cells);
  void put(const std::string& path, std::string_view text, std::vector<Cell>& cells);
  void emit(std::uint64_t line, std::vector<Cell> cells);
  std::uint64_t line_at(std::size_t byte);

  std::string records_;
  std::map<std::string, std::uint32_t, std::less<>> numbers_;  // of columns
  std::vector<std::string> columns_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<Broken> broken_;
  std::vector<std::string> lists_;  // paths of lists of objects that are no rows
  std::shared_ptr<tables::RowOrigins> origins_ = std::make_shared<tables::RowOrigins>();
  bool found_records_ = false;

  // Of the record at hand.
  JsonCursor cursor_;
  RawCase raw_;
  std::size_t counted_to_ = 0;  // its line breaks
  std::uint64_t line_ = 1;
  std::vector<std::pair<std::uint64_t, std::vector<Cell>>> pending_;  // its rows, and their lines
  std::string fault_;
};

// What stands in a broken record at the path of a key, as far as it can be told.
std::string_view guess_at(std::string_view bytes, std::string_view path);

}  // namespace engage::cases
