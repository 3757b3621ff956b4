#pragma once

// The parser of arguments is a large library of templates: only files that describe arguments include this
// header, and none but this one includes the library.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace engage::cli {

// Refuses an empty value: it comes from a variable of a script that was never set.
CLI::Validator not_empty();

// Accepts a whole number from `low` to `high`, in decimal digits: 010 is ten.
CLI::Validator whole_number(int low, int high);

// Accepts these words only, and says which one was meant. Shells offer them.
CLI::Validator one_of(std::vector<std::string_view> words);

// Accepts any value, and has shells offer these words: where the command says itself what is wrong with others.
CLI::Validator offered(std::vector<std::string_view> words);

// The words of either, in their order; none where an option has other values.
std::vector<std::string> words_of(CLI::Option& option);

// `--format`, one of these: the first where none is given.
void add_format(CLI::App& app, std::string& format, const std::vector<std::string_view>& formats);

}  // namespace engage::cli
