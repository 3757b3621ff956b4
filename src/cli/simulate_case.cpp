#include "cli/simulate_case.h"

#include <fmt/format.h>

#include <functional>

#include "cases/read_json.h"
#include "cli/case_tables.h"
#include "cli/files.h"
#include "tables/decode.h"
#include "text/near.h"

namespace engage::cli {
namespace {

// A case that is there: what its id is, and how to read it.
struct Candidate {
  std::string id;
  std::function<void(FoundCase&)> read;
};

std::vector<Candidate> candidates_of_tables(const FoundCase& found, const model::Family& family) {
  std::vector<Candidate> candidates;
  for (std::size_t index = 0; index < found.tables->size(); ++index) {
    cases::Header header;
    found.tables->read_header(index, header);
    candidates.push_back({std::string(header.id), [index, &family](FoundCase& into) {
                            into.reader = std::make_unique<cases::TableReader>(
                                family, cases::zone_of(family, into.zones), into.zones);
                            into.reader->read(*into.tables, index, {}, into.record, into.findings);
                          }});
  }
  return candidates;
}

std::vector<Candidate> candidates_of_json(FoundCase& found, const model::Family& family, const cases::TimeZone* zone,
                                          const std::string& path) {
  const bool lines = path.ends_with(".jsonl") || path.ends_with(".ndjson");
  cases::Splitter splitter(lines ? cases::Splitter::Form::lines : cases::Splitter::Form::by_content);
  found.chunks.resize(2);
  splitter.feed(found.bytes, found.chunks[0]);
  splitter.finish(found.chunks[1]);
  std::vector<Candidate> candidates;
  for (const cases::Chunk& chunk : found.chunks) {
    for (const cases::RawCase& raw : chunk.cases) {
      cases::JsonCase json;
      json.open(raw);
      cases::Header header;
      json.read_header(header);
      candidates.push_back({std::string(header.id), [raw, zone, &family](FoundCase& into) {
                              cases::JsonCase again;
                              again.open(raw);
                              cases::JsonReader(family, zone).read(again, {}, into.record, into.findings);
                            }});
    }
  }
  return candidates;
}

}  // namespace

Expected<std::unique_ptr<FoundCase>> read_one_case(const Loaded& loaded, const model::Family& family,
                                                   const play::Arguments& arguments) {
  const std::string &path = arguments.source.empty() ? arguments.case_file : arguments.source,
                    &events = arguments.events, &id = arguments.case_id;
  auto found = std::make_unique<FoundCase>();
  found->zones = loaded.zones;
  std::vector<Candidate> candidates;
  if (!arguments.source.empty()) {
    const auto source = read_source_file(path);
    if (!source) return std::unexpected(source.error());
    auto opened = open_source(loaded, *source);
    if (!opened) return std::unexpected(opened.error());
    found->zones.insert(source->zones.begin(), source->zones.end());
    found->tables = std::move(*opened);
    candidates = candidates_of_tables(*found, family);
  } else if (tables::is_table_name(path) || !events.empty()) {
    auto opened = open_tables(loaded, path, events);
    if (!opened) return std::unexpected(opened.error());
    found->tables = std::move(*opened);
    candidates = candidates_of_tables(*found, family);
  } else {
    auto bytes = read_file(path);
    if (!bytes) return std::unexpected(bytes.error());
    found->bytes = std::move(*bytes);
    candidates = candidates_of_json(*found, family, cases::zone_of(family, loaded.zones), path);
  }
  const Candidate* chosen = id.empty() && candidates.size() == 1 ? &candidates.front() : nullptr;
  if (id.empty() && !chosen) {
    return fault(candidates.empty()
                     ? fmt::format("{} holds no case", path)
                     : fmt::format("{} holds {} cases: say which with --case ID", path, candidates.size()));
  }
  std::vector<std::string_view> ids;
  for (const Candidate& candidate : candidates) {
    if (!chosen && candidate.id == id) chosen = &candidate;
    ids.push_back(candidate.id);
  }
  if (!chosen) {
    return fault(with_near(fmt::format("{} holds no case `{}`", path, id), id, ids));
  }
  chosen->read(*found);
  if (!found->findings.faults.empty()) {
    return fault(
        fmt::format("the case `{}` of {} is rejected: {}", chosen->id, path, fmt::join(found->findings.faults, "; ")));
  }
  return found;
}

}  // namespace engage::cli
