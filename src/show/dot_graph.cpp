#include "show/dot_graph.h"

#include <algorithm>
#include <cstring>
#include <deque>
#include <map>
#include <string_view>
#include <utility>

namespace engage::show {
namespace {

// Named things have even numbers, the others odd ones.
struct Numbers {
  std::map<std::pair<int, std::string>, IDTYPE, std::less<>> by_name;  // by kind of thing and name
  std::deque<std::string> names;                                       // of number 2, 4, …
  IDTYPE unnamed = 1;
};

Numbers& numbers(void* state) { return *static_cast<Numbers*>(state); }

void* open_numbers(Agraph_t*, Agdisc_t*) { return new Numbers; }
void close_numbers(void* state) { delete &numbers(state); }

long number_of(void* state, int kind, char* name, IDTYPE* number, int create) {
  Numbers& all = numbers(state);
  if (name == nullptr) {
    if (create == 0) return 0;
    *number = all.unnamed;
    all.unnamed += 2;
    return 1;
  }
  const auto key = std::pair(kind, std::string(name));
  auto found = all.by_name.find(key);
  if (found == all.by_name.end()) {
    if (create == 0) return 0;
    all.names.emplace_back(name);
    found = all.by_name.emplace(key, 2 * all.names.size()).first;
  }
  *number = found->second;
  return 1;
}

// What the layout makes up, it numbers 0; it asks for names when it complains.
char* name_of(void* state, int, IDTYPE number) {
  std::deque<std::string>& names = numbers(state).names;
  const bool named = number != 0 && number % 2 == 0 && number / 2 <= names.size();
  return named ? names[number / 2 - 1].data() : nullptr;
}

// Nobody but `number_of` gives numbers, and none is given again.
long refuse_number(void*, int, IDTYPE) { return 0; }
void forget_number(void*, int, IDTYPE) {}
void note_thing(void*, int, void*) {}

int read_text(void* channel, char* buffer, int size) {
  auto& rest = *static_cast<std::string_view*>(channel);
  const std::size_t taken = std::min(rest.size(), static_cast<std::size_t>(size));
  std::memcpy(buffer, rest.data(), taken);
  rest.remove_prefix(taken);
  return static_cast<int>(taken);
}

int refuse_text(void*, const char*) { return -1; }
int flush_nothing(void*) { return 0; }

Agiddisc_t kNumbering = {open_numbers, number_of, refuse_number, forget_number, name_of, close_numbers, note_thing};
Agiodisc_t kReading = {read_text, refuse_text, flush_nothing};
Agdisc_t kServices = {&AgMemDisc, &kNumbering, &kReading};

}  // namespace

DotGraph read_dot(const std::string& dot) {
  std::string_view rest = dot;
  return DotGraph(agread(&rest, &kServices));
}

}  // namespace engage::show
