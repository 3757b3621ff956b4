#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "cli/arguments.h"
#include "cli/case_notes.h"
#include "cli/case_tables.h"
#include "cli/command.h"
#include "cli/files.h"
#include "cli/load.h"
#include "cli/source_tables.h"
#include "cli/tell.h"
#include "report/source/draft.h"
#include "report/source/explained.h"

namespace engage::cli {
namespace {

constexpr std::string_view kSourceExample = R"(Example:
  engage source init examples/export/export.csv --policy policies/individual-entry.engage > source.toml
  engage source check examples/export/source.toml --policy policies/individual-entry.engage

  A description of a source says once what the columns of an export mean. `init` looks at tables and
  writes a first one, with questions; `check` says what will be read as what. Then it takes the place
  of --cases: engage due policies/individual-entry.engage --source examples/export/source.toml)";

struct SourceOptions {
  std::string what;
  std::vector<std::string> files, policies;
  std::string root;
  ColourOption colour;
};

Expected<int> check(const SourceOptions& options, const Loaded& loaded) {
  if (options.files.size() != 1) return fault("check takes one description of a source");
  auto source = read_source_file(options.files.front());
  if (!source) return std::unexpected(source.error());
  const auto tables = open_source(loaded, *source);
  if (!tables) return std::unexpected(tables.error());
  cases::TimeZones zones = loaded.zones;
  zones.insert(source->zones.begin(), source->zones.end());
  const report::SourceExplained explained =
      report::explain_source(options.files.front(), **tables, *loaded.program, zones);
  if (auto written = write_text(explained.text); !written) return std::unexpected(written.error());
  tell_left_aside(explained.left_aside, *loaded.program);
  for (const std::string& note : (*tables)->notes()) tell(note + "\n");
  tell(fmt::format("cases: {} read, {} rejected; rows: {}\n", explained.cases - explained.rejected, explained.rejected,
                   (*tables)->counted_rows()));
  return explained.rejected > 0 ? kFindings : kNothingToReport;
}

Expected<int> init(const SourceOptions& options, const Loaded& loaded) {
  std::vector<report::TableToDescribe> tables;
  SourceTables opened("");
  for (const std::string& path : options.files) {
    auto sheets = opened.sheets(path);
    if (!sheets) return std::unexpected(sheets.error());
    // A file of one table needs no sheet; of several each is looked at.
    if (sheets->size() < 2) sheets->assign(1, "");
    for (const std::string& sheet : *sheets) {
      tables::TableUse use;
      using Kind = report::TableToDescribe::Kind;
      std::error_code code;
      const bool folder = std::filesystem::is_directory(path, code);
      (folder ? use.folder : use.file) = path;
      use.sheet = sheet;
      auto input = opened.open(std::move(use));
      if (!input) return std::unexpected(input.error());
      if (sheet.empty() && !input->table->fault().empty()) {
        return fault(fmt::format("{}: {}", path, input->table->fault()));
      }
      tables.push_back({path, sheet, std::move(input->table), folder ? Kind::json_folder : Kind::file});
    }
  }
  return write_as("text", report::draft_source(tables, *loaded.program));
}

Expected<int> run_source(const SourceOptions& options) {
  const auto loaded = load_program({options.policies, options.root}, options.colour);
  if (!loaded) return std::unexpected(loaded.error());
  if ((*loaded)->program->families.empty()) return fault("these files hold no policy");
  return options.what == "check" ? check(options, **loaded) : init(options, **loaded);
}

}  // namespace

RunCommand source_command(CLI::App& app) {
  auto options = std::make_shared<SourceOptions>();
  app.add_option("WHAT", options->what, "`init`: write a first description of tables; `check`: explain one")
      ->required()
      ->check(one_of({"init", "check"}))
      ->option_text("init|check");
  app.add_option("FILE", options->files, "the tables to describe, or the description to explain")
      ->required()
      ->option_text("FILE...");
  app.add_option("--policy", options->policies, "policy files, or folders of them, whose words the columns mean")
      ->required()
      ->option_text("FILE...");
  app.add_option("--root", options->root, "the folder that `use` may not leave")->option_text("DIR");
  options->colour.add_to(app);
  app.footer(std::string(kSourceExample));
  return [options] { return run_source(*options); };
}

}  // namespace engage::cli
