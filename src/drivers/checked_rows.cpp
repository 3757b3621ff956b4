#include "drivers/checked_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "text/visible.h"

namespace engage::drivers {
namespace {

bool is_text(std::string_view bytes) {
  while (true) {
    const auto plain = [](char c) { return c > 0 && c < 0x7F; };
    bytes.remove_prefix(static_cast<std::size_t>(std::ranges::find_if_not(bytes, plain) - bytes.begin()));
    if (bytes.empty()) return true;
    const Character character = first_character(bytes);
    if (character.bytes == 0 || character.code == 0) return false;
    bytes.remove_prefix(character.bytes);
  }
}

class CheckedRows final : public Rows {
 public:
  explicit CheckedRows(std::unique_ptr<Rows> rows) : rows_(std::move(rows)) {}

  const std::vector<std::string>& columns() const override { return rows_->columns(); }
  std::uint64_t line() const override { return rows_->line(); }

  Expected<bool> next(Cells& cells) override {
    if (ended_) return false;
    Expected<bool> more = rows_->next(cells);
    ended_ = !more || !*more;
    if (ended_) return more;
    const auto faulty = std::ranges::find_if(cells, [](const auto& cell) { return cell && !is_text(*cell); });
    if (faulty == cells.end()) return true;
    ended_ = true;
    const auto column = static_cast<std::size_t>(faulty - cells.begin());
    return fault(
        fmt::format("row {}: what the column `{}` holds is no text in UTF-8", line(), visible(columns()[column])),
        "the database, or its ODBC driver, has another encoding: set it to UTF-8");
  }

 private:
  std::unique_ptr<Rows> rows_;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Rows> checked(std::unique_ptr<Rows> rows) { return std::make_unique<CheckedRows>(std::move(rows)); }

}  // namespace engage::drivers
