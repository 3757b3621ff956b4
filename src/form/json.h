#pragma once

// A large library of templates: only files that write JSON include this header, and none but this one includes the
// library.
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "calendar/date.h"
#include "calendar/duration.h"

// JSON that is put together as a value and then written. What is written in a hurry is not (report/due/json.h).
namespace engage::form {

using Json = nlohmann::ordered_json;

// In one line, without its end. What would not show (text/visible.h) is escaped; a byte that is not UTF-8, which only
// the name of a file can have, becomes U+FFFD.
std::string written(const Json& value);

// What stands between the brackets of a list: a line an item.
std::string written_in_lines(const std::vector<Json>& items);

// What becomes of each item.
template <typename Items, typename Make>
Json list_of(const Items& items, Make make) {
  Json list = Json::array();
  for (const auto& item : items) list.push_back(make(item));
  return list;
}

}  // namespace engage::form

namespace engage {

void to_json(form::Json& json, Date date);
void to_json(form::Json& json, Instant at);  // at 00:00: the date alone
void to_json(form::Json& json, const Deadline& deadline);

}  // namespace engage

// Nothing is null.
template <typename Value>
struct nlohmann::adl_serializer<std::optional<Value>> {
  static void to_json(engage::form::Json& json, const std::optional<Value>& value) {
    if (value) json = *value;
    else json = nullptr;
  }
};
