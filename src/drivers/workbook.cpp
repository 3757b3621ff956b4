#include "drivers/workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include "drivers/sheet_number.h"
#include "drivers/sheet_rows.h"
#include "drivers/workbook_parts.h"
#include "drivers/xml_part.h"
#include "drivers/zip_parts.h"
#include "text/near.h"
#include "text/visible.h"

namespace engage::drivers {
namespace {

std::optional<int> number_of(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(number) : std::nullopt;
}

// What a file of the archive points to: the files that belong to it, by their kind and by the name it has for each.
struct Relations final : XmlListener {
  struct Relation {
    std::string id, kind, target;
  };
  std::vector<Relation> all;

  void begin(std::string_view element, const Attributes& attributes) override {
    if (element != "Relationship" || attributes["TargetMode"] == "External") return;
    const std::string_view type = attributes["Type"];  // an address that ends in the kind
    all.push_back({std::string(attributes["Id"]), std::string(type.substr(type.rfind('/') + 1)),
                   std::string(attributes["Target"])});
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  // The first of the kind.
  const Relation* of(std::string_view kind) const {
    const auto found = std::ranges::find(all, kind, &Relation::kind);
    return found == all.end() ? nullptr : &*found;
  }
};

// A file named by another: from the folder of that, or from the root.
std::string target_of(std::string_view from, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  std::string folder(from.substr(0, from.rfind('/') + 1));
  while (target.starts_with("../")) {
    target.remove_prefix(3);
    if (!folder.empty()) folder.resize(folder.rfind('/', folder.size() - 2) + 1);  // npos + 1: the root
  }
  return folder + std::string(target);
}

std::string relations_of(const std::string& part) {
  const std::size_t name = part.rfind('/') + 1;
  return part.substr(0, name) + "_rels/" + part.substr(name) + ".rels";
}

// The list of sheets.
struct SheetList final : XmlListener {
  struct Entry {
    std::string name, id;
  };
  std::vector<Entry> entries;
  DayCount days = DayCount::since_1900;

  void begin(std::string_view element, const Attributes& attributes) override {
    if (element == "sheet") {
      entries.push_back({std::string(attributes["name"]), std::string(attributes["id"])});
    } else if (element == "workbookPr") {
      const std::string_view since_1904 = attributes["date1904"];
      if (since_1904 == "1" || since_1904 == "true") days = DayCount::since_1904;
    }
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
};

// The styles of cells: of each, how it shows numbers.
struct Styles final : XmlListener {
  std::map<int, NumberFormat> own;  // formats of this workbook
  std::vector<NumberFormat> cells;
  bool in_cells = false;

  void begin(std::string_view element, const Attributes& attributes) override {
    if (element == "cellXfs") in_cells = true;
    if (element == "numFmt") {
      if (const auto id = number_of(attributes["numFmtId"])) own[*id] = format_of_code(attributes["formatCode"]);
    } else if (in_cells && element == "xf") {
      const int id = number_of(attributes["numFmtId"]).value_or(0);
      const auto found = own.find(id);
      cells.push_back(found == own.end() ? format_of_id(id) : found->second);
    }
  }
  void end(std::string_view element) override {
    if (element == "cellXfs") in_cells = false;
  }
  void text(std::string_view) override {}
};

// Texts that cells give by number. A text may be in pieces, each with its own font.
struct SharedTexts final : XmlListener {
  Texts texts;
  std::string written, unescaped;
  bool reading = false, spoken = false;

  void begin(std::string_view element, const Attributes&) override {
    if (element == "rPh") spoken = true;  // how it is read aloud
    if (element == "t" && !spoken) reading = true;
  }
  void end(std::string_view element) override {
    if (element == "rPh") spoken = false;
    if (element == "t") reading = false;
    if (element != "si") return;
    unescaped.clear();
    append_unescaped(unescaped, written);
    texts.append(unescaped);
    texts.end();
    written.clear();
  }
  void text(std::string_view text) override {
    if (reading) written += text;
  }
};

bool holds(std::string_view bytes, std::string_view ascii) {
  std::string wide;  // names in the old container are UTF-16
  for (const char c : ascii) {
    wide += c;
    wide += '\0';
  }
  return bytes.find(wide) != std::string_view::npos;
}

constexpr std::string_view kSaveAgain =
    "save it as an Excel workbook (.xlsx): in Excel and in LibreOffice under \"Save as\"";

// Why the bytes are no workbook that can be read; nothing where they may be one.
std::optional<Error> kind_refused(std::string_view bytes) {
  constexpr std::string_view kZip = "PK\x03\x04";
  constexpr std::string_view kOldContainer = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
  if (bytes.empty()) return Error{"the file is empty"};
  if (bytes.starts_with(kOldContainer)) {
    if (holds(bytes, "EncryptedPackage")) return Error{"the workbook is encrypted: save it without a password"};
    return Error{"this is a workbook of the old kind (.xls)", std::string(kSaveAgain)};
  }
  if (!bytes.starts_with(kZip)) return Error{"this is no Excel workbook (.xlsx)", std::string(kSaveAgain)};
  if (bytes.substr(0, 200).find("application/vnd.oasis.opendocument") != std::string_view::npos) {
    return Error{"this is an OpenDocument file (.ods)", std::string(kSaveAgain)};
  }
  return std::nullopt;
}

Expected<void> damaged(std::string_view what) { return fault(fmt::format("the file is damaged: {}", what)); }

// Reads a file that the workbook names; nothing where it names none of this kind.
Expected<void> read_related(const WorkbookParts& parts, const std::string& workbook, const Relations& relations,
                            std::string_view kind, XmlListener& listener) {
  const Relations::Relation* const relation = relations.of(kind);
  if (relation == nullptr) return {};
  const std::string name = target_of(workbook, relation->target);
  const Expected<bool> read = read_xml(parts.bytes, name, listener);
  if (!read) return std::unexpected(read.error());
  if (!*read) return damaged(fmt::format("it has no part {}", name));
  return {};
}

Expected<void> read_parts(WorkbookParts& parts) {
  Relations root;
  Expected<bool> read = read_xml(parts.bytes, "_rels/.rels", root);
  if (!read) return std::unexpected(read.error());
  const Relations::Relation* const document = root.of("officeDocument");
  if (document == nullptr) return fault("this is no Excel workbook (.xlsx)", std::string(kSaveAgain));
  const std::string workbook = target_of("", document->target);
  if (workbook.ends_with(".bin")) return fault("this is a binary workbook (.xlsb)", std::string(kSaveAgain));

  SheetList list;
  read = read_xml(parts.bytes, workbook, list);
  if (!read) return std::unexpected(read.error());
  if (!*read) return damaged(fmt::format("it has no part {}", workbook));
  Relations relations;
  read = read_xml(parts.bytes, relations_of(workbook), relations);
  if (!read) return std::unexpected(read.error());
  for (const SheetList::Entry& entry : list.entries) {
    const auto relation = std::ranges::find(relations.all, entry.id, &Relations::Relation::id);
    if (relation == relations.all.end()) return damaged(fmt::format("nothing is behind its sheet `{}`", entry.name));
    // A chart may be a sheet as well, and a dialogue.
    if (relation->kind == "worksheet") parts.sheets.push_back({entry.name, target_of(workbook, relation->target)});
  }
  if (parts.sheets.empty()) return fault("the file is no workbook: it has no sheet with cells");
  parts.days = list.days;

  Styles styles;
  if (Expected<void> done = read_related(parts, workbook, relations, "styles", styles); !done) return done;
  parts.formats = std::move(styles.cells);
  SharedTexts shared;
  if (Expected<void> done = read_related(parts, workbook, relations, "sharedStrings", shared); !done) return done;
  parts.texts = std::move(shared.texts);
  return {};
}

}  // namespace

void append_unescaped(std::string& out, std::string_view written) {
  constexpr std::size_t kLength = 7;  // _xHHHH_
  while (true) {
    const std::size_t at = written.find("_x");
    if (at == std::string_view::npos || at + kLength > written.size()) break;
    unsigned code = 0;
    const char* const digits = written.data() + at + 2;
    const auto [end, error] = std::from_chars(digits, digits + 4, code, 16);
    // Only of ASCII: all else XML can say by itself.
    const bool escaped = error == std::errc() && end == digits + 4 && *end == '_' && code > 0 && code < 0x80;
    out += written.substr(0, escaped ? at : at + 2);
    if (escaped) out += static_cast<char>(code);
    written.remove_prefix(escaped ? at + kLength : at + 2);
  }
  out += written;
}

Workbook::Workbook(std::shared_ptr<const WorkbookParts> parts) : parts_(std::move(parts)) {}

Expected<Workbook> Workbook::open(std::string bytes) {
  if (std::optional<Error> refused = kind_refused(bytes)) return std::unexpected(std::move(*refused));
  auto parts = std::make_shared<WorkbookParts>();
  parts->bytes = std::move(bytes);
  if (Expected<void> read = read_parts(*parts); !read) return std::unexpected(read.error());
  return Workbook(std::move(parts));
}

std::vector<std::string> Workbook::sheet_names() const {
  std::vector<std::string> names;
  for (const Sheet& sheet : parts_->sheets) names.push_back(sheet.name);
  return names;
}

Expected<std::unique_ptr<Rows>> Workbook::rows(std::string_view sheet) const {
  const auto found = std::ranges::find(parts_->sheets, sheet, &Sheet::name);
  if (found == parts_->sheets.end()) {
    const std::vector<std::string_view> names = names_of(parts_->sheets);
    return fault(with_near(fmt::format("the workbook has no sheet `{}`", visible(sheet)), sheet, names),
                 fmt::format("its sheets: {}", visible(fmt::format("{}", fmt::join(names, ", ")))));
  }
  return open_sheet(parts_, *found);
}

bool is_error(std::string_view cell) {
  static constexpr std::array<std::string_view, 15> kErrors = {
      "#NULL!",  "#DIV/0!", "#VALUE!",   "#REF!",     "#NAME?",  "#NUM!",     "#N/A",       "#GETTING_DATA",
      "#SPILL!", "#CALC!",  "#BLOCKED!", "#CONNECT!", "#FIELD!", "#UNKNOWN!", kNotWorkedOut};
  return std::ranges::find(kErrors, cell) != kErrors.end();
}

}  // namespace engage::drivers
