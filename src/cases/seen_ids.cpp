#include "cases/seen_ids.h"

#include <cstring>
#include <functional>
#include <utility>

namespace engage::cases {
namespace {

constexpr std::size_t kMostDigits = 18;  // that fit into 64 bits
// With more prefixes than this the ids are no numbered ones: further prefixes are kept as texts.
constexpr std::size_t kMostSeries = 4096;

std::size_t hash_page(std::uint32_t series, std::uint64_t number) {
  std::uint64_t mixed = (number ^ std::uint64_t{series} << 40) * 0x9E3779B97F4A7C15u;
  mixed ^= mixed >> 32;
  return static_cast<std::size_t>(mixed * 0x9E3779B97F4A7C15u >> 20);
}

std::size_t hash_of(std::string_view id) { return std::hash<std::string_view>{}(id); }

std::string_view text_at(const std::string& bytes, std::uint64_t at) {
  std::uint32_t size = 0;
  std::memcpy(&size, bytes.data() + at - 1, sizeof size);
  return {bytes.data() + at - 1 + sizeof size, size};
}

}  // namespace

SeenIds::SeenIds() : pages_(64), texts_(64) {}

bool SeenIds::insert(std::string_view id) {
  std::size_t digits = 0;
  std::uint64_t number = 0, place = 1;
  while (digits < id.size() && digits < kMostDigits) {
    const char c = id[id.size() - 1 - digits];
    if (c < '0' || c > '9') break;
    number += place * static_cast<std::uint64_t>(c - '0');
    place *= 10;
    ++digits;
  }
  bool fresh = false;
  if (digits == 0) {
    fresh = insert_text(id);
  } else {
    key_.assign(1, static_cast<char>(digits));
    key_ += id.substr(0, id.size() - digits);
    if (key_ != last_key_) {
      const auto known = series_.find(key_);
      if (known != series_.end()) {
        last_series_ = known->second;
      } else {
        last_series_ = series_.size() < kMostSeries ? static_cast<std::uint32_t>(series_.size() + 1) : 0;
        if (last_series_ != 0) series_.emplace(key_, last_series_);
      }
      last_key_ = key_;
    }
    fresh = last_series_ == 0 ? insert_text(id) : insert_number(last_series_, number);
  }
  size_ += fresh;
  return fresh;
}

bool SeenIds::insert_number(std::uint32_t series, std::uint64_t number) {
  const std::uint64_t bit = std::uint64_t{1} << (number % 64);
  const std::size_t mask = pages_.size() - 1;
  std::size_t i = hash_page(series, number / 64) & mask;
  while (pages_[i].series != 0 && (pages_[i].series != series || pages_[i].number != number / 64)) i = (i + 1) & mask;
  const bool fresh = (pages_[i].bits & bit) == 0;
  pages_[i].bits |= bit;
  if (pages_[i].series == 0) {
    pages_[i].series = series;
    pages_[i].number = number / 64;
    if (++pages_used_ * 4 > pages_.size() * 3) grow_pages();
  }
  return fresh;
}

bool SeenIds::insert_text(std::string_view id) {
  const std::size_t mask = texts_.size() - 1;
  std::size_t i = hash_of(id) & mask;
  while (texts_[i] != 0) {
    if (text_at(bytes_, texts_[i]) == id) return false;
    i = (i + 1) & mask;
  }
  texts_[i] = bytes_.size() + 1;
  const auto size = static_cast<std::uint32_t>(id.size());
  bytes_.append(reinterpret_cast<const char*>(&size), sizeof size);
  bytes_ += id;
  if (++texts_used_ * 4 > texts_.size() * 3) grow_texts();
  return true;
}

void SeenIds::grow_pages() {
  const std::vector<Page> old = std::exchange(pages_, std::vector<Page>(2 * pages_.size()));
  const std::size_t mask = pages_.size() - 1;
  for (const Page& page : old) {
    if (page.series == 0) continue;
    std::size_t i = hash_page(page.series, page.number) & mask;
    while (pages_[i].series != 0) i = (i + 1) & mask;
    pages_[i] = page;
  }
}

void SeenIds::grow_texts() {
  const std::vector<std::uint64_t> old = std::exchange(texts_, std::vector<std::uint64_t>(2 * texts_.size()));
  const std::size_t mask = texts_.size() - 1;
  for (std::uint64_t text : old) {
    if (text == 0) continue;
    std::size_t i = hash_of(text_at(bytes_, text)) & mask;
    while (texts_[i] != 0) i = (i + 1) & mask;
    texts_[i] = text;
  }
}

}  // namespace engage::cases
