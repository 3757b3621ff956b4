#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "lint/explain.h"
#include "linted.h"
#include "text/render.h"

// The examples of the pages are pieces of policies. Completed, the wrong one is found fault with as the page
// says, and the right one is not.
namespace engage::lint {
namespace {

// What a piece alone does not show: a vocabulary without roles, a list told on demand, steps beside others,
// scenarios, comments.
const std::set<std::string_view> kElsewhere{"L002", "L408", "L505", "L506", "L605", "L701", "L901", "L902", "L903"};

struct Word {
  std::string_view kind, name, rest;
};
constexpr Word kWords[] = {{"fact", "age", "\"Age\" number"},
                           {"fact", "capacity", "\"Capacity\" yes/no"},
                           {"fact", "consent_email", "\"May send e-mail\" yes/no"},
                           {"fact", "consent_text", "\"May text\" yes/no"},
                           {"fact", "consent_voicemail", "\"May leave a voicemail\" yes/no"},
                           {"fact", "family_violence", "\"Family violence\" yes/no"},
                           {"fact", "in_hospital", "\"In hospital\" yes/no, default no"},
                           {"fact", "risk", "\"Risk\" scale low < medium < high < extreme"},
                           {"event", "appointment_missed", "\"Missed\""},
                           {"event", "contact", "\"Contact\""},
                           {"event", "declined", "\"Declined\""},
                           {"event", "referral", "\"Referral\""},
                           {"action", "call_main", "\"Call\""},
                           {"action", "consult", "\"Consult\""},
                           {"action", "decide_on_escalation", "\"Decide\""},
                           {"action", "do_other", "\"Other work\""},
                           {"action", "leave_message", "\"Leave a voicemail\""},
                           {"action", "review_case", "\"Review\""},
                           {"action", "send_email", "\"E-mail\""},
                           {"action", "send_letter", "\"Letter\""},
                           {"action", "send_text", "\"Text\""},
                           {"action", "send_thanks", "\"Thanks\""},
                           {"action", "visit_home", "\"Visit\""}};

std::string shifted(const std::string& block, int spaces) {
  return std::string(static_cast<std::size_t>(spaces), ' ') +
         std::regex_replace(block, std::regex("\n(?!$)"), "\n" + std::string(static_cast<std::size_t>(spaces), ' '));
}

// Statements that stand at the left edge, each with the lines below it.
std::vector<std::string> blocks_of(std::string_view example) {
  std::vector<std::string> blocks;
  std::istringstream lines{std::string(example)};
  for (std::string line; std::getline(lines, line);) {
    if (line == "…") continue;
    if (line.starts_with(' ')) {
      blocks.back() += line + "\n";
    } else {
      blocks.push_back(line + "\n");
    }
  }
  return blocks;
}

class Completed {
 public:
  Completed(std::string_view id, std::string_view example) {
    if (id != "L501") vocabulary_ = "  role supervisor \"Supervisor\"\n";  // which the piece may not name
    for (std::string& block : blocks_of(example)) sort(std::move(block));
    if (policy_.empty()) write_policy();
    if (!policy_.starts_with("policy")) policy_ = std::string(kHead) + policy_;
    if (policy_.find("stage ") == policy_.npos) policy_ += stage("outreach");
    if (policy_.find("starts on") == policy_.npos) policy_.insert(policy_.find("  stage"), "  starts on referral\n");
    if (policy_.find("default within") == policy_.npos && id != "L205" && id != "L210" && id != "L403") {
      policy_.insert(policy_.find("  stage"), "  default within 2 business days\n");
    }
    add_stages_led_to();
  }

  std::string text() const {
    std::string words = "vocabulary words \"Words\"\n  role worker \"Worker\"\n";
    for (const Word& word : kWords) {
      const auto named = std::regex(fmt::format("\\b{}\\b", word.name));
      const auto declared = std::regex(fmt::format("\\b{} {}\\b", word.kind, word.name));
      if (std::regex_search(policy_ + vocabulary_, named) && !std::regex_search(vocabulary_, declared)) {
        words += fmt::format("  {} {} {}\n", word.kind, word.name, word.rest);
      }
    }
    return fmt::format(
        "calendar ontario \"Ontario\"\n  covers 2020 to 2040\n  weekend saturday, sunday\n"
        "  holiday \"Christmas Day\" on december 25\n{}{}{}{}",
        others_, words, vocabulary_, policy_);
  }

 private:
  static constexpr std::string_view kHead =
      "policy entry \"Entry\"\n  version 1 effective 2026-01-01\n  source \"guide\"\n  calendar ontario\n";

  static bool begins(const std::string& block, std::initializer_list<std::string_view> words) {
    const std::string_view first = std::string_view(block).substr(0, block.find_first_of(" \n"));
    return std::find(words.begin(), words.end(), first) != words.end();
  }

  static std::string stage(std::string_view name) {
    return fmt::format(
        "  stage {0} \"Stage\"\n    step in_{0} \"Step\"\n      within 2 days\n      do do_other\n"
        "    finish from_{0} \"Over\"\n",
        name);
  }

  void sort(std::string block) {
    const std::string work = begins(block, {"escalate"}) ? "  step consulting\n    within 1 day\n    do consult\n"
                                                         : "  step working\n    within 2 days\n    do do_other\n";
    if (const auto left_out = block.find("  …\n"); left_out != block.npos) {
      block.replace(left_out, std::string_view("  …\n").size(), work);
    } else if (begins(block, {"escalate"}) && block.find("step ") == block.npos) {
      block += work;
    }
    if (begins(block, {"fact", "action", "event", "role", "group", "define"})) {
      vocabulary_ += shifted(block, 2);
      if (begins(block, {"action"})) actions_.push_back(block.substr(7, block.find(' ', 7) - 7));
    } else if (begins(block, {"policy"})) {
      policy_ += block;
    } else if (begins(block, {"vocabulary", "calendar"}) && block.find('\n') + 1 < block.size()) {
      others_ += block;
    } else if (begins(block, {"stage", "on", "when", "escalate"})) {
      (begins(block, {"stage"}) ? stages_ : rules_) += shifted(block, 2);
    } else if (begins(block, {"step", "wait", "repeat", "if", "otherwise", "go", "finish"})) {
      sequence_ += shifted(block, 4);
    } else if (begins(block, {"only", "do", "within"})) {
      step_ += shifted(block, 6);
    } else {
      lines_ += shifted(block, 2);
    }
  }

  void write_policy() {
    for (const std::string& action : actions_) {
      if (step_.find(action) == step_.npos) step_ += fmt::format("      do {}\n", action);
    }
    if (stages_.empty()) {
      stages_ = "  stage outreach \"Outreach\"\n";
      if (sequence_.empty() && step_.empty()) step_ = "      do do_other\n";
      if (!step_.empty()) {
        stages_ += "    step first_step \"Step\"\n" + step_;
        if (step_.find(" do ") == step_.npos) stages_ += "      do call_main\n";
      }
      stages_ += sequence_;
      const bool ended = std::regex_search(sequence_, std::regex("\n    (go to|finish) [a-z_]+[^\n]*\n$|otherwise"));
      if (!ended) stages_ += "    finish over \"Over\"\n";
    }
    policy_ = std::string(kHead) + lines_ + stages_ + rules_;
  }

  void add_stages_led_to() {
    const std::string written = policy_;
    const std::regex led("(?:go to|during) ([a-z_]+)|, ([a-z_]+)(?=\n    go to)");
    for (auto at = std::sregex_iterator(written.begin(), written.end(), led); at != std::sregex_iterator(); ++at) {
      const std::string name = (*at)[1].matched ? (*at)[1] : (*at)[2];
      if (policy_.find("stage " + name) == policy_.npos) policy_ += stage(name);
    }
  }

  std::string others_, vocabulary_, lines_, stages_, rules_, sequence_, step_, policy_;
  std::vector<std::string> actions_;
};

TEST(Explain, ExamplesAreFoundAsTheirPagesSay) {
  for (const auto& chapter : chapters()) {
    for (const Page& page : chapter) {
      const std::string_view id = info(page.code).id;
      if (!id.starts_with('L') || kElsewhere.contains(id)) continue;
      for (const std::string_view example : {page.wrong, page.right}) {
        const std::string text = Completed(id, example).text();
        LintedFile linted("example.engage", text);
        const auto findings = linted.diagnostics.sorted();
        EXPECT_TRUE(linted.program) << id << "\n" << text << render(findings, linted.sources);
        const bool found = std::any_of(findings.begin(), findings.end(),
                                       [&](const Diagnostic& finding) { return finding.code == page.code; });
        EXPECT_EQ(found, example == page.wrong) << id << "\n" << text << render(findings, linted.sources);
      }
    }
  }
}

}  // namespace
}  // namespace engage::lint
