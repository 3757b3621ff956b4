#include "show/guide.h"

#include "show/guide_writer.h"

namespace engage::show {

Guide guide(const model::Policy& policy, const model::Words& words, const Sources& sources) {
  return GuideWriter(policy, words, sources).write();
}

Guide GuideWriter::write() {
  guide_.edition = edition(policy_);
  head();
  stages();
  at_any_time();
  escalations();
  outcomes();
  never();
  settings();
  terms();
  facts();
  days();
  reading();
  faults();
  return std::move(guide_);
}

// A clause that is not simply that of what stands around.
void GuideWriter::source(const std::string& clause, const std::string& outer, form::Item& item) const {
  if (!clause.empty() && clause != outer) item.below.push_back({form::Paragraph{"Source:", clause}});
}

void GuideWriter::head() {
  heading(1, policy_.title);
  std::vector<form::Item> items;
  items.push_back({"Version:", version_in_words(policy_) + ".", {}});
  if (!policy_.clause.empty()) items.push_back({"Source:", policy_.clause, {}});
  items.push_back({"For:",
                   policy_.applies_when
                       ? "cases of which this is true: " + say_.condition_before_start(*policy_.applies_when) + "."
                       : "all cases.",
                   {}});
  std::string start = "when " + say_.events(policy_.starts_on) + " is recorded";
  if (policy_.starts_when) start += ", as soon as " + say_.condition_before_start(*policy_.starts_when);
  items.push_back({"Starts:", start + ".", {}});
  items.push_back({"Time for each step that names none:",
                   policy_.default_within ? to_string(*policy_.default_within) + "." : "no deadline.",
                   {}});
  list(false, std::move(items));
}

void GuideWriter::stages() {
  for (model::StageId id = 0; id < policy_.stages.size(); ++id) {
    const model::Stage& stage = policy_.stages[id];
    heading(2, "Part " + std::to_string(id + 1) + ": " + stage.title);
    if (stage.clause != policy_.clause && !stage.clause.empty()) paragraph("Source:", stage.clause);
    std::vector<form::Item> items = sequence(stage.body, {});
    if (items.empty()) paragraph("", "Nothing is to be done by itself in this part; see what may happen meanwhile.");
    list(true, std::move(items));
    meanwhile(id);
  }
}

void GuideWriter::outcomes() {
  std::vector<form::Item> items;
  for (model::OutcomeId id = 0; id < policy_.outcomes.size(); ++id) {
    items.push_back({"", policy_.outcomes[id].title + ".", {}});
  }
  if (items.empty()) return;
  heading(2, "How it can end");
  list(false, std::move(items));
}

void GuideWriter::reading() {
  heading(2, "How to read this guide");
  std::vector<form::Item> items;
  items.push_back({"",
                   "The steps of a part are done in their order. A step stays due until everything in it is done or "
                   "is no longer asked for; then the next one begins, however late it is.",
                   {}});
  items.push_back({"", "A time limit holds to the end of its last day. Hours are counted by the clock.", {}});
  items.push_back({"",
                   "“Recorded” is what the case record says. What it does not say is not known, which is neither "
                   "yes nor no: what may be done “only if” it is known waits until somebody has asked.",
                   {}});
  items.push_back({"",
                   "What “only if” does not allow is not done, and is listed with the reason. A step of which "
                   "nothing could be done is listed as passed over.",
                   {}});
  list(false, std::move(items));
}

}  // namespace engage::show
