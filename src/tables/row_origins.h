#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engage::tables {

// Where a row stands, as messages say it.
struct Place {
  std::string_view file;
  std::uint64_t line = 1;
};

// Where the rows of a table stand that is put together of several files, and which of them could not be read.
class RowOrigins {
 public:
  // Of the rows that are added from here on.
  void begin_file(std::string name) { files_.emplace_back(std::move(name), lines_.size()); }
  void add(std::uint64_t line) { lines_.push_back(line); }
  void add_broken(std::uint64_t line, std::string fault) {
    faults_.emplace(lines_.size(), std::move(fault));
    add(line);
  }

  std::size_t size() const { return lines_.size(); }
  // Of a row, from 0.
  Place place(std::size_t row) const;
  // Why it could not be read; else nothing.
  const std::string* fault(std::size_t row) const;

 private:
  std::vector<std::pair<std::string, std::size_t>> files_;  // and their first rows
  std::vector<std::uint64_t> lines_;
  std::map<std::size_t, std::string> faults_;
};

}  // namespace engage::tables
