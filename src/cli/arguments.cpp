#include "cli/arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>
#include <string>

#include "cli/tell.h"
#include "text/near.h"

namespace engage::cli {
namespace {

// The name of a validator whose description lists words.
constexpr const char* kWords = "words";

}  // namespace

void ColourOption::add_to(CLI::App& app) {
  app.add_option("--color", when, "colour: auto (only on a terminal, and not with NO_COLOR), always or never")
      ->check(one_of({"auto", "always", "never"}))
      ->option_text("WHEN");
}

CLI::Validator not_empty() {
  return CLI::Validator([](std::string& value) { return std::string(value.empty() ? "the value is empty" : ""); }, "");
}

CLI::Validator whole_number(int low, int high) {
  return CLI::Validator(
      [low, high](std::string& value) {
        // As it is read later, a number that begins with 0 would be octal.
        const std::size_t zeros = std::min(value.find_first_not_of('0'), value.size() - (value.empty() ? 0 : 1));
        int number = 0;
        const auto read = std::from_chars(value.data() + zeros, value.data() + value.size(), number);
        if (read.ec != std::errc{} || read.ptr != value.data() + value.size() || number < low || number > high) {
          return fmt::format("`{}` is no whole number from {} to {}", value, low, high);
        }
        value.erase(0, zeros);
        return std::string();
      },
      "");
}

CLI::Validator one_of(std::vector<std::string_view> words) {
  const std::string listed = fmt::format("{}", fmt::join(words, " "));
  return CLI::Validator(
      [words](std::string& word) {
        if (std::find(words.begin(), words.end(), word) != words.end()) return std::string();
        return with_near(fmt::format("`{}` is none of {}", word, fmt::join(words, ", ")), word, words);
      },
      listed, kWords);
}

CLI::Validator offered(std::vector<std::string_view> words) {
  const std::string listed = fmt::format("{}", fmt::join(words, " "));
  return CLI::Validator([](std::string&) { return std::string(); }, listed, kWords);
}

std::vector<std::string> words_of(CLI::Option& option) {
  std::vector<std::string> words;
  try {
    const std::string listed = option.get_validator(kWords)->get_description();
    for (std::size_t begin = 0, end = 0; begin < listed.size(); begin = end + 1) {
      end = std::min(listed.find(' ', begin), listed.size());
      words.push_back(listed.substr(begin, end - begin));
    }
  } catch (const CLI::OptionNotFound&) {  // there is no other way to ask
  }
  return words;
}

void add_format(CLI::App& app, std::string& format, const std::vector<std::string_view>& formats) {
  format = formats.front();
  std::string what = fmt::format("{} (default)", formats.front());
  for (const std::string_view name : std::span(formats).subspan(1)) {
    what += fmt::format("{}{}", name == formats.back() ? " or " : ", ", name);
  }
  app.add_option("--format", format, what)->check(one_of(formats))->option_text("FORMAT");
}

}  // namespace engage::cli
