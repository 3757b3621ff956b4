#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace engage::cases {

// The ids met so far, exactly. Ids that are numbered, such as C-0001042, take a bit or so each as
// long as the numbers lie close together; all others their bytes and some more.
class SeenIds {
 public:
  SeenIds();

  // False when it was there already.
  bool insert(std::string_view id);

  std::size_t size() const { return size_; }

 private:
  // 64 ids in a row of one series: one prefix and one count of digits.
  struct Page {
    std::uint64_t number = 0;  // of the first id, over 64
    std::uint32_t series = 0;  // from 1; 0: the slot is free
    std::uint64_t bits = 0;
  };

  bool insert_number(std::uint32_t series, std::uint64_t number);
  bool insert_text(std::string_view id);
  void grow_pages();
  void grow_texts();

  std::unordered_map<std::string, std::uint32_t> series_;
  std::string key_;       // scratch
  std::string last_key_;  // of the series met last
  std::uint32_t last_series_ = 0;
  std::vector<Page> pages_;  // open addressing, a power of two
  std::size_t pages_used_ = 0;
  std::vector<std::uint64_t> texts_;  // open addressing: where in bytes_, from 1; 0: free
  std::size_t texts_used_ = 0;
  std::string bytes_;  // each text behind its size in four bytes
  std::size_t size_ = 0;
};

}  // namespace engage::cases
