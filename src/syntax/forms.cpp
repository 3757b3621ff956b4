#include "syntax/forms.h"

#include <algorithm>
#include <cassert>

namespace engage::syntax {
namespace {

constexpr Places kFile = bit(Place::file);
constexpr Places kCalendar = bit(Place::calendar);
constexpr Places kPolicy = bit(Place::policy);
constexpr Places kWords = bit(Place::vocabulary) | kPolicy;
constexpr Places kRules = bit(Place::stage) | kPolicy;
constexpr Places kTriggers = kRules | bit(Place::escalation);  // begins the block of an escalation
constexpr Places kSequence = bit(Place::stage) | bit(Place::branch) | bit(Place::rule) | bit(Place::escalation);
constexpr Places kStep = bit(Place::step);
constexpr Places kScenario = bit(Place::scenario);
constexpr Places kSource = kPolicy | bit(Place::stage) | kStep | bit(Place::rule) | bit(Place::escalation);

constexpr FormInfo kTable[] = {
#define ENGAGE_FORM(form, ...) {Form::form, __VA_ARGS__},
#include "syntax/forms.def"
#undef ENGAGE_FORM
};

constexpr std::string_view kReserved[] = {
    "after",     "all",   "allowed", "among",  "and",  "any",      "as",    "at",  "before",  "by",
    "during",    "every", "first",   "for",    "from", "happened", "if",    "in",  "is",      "last",
    "later",     "least", "most",    "never",  "no",   "not",      "of",    "on",  "only",    "or",
    "otherwise", "since", "stage",   "start",  "step", "the",      "then",  "to",  "unknown", "until",
    "varying",   "when",  "with",    "within", "yes",  "hour",     "hours", "day", "days",    "business",
    "week",      "weeks", "month",   "months", "year", "years"};

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

std::string_view without_first_word(std::string_view line) {
  line.remove_prefix(first_word(line).size());
  const std::size_t next = line.find_first_not_of(" \t");
  return next == line.npos ? std::string_view() : line.substr(next);
}

// Where a form stands when written in a sentence; blocks of `if` and the like go without saying.
constexpr std::pair<Place, std::string_view> kPlaceNames[] = {
    {Place::calendar, "a calendar"},
    {Place::vocabulary, "a vocabulary"},
    {Place::policy, "a policy"},
    {Place::stage, "a stage"},
    {Place::rule, "a rule"},
    {Place::escalation, "an escalation"},
    {Place::step, "a step"},
    {Place::scenario, "a scenario"},
    {Place::facts, "the facts of a scenario"},
    {Place::branch, "a block of `if`, `otherwise` or `repeat`"},
    {Place::file, "at the left edge of the file"},
};

}  // namespace

const FormInfo& info(Form form) {
  const FormInfo& found = kTable[static_cast<std::size_t>(form)];
  assert(found.form == form);
  return found;
}

Recognized recognize(std::string_view line, Place place) {
  std::string_view word = first_word(line);
  if (word == "todo") word = first_word(without_first_word(line)) == "scenario" ? "scenario" : word;
  if (place == Place::facts && first_word(without_first_word(line)) == "is") return {Form::fact_set, {}};
  if (word.empty()) return {};
  Recognized found;
  // `on` in front of a date belongs to a scenario, in front of a name to a rule.
  const bool dated = word == "on" && without_first_word(line).find_first_of("0123456789") == 0;
  for (const FormInfo& entry : kTable) {
    if (entry.keyword != word) continue;
    if (entry.where & bit(place)) return {entry.form, {}};
    if (!found.elsewhere || (entry.form == Form::happens && dated)) found.elsewhere = entry.form;
  }
  if (place == Place::facts && !found.elsewhere) found.form = Form::fact_set;
  if (place == Place::anything) std::swap(found.form, found.elsewhere);
  return found;
}

std::vector<std::string_view> phrases(Place place) {
  std::vector<std::string_view> result;
  for (const FormInfo& entry : kTable) {
    if ((entry.where & bit(place)) && !entry.keyword.empty()) result.push_back(entry.phrase);
  }
  return result;
}

std::string places_of(Form form) {
  Places where = 0;
  for (const FormInfo& entry : kTable) {
    if (entry.keyword == info(form).keyword) where |= entry.where;
  }
  if (where & bit(Place::branch)) where &= static_cast<Places>(~bit(Place::branch));
  std::vector<std::string_view> names;
  for (const auto& [place, name] : kPlaceNames) {
    if (where & bit(place)) names.push_back(name);
  }
  std::string text = where == kFile ? "" : "in ";
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " or " : ", ";
    text += names[i];
  }
  return text;
}

std::string place_of(Place place) {
  for (const auto& [named, name] : kPlaceNames) {
    if (named == place) return place == Place::file ? std::string(name) : "in " + std::string(name);
  }
  return "in this block";
}

std::span<const std::string_view> reserved_words() { return kReserved; }

bool is_reserved(std::string_view word) {
  return std::find(std::begin(kReserved), std::end(kReserved), word) != std::end(kReserved);
}

std::string_view first_word(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && is_word_character(text[end])) ++end;
  return text.substr(0, end);
}

}  // namespace engage::syntax
