#include "form/appender.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

#include "text/visible.h"

namespace engage::form {
namespace {

constexpr std::size_t kStride = 1024;           // one or two hold what is to be said of a case, nearly always
constexpr std::uint32_t kReplacement = 0xFFFD;  // of a byte that is not UTF-8

// Fills what is new in one go, which `resize` does less directly.
void lengthen(std::string& text, std::size_t size) {
  const std::size_t written = text.size();
  text.resize_and_overwrite(size, [&](char* bytes, std::size_t all) {
    std::memset(bytes + written, 0, all - written);
    return all;
  });
}

constexpr bool needs_escape(char byte) {
  return static_cast<unsigned char>(byte) < 0x20 || byte == '"' || byte == '\\' || byte == 0x7F;
}

constexpr std::uint64_t in_each_byte(unsigned char byte) { return 0x0101010101010101u * byte; }

// Whether one of eight bytes needs an escape, or is not ASCII.
bool any_special(const char* bytes) {
  std::uint64_t eight;
  std::memcpy(&eight, bytes, sizeof eight);
  const auto below = [](std::uint64_t all, unsigned char limit) { return (all - in_each_byte(limit)) & ~all; };
  const std::uint64_t found = eight | below(eight, 0x20) | below(eight ^ in_each_byte('"'), 1) |
                              below(eight ^ in_each_byte('\\'), 1) | below(eight ^ in_each_byte(0x7F), 1);
  return (found & in_each_byte(0x80)) != 0;
}

// How many bytes from the start on need no escape.
std::size_t plain_prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    if (at + 8 <= text.size() && !any_special(text.data() + at)) {
      at += 8;
    } else if (static_cast<unsigned char>(text[at]) < 0x80) {
      if (needs_escape(text[at])) return at;
      ++at;
    } else {
      const Character character = first_character(text.substr(at));
      if (character.bytes == 0 || is_hidden(character.code)) return at;
      at += character.bytes;
    }
  }
  return at;
}

// "00" to "99", one after the other.
constexpr auto kTwoDigits = [] {
  std::array<char, 200> digits{};
  for (std::size_t i = 0; i < 100; ++i) {
    digits[2 * i] = static_cast<char>('0' + i / 10);
    digits[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return digits;
}();

char* put_two_digits(char* to, int number) {
  std::memcpy(to, kTwoDigits.data() + 2 * number, 2);
  return to + 2;
}

}  // namespace

Appender::Appender(std::string& out) : out_(out), at_(nullptr), end_(nullptr) {
  const std::size_t size = out_.size();
  lengthen(out_, size + kStride);
  at_ = out_.data() + size;
  end_ = out_.data() + out_.size();
}

Appender::~Appender() { out_.resize(static_cast<std::size_t>(at_ - out_.data())); }

void Appender::grow(std::size_t size) {
  const auto written = static_cast<std::size_t>(at_ - out_.data());
  lengthen(out_, written + std::max(size, kStride));
  at_ = out_.data() + written;
  end_ = out_.data() + out_.size();
}

void Appender::put_number(std::int64_t number) {
  char* to = room(20);
  at_ = std::to_chars(to, to + 20, number).ptr;
}

void Appender::put_date(Date date) {
  const Ymd day = ymd(date);
  char* to = room(10);
  to = put_two_digits(to, day.year / 100);
  to = put_two_digits(to, day.year % 100);
  *to++ = '-';
  to = put_two_digits(to, day.month);
  *to++ = '-';
  at_ = put_two_digits(to, day.day);
}

void Appender::put_minute(Instant at) {
  put_date(date_of(at));
  char* to = room(6);
  *to++ = 'T';
  to = put_two_digits(to, minute_of_day(at) / 60);
  *to++ = ':';
  at_ = put_two_digits(to, minute_of_day(at) % 60);
}

void Appender::put_instant(Instant at) {
  if (minute_of_day(at) == 0) {
    put_date(date_of(at));
  } else {
    put_minute(at);
  }
}

void Appender::put_deadline(const Deadline& deadline) {
  if (deadline.whole_day) {
    put_date(date_of(deadline.at));
  } else {
    put_minute(deadline.at);
  }
}

void Appender::put_as_of(Instant as_of) {
  if (minute_of_day(as_of) == kMinutesPerDay - 1) {
    put_date(date_of(as_of));
  } else {
    put_minute(as_of);
  }
}

void Appender::put_json(std::string_view text) {
  const std::size_t plain = plain_prefix(text);
  put(text.substr(0, plain));
  if (plain < text.size()) put_json_escaped(text.substr(plain));
}

void Appender::put_json_escaped(std::string_view text) {
  while (!text.empty()) {
    std::uint32_t bytes = 1;
    switch (text.front()) {
      case '"': put("\\\""); break;
      case '\\': put("\\\\"); break;
      case '\n': put("\\n"); break;
      case '\r': put("\\r"); break;
      case '\t': put("\\t"); break;
      default: {
        const Character character = first_character(text);
        bytes = std::max(character.bytes, 1u);
        put_json_code(character.bytes == 0 ? kReplacement : character.code);
      }
    }
    text.remove_prefix(bytes);
    const std::size_t plain = plain_prefix(text);
    put(text.substr(0, plain));
    text.remove_prefix(plain);
  }
}

// In UTF-16, as the format wants it.
void Appender::put_json_code(std::uint32_t code) {
  static constexpr char kHex[] = "0123456789abcdef";
  if (code > 0xFFFF) {
    put_json_code(0xD800 + ((code - 0x10000) >> 10));
    code = 0xDC00 + (code & 0x3FF);
  }
  put("\\u");
  for (int shift = 12; shift >= 0; shift -= 4) put(kHex[code >> shift & 0xF]);
}

}  // namespace engage::form
