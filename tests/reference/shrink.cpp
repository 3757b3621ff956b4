#include "shrink.h"

#include <vector>

namespace engage::reference {

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::size_t indent(const std::string& line) { return line.find_first_not_of(' '); }

// The text without a line and what is indented below it, if `whole`; else what is below moves out.
std::string without(const std::vector<std::string>& lines, std::size_t line, bool whole) {
  std::string text;
  bool below = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == line) {
      below = true;
      continue;
    }
    const bool deeper = !lines[i].empty() && indent(lines[i]) > indent(lines[line]);
    if (i > line && !deeper) below = false;
    if (below && whole) continue;
    text += (below ? lines[i].substr(2) : lines[i]) + '\n';
  }
  return text;
}

// The text without the words from one place of a line on.
std::string cut(std::vector<std::string> lines, std::size_t line, std::size_t from) {
  lines[line].resize(from);
  std::string text;
  for (const std::string& each : lines) text += each + '\n';
  return text;
}

class Shrinker {
 public:
  Shrinker(Triple triple, const std::function<bool(const Triple&)>& fails) : best_(std::move(triple)), fails_(fails) {}

  Triple run() {
    do {
      smaller_ = false;
      drop_entries();
      drop_facts();
      drop_lines();
      move_instant();
    } while (smaller_);
    return best_;
  }

 private:
  bool attempt(const Triple& triple) {
    if (!fails_(triple)) return false;
    best_ = triple;
    smaller_ = true;
    return true;
  }

  void drop_entries() {
    for (std::size_t i = best_.of.entries.size(); i-- > 0;) {
      Triple triple = best_;
      triple.of.entries.erase(triple.of.entries.begin() + static_cast<std::ptrdiff_t>(i));
      if (attempt(triple) || best_.of.entries[i].set.empty() || best_.of.entries[i].event.empty()) continue;
      triple = best_;
      triple.of.entries[i].set.clear();
      attempt(triple);
    }
  }

  void drop_facts() {
    for (std::size_t i = best_.of.facts.size(); i-- > 0;) {
      Triple triple = best_;
      triple.of.facts.erase(triple.of.facts.begin() + static_cast<std::ptrdiff_t>(i));
      attempt(triple);
    }
  }

  void drop_lines() {
    std::vector<std::string> lines = lines_of(best_.policy);
    for (std::size_t i = lines.size(); i-- > 0;) {
      for (const std::string& text : smaller_texts(lines, i)) {
        Triple triple = best_;
        triple.policy = text;
        if (!attempt(triple)) continue;
        lines = lines_of(best_.policy);
        break;
      }
    }
  }

  static std::vector<std::string> smaller_texts(const std::vector<std::string>& lines, std::size_t line) {
    if (line >= lines.size() || lines[line].empty()) return {};
    std::vector<std::string> texts = {without(lines, line, true), without(lines, line, false)};
    for (const char* word : {" if ", " when ", " during ", " since ", ", varying ", " and ", " or ", " until ",
                             " at most ", " for ", " allowed ", " among ", " of ", " to ", " by "}) {
      const std::size_t from = lines[line].find(word);
      if (from != std::string::npos) texts.push_back(cut(lines, line, from));
    }
    return texts;
  }

  void move_instant() {
    std::vector<Instant> earlier;
    for (const Case::Entry& entry : best_.of.entries) earlier.push_back(entry.at);
    if (!best_.of.entries.empty()) {
      for (Date date = date_of(best_.of.entries.front().at); date < date_of(best_.now); date = date + 1) {
        earlier.push_back(last_minute_of(date));
      }
    }
    earlier.push_back(start_of(date_of(best_.now)));
    for (const Instant at : earlier) {
      if (at >= best_.now) continue;
      Triple triple = best_;
      triple.now = at;
      attempt(triple);
    }
  }

  Triple best_;
  const std::function<bool(const Triple&)>& fails_;
  bool smaller_ = false;
};

}  // namespace

Triple shrink(Triple triple, const std::function<bool(const Triple&)>& fails) {
  return Shrinker(std::move(triple), fails).run();
}

}  // namespace engage::reference
