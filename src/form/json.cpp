#include "form/json.h"

#include <fmt/format.h>

#include "calendar/words.h"
#include "form/appender.h"

namespace engage::form {
namespace {

void put_text(Appender& to, std::string_view text) {
  to.put('"');
  to.put_json(text);
  to.put('"');
}

void put(Appender& to, const Json& value) {
  bool first = true;
  const auto part = [&] {
    if (!first) to.put(',');
    first = false;
  };
  switch (value.type()) {
    case Json::value_t::object:
      to.put('{');
      for (const auto& [key, member] : value.items()) {
        part();
        put_text(to, key);
        to.put(':');
        put(to, member);
      }
      return to.put('}');
    case Json::value_t::array:
      to.put('[');
      for (const Json& item : value) {
        part();
        put(to, item);
      }
      return to.put(']');
    case Json::value_t::string: return put_text(to, value.get_ref<const std::string&>());
    case Json::value_t::number_float: return to.put(fmt::format("{}", value.get<double>()));
    default: return to.put(value.dump());  // numbers without a fraction, true, false, null
  }
}

}  // namespace

std::string written(const Json& value) {
  std::string out;
  {
    Appender to(out);
    put(to, value);
  }
  return out;
}

std::string written_in_lines(const std::vector<Json>& items) {
  std::string out;
  for (const Json& item : items) out += (out.empty() ? "\n  " : ",\n  ") + written(item);
  return out.empty() ? out : out + '\n';
}

}  // namespace engage::form

namespace engage {

void to_json(form::Json& json, Date date) { json = to_string(date); }
void to_json(form::Json& json, Instant at) { json = to_string(at); }

void to_json(form::Json& json, const Deadline& deadline) {
  std::string text;
  append_deadline(text, deadline);
  json = text;
}

}  // namespace engage
