#include "cli/pack_workbook.h"

#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <memory>
#include <new>
#include <variant>

namespace engage::cli {
namespace {

// libxlsxwriter writes each part of a workbook to a temporary file before it packs it, and does not look whether that
// could be written: on a full disk the workbook would lack rows, and nobody would say so. It offers to have the function
// that opens these files replaced; ours holds them in memory. docs/decisions/0011.
struct Part {
  std::string bytes;
  std::size_t at = 0;
};

struct Parts {
  int opened = 0;
  bool lost = false;  // something could not be held
};
Parts parts;

ssize_t write_part(void* cookie, const char* from, std::size_t size) {
  Part& part = *static_cast<Part*>(cookie);
  try {
    part.bytes.replace(part.at, std::min(size, part.bytes.size() - part.at), from, size);
  } catch (const std::exception&) {  // no exception may pass through C
    parts.lost = true;
    return 0;
  }
  part.at += size;
  return static_cast<ssize_t>(size);
}

ssize_t read_part(void* cookie, char* to, std::size_t size) {
  Part& part = *static_cast<Part*>(cookie);
  size = part.bytes.copy(to, size, part.at);
  part.at += size;
  return static_cast<ssize_t>(size);
}

int seek_part(void* cookie, off64_t* offset, int whence) {
  Part& part = *static_cast<Part*>(cookie);
  const auto size = static_cast<off64_t>(part.bytes.size());
  const off64_t from = whence == SEEK_SET ? 0 : whence == SEEK_END ? size : static_cast<off64_t>(part.at);
  if (from + *offset < 0 || from + *offset > size) {
    errno = EINVAL;
    return -1;
  }
  *offset += from;
  part.at = static_cast<std::size_t>(*offset);
  return 0;
}

int close_part(void* cookie) {
  delete static_cast<Part*>(cookie);
  return 0;
}

FILE* open_part() {
  ++parts.opened;
  std::unique_ptr<Part> part(new (std::nothrow) Part);
  FILE* file = part ? fopencookie(part.get(), "w+", {read_part, write_part, seek_part, close_part}) : nullptr;
  if (file != nullptr) part.release();  // NOLINT(bugprone-unused-return-value): close_part deletes it
  return file;
}

// The file itself, which the library wants by a name.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

  bool opened() const { return descriptor_ >= 0; }
  std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }

  Expected<std::string> read() const {
    struct stat now{};
    if (fstat(descriptor_, &now) != 0) return fault(std::strerror(errno));
    std::string bytes(static_cast<std::size_t>(now.st_size), '\0');
    for (std::size_t at = 0; at < bytes.size();) {
      const ssize_t got = pread(descriptor_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
      if (got <= 0) return fault(got == 0 ? "it became shorter while it was read" : std::strerror(errno));
      at += static_cast<std::size_t>(got);
    }
    return bytes;
  }

 private:
  int descriptor_;
};

struct Formats {
  lxw_format* heading;
  lxw_format* text;
  lxw_format* number;
  lxw_format* date;
  lxw_format* minute;
};

Formats add_formats(lxw_workbook* book) {
  const auto add = [book](const char* shown) {
    lxw_format* format = workbook_add_format(book);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    if (shown != nullptr) format_set_num_format(format, shown);
    return format;
  };
  Formats formats{add(nullptr), add("@"), add(nullptr), add("yyyy-mm-dd"), add("yyyy-mm-dd hh:mm")};
  format_set_bold(formats.heading);
  format_set_bottom(formats.heading, LXW_BORDER_THIN);
  format_set_text_wrap(formats.text);
  return formats;
}

// Puts one cell in its place; what it returns is of the library.
struct CellWriter {
  lxw_worksheet* sheet;
  const Formats& formats;
  lxw_row_t row;
  lxw_col_t column;

  lxw_error operator()(std::monostate) const { return LXW_NO_ERROR; }
  // A text is never looked into: it becomes no formula and no address.
  lxw_error operator()(const std::string& text) const {
    if (text.empty()) return LXW_NO_ERROR;
    return worksheet_write_string(sheet, row, column, text.c_str(), formats.text);
  }
  lxw_error operator()(std::int64_t number) const {
    return worksheet_write_number(sheet, row, column, static_cast<double>(number), formats.number);
  }
  lxw_error operator()(Date date) const {
    const Ymd day = ymd(date);
    lxw_datetime at{day.year, day.month, day.day, 0, 0, 0};
    return worksheet_write_datetime(sheet, row, column, &at, formats.date);
  }
  lxw_error operator()(Instant instant) const {
    const Ymd day = ymd(date_of(instant));
    const int minute = minute_of_day(instant);
    lxw_datetime at{day.year, day.month, day.day, minute / 60, minute % 60, 0};
    // Days with a fraction, rounded up where a spreadsheet no longer looks (15 digits): programs that cut instead of
    // rounding would show the minute before.
    const double days = std::ceil(lxw_datetime_to_excel_datetime(&at) * 1e10) / 1e10;
    return worksheet_write_number(sheet, row, column, days, formats.minute);
  }
};

lxw_error add_sheet(lxw_workbook* book, const form::Sheet& sheet, const Formats& formats) {
  lxw_worksheet* to = workbook_add_worksheet(book, sheet.name.c_str());
  if (to == nullptr) return LXW_ERROR_SHEETNAME_ALREADY_USED;
  const std::vector<std::size_t> widths = form::column_widths(sheet);
  const auto columns = static_cast<lxw_col_t>(sheet.headings.size());
  const auto rows = static_cast<lxw_row_t>(sheet.rows.size());
  lxw_error error = LXW_NO_ERROR;
  const auto keep = [&error](lxw_error got) { error = error == LXW_NO_ERROR ? got : error; };
  for (lxw_col_t i = 0; i < columns; ++i) {
    keep(worksheet_set_column(to, i, i, static_cast<double>(widths[i]), nullptr));
    keep(worksheet_write_string(to, 0, i, sheet.headings[i].c_str(), formats.heading));
  }
  for (lxw_row_t i = 0; i < rows; ++i) {
    for (lxw_col_t j = 0; j < columns; ++j) {
      keep(std::visit(CellWriter{to, formats, i + 1, j}, sheet.rows[i][j]));
    }
  }
  worksheet_freeze_panes(to, 1, 0);
  keep(worksheet_autofilter(to, 0, 0, rows, static_cast<lxw_col_t>(columns - 1)));
  return error;
}

lxw_error write_workbook(form::Workbook& workbook, const std::string& path) {
  lxw_workbook_options options{};
  options.constant_memory = 1;  // rows go to their part at once
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  if (book == nullptr) return LXW_ERROR_MEMORY_MALLOC_FAILED;
  std::string title = workbook.title, author = "engage";
  lxw_doc_properties properties{};
  properties.title = title.data();
  properties.author = author.data();
  properties.created = std::time_t{workbook.created.minutes} * 60;
  if (properties.created == 0) properties.created = 1;  // 0 is the clock's time
  lxw_error error = workbook_set_properties(book, &properties);
  const Formats formats = add_formats(book);
  for (form::Sheet& sheet : workbook.sheets) {
    if (error == LXW_NO_ERROR) error = add_sheet(book, sheet, formats);
    sheet.rows = {};  // their memory is needed
  }
  const lxw_error closed = workbook_close(book);  // also where there was an error: it frees what it holds
  return error == LXW_NO_ERROR ? closed : error;
}

}  // namespace

Expected<std::string> pack(form::Workbook workbook) {
  form::fit(workbook);
  const MemoryFile file;
  if (!file.opened()) return fault(fmt::format("the workbook cannot be held in memory: {}", std::strerror(errno)));
  parts = {};
  const lxw_error error = write_workbook(workbook, file.path());
  if (parts.lost) throw std::bad_alloc();
  if (error != LXW_NO_ERROR) return fault(fmt::format("the workbook cannot be written: {}", lxw_strerror(error)));
  if (parts.opened == 0) return fault("the workbook cannot be written: libxlsxwriter holds its parts elsewhere");
  return file.read();
}

}  // namespace engage::cli

// Takes the place of the function of libxlsxwriter.
extern "C" FILE* lxw_tmpfile(char*) { return engage::cli::open_part(); }
