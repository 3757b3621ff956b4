#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "lint/policies.h"
#include "lint/rules/rules.h"

namespace engage::lint {
namespace {

constexpr std::string_view kMessages[] = {"card",    "email",    "emails",   "fax", "letter", "letters", "mail",
                                          "message", "messages", "postcard", "sms", "text",   "texts",   "voicemail"};
// To whom a message may go that is not the client.
constexpr std::string_view kOthers[] = {"agencies", "agency",  "colleague", "colleagues", "court",    "doctor",
                                        "doctors",  "manager", "partner",   "partners",   "referral", "referrer",
                                        "school",   "source",  "staff",     "supervisor", "team",     "worker"};

// Whether one of the words of the action's name is among these.
template <std::size_t N>
bool names_one(const model::Event& action, const std::string_view (&words)[N]) {
  std::string_view rest = action.name;
  for (;;) {
    const std::string_view word = rest.substr(0, rest.find('_'));
    if (std::find(std::begin(words), std::end(words), word) != std::end(words)) return true;
    if (word.size() == rest.size()) return false;
    rest.remove_prefix(word.size() + 1);
  }
}

bool is_message(const model::Event& event) {
  return event.action && !event.never_allowed && names_one(event, kMessages) && !names_one(event, kOthers);
}

std::string_view verb(const model::Event& action) {
  return std::string_view(action.name).substr(0, action.name.find('_'));
}

}  // namespace

// Sisters are declared in the same file, and begin with the same word or belong to a group together. Whom a
// message goes to is only known by its name; one that names somebody else than the client is left alone.
void unguarded_message(const Input& input, Diagnostics& diagnostics) {
  for_each_policy(input, [&](const model::Policy& policy, const model::Words& words) {
    for (std::size_t i = 0; i < words.events.size(); ++i) {
      const model::Event& action = words.events[i];
      if (!is_message(action) || policy.guards[i]) continue;
      auto is_sister = [&](std::size_t j) {
        const model::Event& other = words.events[j];
        if (j == i || !is_message(other) || !policy.guards[j] || other.span.file != action.span.file) return false;
        return verb(action) == verb(other) ||
               std::any_of(policy.groups.begin(), policy.groups.end(), [&](const model::Group& group) {
                 return group.events.contains(static_cast<model::EventId>(i)) &&
                        group.events.contains(static_cast<model::EventId>(j));
               });
      };
      for (std::size_t j = 0; j < words.events.size(); ++j) {
        if (!is_sister(j)) continue;
        const model::Condition& guard = policy.conditions[*policy.guards[j]];
        Diagnostic& found =
            diagnostics.add(Code::L406, action.span,
                            fmt::format("`{}` may always go out, and `{}` may not", action.name, words.events[j].name));
        found.labels.push_back({words.events[j].span, "this one asks first"});
        found.help = fmt::format("say when it is safe and wanted: `allowed if {}`", guard.text);
        break;
      }
    }
  });
}

}  // namespace engage::lint
