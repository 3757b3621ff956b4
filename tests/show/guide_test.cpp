#include "show/guide.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "form/document.h"
#include "read_policy.h"
#include "show/policy_words.h"

// Reading the guide back, nothing of the policy is lost.
namespace engage::show {

using report::read_policies;
using report::read_text;
using report::ReadPolicies;
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

const fs::path kRoot = fs::path(SOURCE_DIR);

std::vector<fs::path> files_with_policies() {
  std::vector<fs::path> files;
  for (const char* folder : {"policies", "tests/conformance"}) {
    for (const auto& entry : fs::directory_iterator(kRoot / folder)) {
      if (entry.path().extension() == ".engage") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  EXPECT_GT(files.size(), 30u);
  return files;
}

// The guides of all policies of the file, as one text.
std::string guides(const ReadPolicies& read) {
  std::string text;
  for (const model::Family& family : read.program->families) {
    if (!family.named) continue;
    for (const model::Policy& policy : family.versions) {
      text += plain_text(guide(policy, family.words, read.sources).document);
    }
  }
  return text;
}

// Lines are broken where they come; a phrase is looked for without regard to that.
std::string unwrapped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != '\n' && c != ' ') out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

class Walker {
 public:
  Walker(const model::Policy& policy, const model::Words& words, const Sources& sources)
      : policy_(policy),
        words_(words),
        say_(policy, words),
        text_(unwrapped(plain_text(guide(policy, words, sources).document))) {}

  void walk() {
    tells(policy_.title);
    tells(policy_.clause);
    for (const model::Stage& stage : policy_.stages) {
      tells(stage.title);
      tells(stage.clause);
    }
    for (const model::Step& step : policy_.steps) walk(step);
    for (const model::Rule& rule : policy_.rules) {
      tells(rule.clause);
      tells(say_.events(rule.events));
      asks(rule.condition);
      if (rule.escalation) tells(rule.escalation->title);
    }
    for (const model::Limit& limit : policy_.limits) {
      tells("At most " + to_string(limit.duration));
      if (limit.since) tells(say_.anchor(*limit.since));
    }
    for (const model::Outcome& outcome : policy_.outcomes) tells(outcome.title);
    for (const model::Setting& setting : policy_.settings) {
      tells(setting.title);
      tells(to_string(setting.value));
      if (setting.at_most) tells(to_string(*setting.at_most));
      if (setting.at_least) tells(to_string(*setting.at_least));
    }
    if (policy_.applies_when) tells(say_.condition_before_start(*policy_.applies_when));
    if (policy_.starts_when) tells(say_.condition_before_start(*policy_.starts_when));
    tells(say_.events(policy_.starts_on));
    for (const model::Statement& statement : policy_.statements) {
      std::visit([this](const auto& node) { walk(node); }, statement.node);
    }
  }

 private:
  void tells(const std::string& phrase) { EXPECT_THAT(text_, HasSubstr(unwrapped(phrase))) << policy_.name; }
  void asks(const std::optional<model::ConditionId>& condition) {
    if (condition) tells(say_.condition(*condition));
  }
  void walk(const model::Step& step) {
    tells(step.title);
    tells(step.clause);
    std::string note = step.note;
    std::replace(note.begin(), note.end(), '\n', ' ');
    tells(note);
    tells(say_.deadline(step));
    tells(say_.time_of(step));
    asks(step.only_if);
    for (const model::DoLine& line : step.lines) {
      asks(line.condition);
      if (line.role != model::DoLine::kNoRole) tells(words_.roles[line.role].title);
      for (const model::EventId action : line.actions) {
        tells(words_.events[action].title);
        asks(policy_.guards[action]);
      }
    }
  }
  void walk(const model::OpenStep&) {}
  void walk(const model::GoTo& go) { tells("o on with " + say_.stage(go.stage)); }
  void walk(const model::Finish& finish) { tells("he work ends: " + say_.outcome(finish.outcome)); }
  void walk(const model::If& branch) { asks(branch.condition); }
  void walk(const model::Wait& wait) {
    tells("Wait " + in_words(wait.low, wait.high));
    tells(say_.events(wait.events));
  }
  void walk(const model::WaitFor& wait) {
    tells(say_.events(wait.events));
    if (wait.at_most) tells("at most " + to_string(*wait.at_most));
  }
  void walk(const model::WaitUntil& wait) {
    asks(wait.condition);
    if (wait.at_most) tells("at most " + to_string(*wait.at_most));
  }
  void walk(const model::Repeat& repeat) {
    if (repeat.kind != model::Repeat::Kind::periods) tells(in_words(repeat.every, repeat.to));
    asks(repeat.until);
  }

  const model::Policy& policy_;
  const model::Words& words_;
  PolicyWords say_;
  std::string text_;
};

TEST(Guide, TellsEveryPartOfEveryPolicy) {
  std::size_t policies = 0;
  for (const fs::path& file : files_with_policies()) {
    SCOPED_TRACE(file);
    const auto read = read_policies(file);
    ASSERT_TRUE(read->program);
    for (const model::Family& family : read->program->families) {
      if (!family.named) continue;
      for (const model::Policy& policy : family.versions) {
        Walker(policy, family.words, read->sources).walk();
        ++policies;
      }
    }
  }
  EXPECT_GT(policies, 50u);
}

// Where the words of a policy's line stand.
struct Change {
  std::size_t at;
  std::size_t length;
  std::string put;
};

constexpr std::pair<std::string_view, std::string_view> kSwaps[] = {
    {" and ", " or "},
    {" or ", " and "},
    {"at least", "at most"},
    {"at most", "at least"},
    {" above ", " below "},
    {" below ", " above "},
    {" before ", " after "},
    {" after ", " before "},
    {"is known", "is unknown"},
    {"is unknown", "is known"},
    {" happened", " happened at least 3 times"},
    {"business days", "days"},
    {" hours", " days"},
    {" weeks", " months"},
    {"next business day", "previous business day"},
    {"in this stage", "since start"},
    {"is done", "is skipped"},
    {"is skipped", "is over"},
    {"is over", "is done"},
    {" not ", " "},
    {" no ", " not "},
    {"is yes", "is no"},
    {"is no", "is yes"},
    {"do any of ", "do "},
    {"weekday", "time of day"},
    {"time of day", "weekday"},
    {"only if ", "only if not "},
    {" since start", ""},
    {"when ", "when not "},
    {"is overdue", "is overdue by 3 days"},
    {" for all cases", ""},
    {"first ", ""},
};

std::vector<Change> changes_of(const std::string& text) {
  std::vector<Change> changes;
  bool inside = false;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line(text.data() + begin, end - begin);
    if (!line.empty() && line[0] != ' ') inside = line.starts_with("policy ");
    std::string_view words = line.substr(std::min(line.find_first_not_of(' '), line.size()));
    const bool declares = words.starts_with("fact ") || words.starts_with("event ") || words.starts_with("action ") ||
                          words.starts_with("group ") || words.starts_with("define ") || words.starts_with("role ");
    if (inside && !words.starts_with('#') && !declares) {
      bool quoted = false;
      for (std::size_t i = 0; i < line.size(); ++i) {
        const bool digit = line[i] >= '0' && line[i] <= '9';
        const bool part_of_more = i > 0 && (std::isalnum(static_cast<unsigned char>(line[i - 1])) != 0 ||
                                            line[i - 1] == '_' || line[i - 1] == '-' || line[i - 1] == '.');
        if (line[i] == '"') quoted = !quoted;
        if (line[i] == '"' && !quoted) changes.push_back({begin + i, 0, "X"});
        if (quoted) continue;
        if (line[i] == '#') break;
        if (digit && !part_of_more) changes.push_back({begin + i, 0, "1"});
        for (const auto& [from, to] : kSwaps) {
          if (line.substr(i).starts_with(from)) changes.push_back({begin + i, from.size(), std::string(to)});
        }
      }
    }
    begin = end + 1;
  }
  return changes;
}

TEST(Guide, IsAnotherOneWhereThePolicyIs) {
  std::size_t tried = 0;
  for (const fs::path& file : files_with_policies()) {
    const std::string text = read_text(file);
    const auto before = read_policies(file, text);
    ASSERT_TRUE(before->program) << file;
    const std::string told = guides(*before);
    for (const Change& change : changes_of(text)) {
      std::string changed = text;
      changed.replace(change.at, change.length, change.put);
      const auto after = read_policies(file, changed);
      if (!after->program) continue;
      ++tried;
      const std::size_t line = text.rfind('\n', change.at) + 1;
      EXPECT_TRUE(told != guides(*after)) << file << ": `" << text.substr(change.at, change.length) << "` became `"
                                          << change.put << "` in: " << text.substr(line, text.find('\n', line) - line);
    }
  }
  EXPECT_GT(tried, 1000u);
}

TEST(Guide, ListsWhatHasNoWords) {
  const auto read = read_policies(kRoot / "bare.engage", R"(vocabulary v
  role worker "Worker"
  event begun "Begun"
  action call
  action write "Write"
policy p "P"
  starts on begun
  default by worker
  stage outreach "Reach out"
    step try
      do call
    finish done
)");
  ASSERT_TRUE(read->program);
  const model::Family& family = read->program->families[0];
  const Guide bare = guide(family.versions[0], family.words, read->sources);
  EXPECT_THAT(bare.faults, testing::ElementsAre("bare.engage:10: the step `try` has no title",
                                                "bare.engage:12: the outcome `done` has no title",
                                                "bare.engage:4: the action `call` has no title"));
  EXPECT_THAT(plain_text(bare.document), HasSubstr("What has no words yet"));
}

}  // namespace
}  // namespace engage::show
