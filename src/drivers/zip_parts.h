#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "text/error.h"

namespace engage::drivers {

// One file in a ZIP archive, being read.
class ZipPart {
 public:
  // None where the archive has no such file. The bytes are those of the whole archive, and outlive this.
  static Expected<std::optional<ZipPart>> open(std::string_view archive, const std::string& name);

  // Up to `size` bytes; 0 at the end. An error where the archive is damaged.
  Expected<std::size_t> read(char* to, std::size_t size);
  std::uint64_t size() const { return size_; }

 private:
  struct Close {
    void operator()(void* archive) const;
  };
  explicit ZipPart(std::string name) : name_(std::move(name)) {}

  std::string name_;
  std::unique_ptr<void, Close> archive_;
  std::uint64_t size_ = 0;
};

}  // namespace engage::drivers
