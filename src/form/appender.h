#pragma once

#include <concepts>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "calendar/date.h"
#include "calendar/duration.h"

namespace engage::form {

// Appends to a string at the speed of a plain copy: the string is made long enough in strides, and cut
// to what was written when the appender goes. Leave the string alone in between.
class Appender {
 public:
  explicit Appender(std::string& out);
  Appender(const Appender&) = delete;
  Appender& operator=(const Appender&) = delete;
  ~Appender();

  template <std::size_t kSize>
  void put(const char (&literal)[kSize]) {
    std::memcpy(room(kSize - 1), literal, kSize - 1);
    at_ += kSize - 1;
  }
  template <std::same_as<std::string_view> View>  // not for literals: those have their length at hand
  void put(View bytes) {
    std::string_view::traits_type::copy(room(bytes.size()), bytes.data(), bytes.size());
    at_ += bytes.size();
  }
  void put(const std::string& bytes) { put(std::string_view(bytes)); }
  void put(char byte) {
    *room(1) = byte;
    ++at_;
  }
  void put_number(std::int64_t number);
  void put_date(Date date);      // YYYY-MM-DD
  void put_minute(Instant at);   // YYYY-MM-DDTHH:MM
  void put_instant(Instant at);  // at 00:00: the date alone
  void put_deadline(const Deadline& deadline);
  void put_as_of(Instant as_of);
  // What stands between the quotes of a JSON string, as UTF-8. What would not show (text/visible.h) is escaped;
  // a byte that is not UTF-8, which only the name of a file can have, becomes U+FFFD.
  void put_json(std::string_view text);

 private:
  char* room(std::size_t size) {
    if (static_cast<std::size_t>(end_ - at_) < size) grow(size);
    return at_;
  }
  void grow(std::size_t size);
  void put_json_escaped(std::string_view text);
  void put_json_code(std::uint32_t code);

  std::string& out_;
  char* at_;
  char* end_;
};

}  // namespace engage::form
