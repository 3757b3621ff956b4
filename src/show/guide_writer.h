#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "pace/handed_on.h"
#include "show/guide.h"
#include "show/policy_words.h"

namespace engage::show {

// Puts a guide together, section by section.
class GuideWriter {
 public:
  GuideWriter(const model::Policy& policy, const model::Words& words, const Sources& sources)
      : policy_(policy), words_(words), sources_(sources), say_(policy, words), handed_on_(pace::handed_on(policy)) {}

  Guide write();

 private:
  // guide.cpp
  void head();
  void stages();
  void outcomes();
  void reading();

  // guide_sequence.cpp
  std::vector<form::Item> sequence(model::Next from, model::Next until);
  form::Item item(const model::OpenStep& open, model::StatementId id);
  form::Item item(const model::Wait& wait, model::StatementId id);
  form::Item item(const model::WaitFor& wait, model::StatementId id);
  form::Item item(const model::WaitUntil& wait, model::StatementId id);
  std::string pace_of(const model::Repeat& repeat);
  form::Item item(const model::Repeat& repeat, model::StatementId id);
  form::Item item(const model::If& branch, model::StatementId id);
  form::Item item(const model::GoTo& go, model::StatementId id);
  form::Item item(const model::Finish& finish, model::StatementId id);
  form::Item line(const model::DoLine& line, bool with_role);
  std::string action(const model::DoLine& line, std::size_t i);
  std::string conditions_of(const model::DoLine& line, model::EventId action);
  std::string varying(const model::DoLine& line);
  std::string deadline(model::StepId id);

  // guide_rules.cpp
  void meanwhile(model::StageId id);
  void at_any_time();
  void escalations();
  form::Item rule(const model::Rule& rule);
  form::Item limit(const model::Limit& limit);
  form::Item escalation(const model::Rule& rule);
  std::string trigger(const model::Rule& rule);
  std::string during(const std::vector<bool>& active) const;
  void body(const model::Rule& rule, form::Item& item);

  // guide_terms.cpp
  void never();
  void settings();
  void terms();
  void facts();
  void days();
  void faults();

  void heading(int level, std::string text) {
    guide_.document.blocks.emplace_back().node.emplace<form::Heading>(level, std::move(text));
  }
  void paragraph(std::string lead, std::string text) {
    guide_.document.blocks.emplace_back().node.emplace<form::Paragraph>(std::move(lead), std::move(text));
  }
  void list(bool numbered, std::vector<form::Item> items) {
    if (!items.empty()) guide_.document.blocks.emplace_back().node.emplace<form::List>(numbered, std::move(items));
  }
  void source(const std::string& clause, const std::string& outer, form::Item& item) const;

  const model::Policy& policy_;
  const model::Words& words_;
  const Sources& sources_;
  PolicyWords say_;
  std::vector<pace::HandedOn> handed_on_;
  Guide guide_;
};

// A policy's calendar in words: its weekend, holidays, closures and years.
std::vector<form::Block> days_in_words(const model::Policy& policy);

}  // namespace engage::show
