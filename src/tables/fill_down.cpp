#include "tables/fill_down.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "tables/csv_text.h"
#include "tables/names.h"
#include "text/near.h"
#include "text/shortened.h"

namespace engage::tables {
namespace {

using Names = std::vector<std::string>;

// Fills the rows of one table, one after the other.
class Filler {
 public:
  Filler(const TableUse& use, const Names& columns) {
    std::vector<std::string> names = {use.id.name};
    for (const JoinedColumn& each : use.id.more) names.push_back(each.name);
    for (const std::string& name : names) {
      if (const auto found = find_column(columns, name); found.index) id_.push_back(*found.index);
    }
    for (const std::string& name : use.fill_down) {
      const FoundColumn found = find_column(columns, name);
      if (found.index && !found.several) filled_.push_back(*found.index);
      else missing_ = name;
    }
    // Which rows are left out for what stands in their id.
    for (const auto* conditions : {&use.leave_out, &use.keep_only}) {
      for (const Condition& condition : *conditions) {
        const auto found = find_column(columns, condition.column);
        if (!found.index || std::ranges::find(id_, *found.index) == id_.end()) continue;
        (conditions == &use.leave_out ? by_id_.leave_out : by_id_.keep_only).push_back(condition);
        (conditions == &use.leave_out ? by_id_.leave_out : by_id_.keep_only).back().index = *found.index;
      }
    }
  }

  const std::string& missing() const { return missing_; }

  // Nobody knows what is above the next row.
  void lose() { above_.clear(); }

  // Whether a cell was filled.
  bool fill(std::vector<std::string>& cells) {
    const auto blank = [&](std::size_t column) { return cells[column].empty(); };
    if (!std::ranges::all_of(id_, blank) && is_left_out_for_its_id(cells)) {
      lose();
      return false;
    }
    const bool as_above = std::ranges::all_of(id_, blank) && std::ranges::all_of(id_, [&](std::size_t column) {
                            return std::ranges::find(filled_, column) != filled_.end();
                          });
    const bool same =
        !above_.empty() &&
        (as_above || std::ranges::all_of(id_, [&](std::size_t column) { return cells[column] == above_[column]; }));
    if (!same) {
      // Without an id nobody knows of whom it speaks.
      if (std::ranges::all_of(id_, blank)) lose();
      else above_ = cells;
      return false;
    }
    bool any = false;
    for (const std::size_t column : filled_) {
      if (!blank(column)) {
        above_[column] = cells[column];
        continue;
      }
      any = any || !above_[column].empty();
      cells[column] = above_[column];
    }
    return any;
  }

 private:
  bool is_left_out_for_its_id(const std::vector<std::string>& cells) const {
    return is_left_out(by_id_, std::vector<std::string_view>(cells.begin(), cells.end()));
  }

  std::vector<std::size_t> id_, filled_;
  std::string missing_;
  TableUse by_id_;
  std::vector<std::string> above_;  // the cells of the row above, filled; empty: nobody knows them
};

}  // namespace

std::expected<std::unique_ptr<Table>, std::string> filled_down(std::unique_ptr<Table> table, const TableUse& use) {
  if (!table->fault().empty()) return table;  // told by whoever looks for the columns
  Filler filler(use, table->columns());
  if (!filler.missing().empty()) {
    const Names& columns = table->columns();
    const std::string near =
        did_you_mean(filler.missing(), std::vector<std::string_view>(columns.begin(), columns.end()));
    return std::unexpected(fmt::format("`fill_down`: there is no column `{}`, or there are two{}{}",
                                       shortened(filler.missing()), near.empty() ? "" : "; ", near));
  }
  const std::string_view before = table->text();
  std::string text;
  std::size_t kept = 0;  // of the text before
  while (const auto row = table->next()) {
    if (row->kind == Table::RowKind::broken || row->kind == Table::RowKind::behind_broken) filler.lose();
    if (row->kind == Table::RowKind::read) {
      std::vector<std::string> cells(table->cells().begin(), table->cells().end());
      cells.resize(table->columns().size());
      if (filler.fill(cells)) {
        text.append(before, kept, row->begin - kept);
        for (std::size_t i = 0; i < cells.size(); ++i) append_cell(text, cells[i], i == 0, table->separator());
        text += '\n';
        kept = row->end;
      }
    }
    table->cursor().forget();
  }
  text.append(before, kept);
  TableForm form = use.form;
  form.separator = table->separator();
  return std::make_unique<Table>(table->name(), std::move(text), form);
}

}  // namespace engage::tables
