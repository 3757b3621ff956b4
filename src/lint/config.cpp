#include "lint/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "text/near.h"
#include "text/toml_reader.h"

namespace engage::lint {
namespace {

struct NamedSeverity {
  std::string_view name;
  std::optional<Severity> severity;
};
constexpr NamedSeverity kSeverities[] = {
    {"error", Severity::error}, {"warning", Severity::warning}, {"advice", Severity::advice}, {"off", std::nullopt}};

class Reader : public TomlReader {
 public:
  std::expected<Config, std::vector<TomlFault>> read(const toml::table& file) {
    each(file, "at the top", {"lint"}, [&](std::string_view, const toml::node& value) {
      if (const toml::table* lint = table(value, "lint")) read_lint(*lint);
    });
    if (sound()) return std::move(config_);
    return std::unexpected(take_faults());
  }

 private:
  void read_lint(const toml::table& lint) {
    each(lint, "in [lint]", {"select", "ignore", "max_warnings", "strict", "severity", "paths"},
         [&](std::string_view key, const toml::node& value) {
           if (key == "select") read_codes(key, value, config_.selection.select);
           if (key == "ignore") read_codes(key, value, config_.selection.ignore);
           if (key == "max_warnings") read_max_warnings(value);
           if (key == "strict") read_strict(value);
           if (key == "severity") config_.severities = severities(value);
           if (key == "paths") read_paths(value);
         });
  }

  void read_codes(std::string_view key, const toml::node& value, std::vector<std::string>& codes) {
    const toml::array* list = value.as_array();
    if (!list) return fault(value, fmt::format("`{}` wants a list of codes, such as [\"L1\", \"L301\"]", key));
    for (const toml::node& one : *list) {
      const auto code = one.value<std::string>();
      if (!code) {
        fault(one, fmt::format("`{}` wants codes in quotation marks, such as \"L301\"", key));
      } else if (is_code(one.source(), *code)) {
        codes.push_back(*code);
      }
    }
  }

  bool is_code(const toml::source_region& at, std::string_view prefix) {
    if (begins_a_code(prefix)) return true;
    if (find_code(prefix)) {
      fault(at, fmt::format("`{}` is a fault of the language: it is always told, and always an error", prefix));
      return false;
    }
    std::vector<std::string_view> ids;
    for (const CodeInfo& code : all_codes()) {
      if (begins_a_code(code.id)) ids.push_back(code.id);
    }
    const std::string near = did_you_mean(prefix, ids);
    fault(at, fmt::format("no warning or advice has a code that begins with `{}`{}{}", prefix, near.empty() ? "" : "; ",
                          near));
    return false;
  }

  void read_max_warnings(const toml::node& value) {
    const auto number = value.value_exact<std::int64_t>();
    if (!number || *number < 0) return fault(value, "`max_warnings` wants a whole number, 0 or more");
    config_.max_warnings = static_cast<std::size_t>(*number);
  }

  void read_strict(const toml::node& value) {
    if (!value.is_boolean()) return fault(value, "`strict` wants true or false");
    config_.strict = value.as_boolean()->get();
  }

  // The more exact last.
  std::vector<SeverityOf> severities(const toml::node& value) {
    std::vector<SeverityOf> found;
    const toml::table* settings = table(value, "severity");
    if (!settings) return found;
    for (const auto& [key, level] : *settings) {
      const auto severity = read_severity(key.str(), level);
      if (is_code(key.source(), key.str()) && severity) found.push_back({std::string(key.str()), severity->severity});
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const SeverityOf& a, const SeverityOf& b) { return a.prefix.size() < b.prefix.size(); });
    return found;
  }

  std::optional<NamedSeverity> read_severity(std::string_view code, const toml::node& value) {
    const auto word = value.value<std::string>();
    std::vector<std::string_view> names;
    for (const NamedSeverity& one : kSeverities) {
      if (word == one.name) return one;
      names.push_back(one.name);
    }
    const std::string near = word ? did_you_mean(*word, names) : "";
    fault(value,
          fmt::format("`{}` wants \"{}\"{}{}", code, fmt::join(names, "\", \""), near.empty() ? "" : "; ", near));
    return std::nullopt;
  }

  void read_paths(const toml::node& value) {
    const toml::array* list = value.as_array();
    if (!list) return fault(value, "`paths` wants tables, each headed [[lint.paths]]");
    for (const toml::node& one : *list) {
      const toml::table* entry = table(one, "paths");
      if (!entry) continue;
      Config::Path path;
      each(*entry, "in [[lint.paths]]", {"path", "severity"}, [&](std::string_view key, const toml::node& part) {
        if (key == "path") path.glob = glob(part);
        if (key == "severity") path.severities = severities(part);
      });
      for (const std::string_view key : {"path", "severity"}) {
        if (!entry->contains(key)) fault(one, fmt::format("`{}` is missing here", key));
      }
      config_.paths.push_back(std::move(path));
    }
  }

  std::string glob(const toml::node& value) {
    const auto text = value.value<std::string>();
    if (text && !text->empty()) return *text;
    fault(value, "`path` wants a path, such as \"tests/**\"");
    return {};
  }

  Config config_;
};

}  // namespace

std::expected<Config, std::vector<TomlFault>> read_config(std::string_view text) {
  const auto file = read_toml(text);
  if (!file) return std::unexpected(std::vector{file.error()});
  return Reader().read(*file);
}

Rating Config::rating(std::string_view path, const Selection& asked) const {
  std::vector<SeverityOf> all = severities;
  for (const Path& one : paths) {
    if (fits_glob(one.glob, path)) all.insert(all.end(), one.severities.begin(), one.severities.end());
  }
  if (!asked.select.empty()) {
    std::erase_if(all, [](const SeverityOf& one) { return !one.severity; });
    return Rating(asked, std::move(all));
  }
  Selection wanted = selection;
  wanted.ignore.insert(wanted.ignore.end(), asked.ignore.begin(), asked.ignore.end());
  return Rating(std::move(wanted), std::move(all));
}

// From the end of both to their beginning: for each end of the glob, which ends of the path it fits. Trying every
// length of every `*` anew would take years for a glob with a dozen of them.
bool fits_glob(std::string_view glob, std::string_view path) {
  std::vector<std::vector<bool>> fits(glob.size() + 1, std::vector<bool>(path.size() + 1));
  fits[glob.size()][path.size()] = true;
  for (std::size_t from = glob.size(); from-- > 0;) {
    const std::string_view rest = glob.substr(from);
    bool below = false;  // whether what follows `**/` fits below some folder of the path
    for (std::size_t at = path.size() + 1; at-- > 0;) {
      const bool ended = at == path.size();
      const bool slash = !ended && path[at] == '/';
      if (rest == "**") {
        fits[from][at] = !ended;
      } else if (rest == "/") {
        fits[from][at] = slash;
      } else if (rest.starts_with("**/")) {
        below = below || (slash && fits[from + 3][at + 1]);
        fits[from][at] = below || fits[from + 3][at];
      } else if (rest.front() == '*') {
        fits[from][at] = fits[from + 1][at] || (!ended && !slash && fits[from][at + 1]);
      } else {
        const bool same = !ended && (rest.front() == path[at] || (rest.front() == '?' && !slash));
        fits[from][at] = same && fits[from + 1][at + 1];
      }
    }
  }
  return fits[0][0];
}

}  // namespace engage::lint
