#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "engine/assessor.h"

namespace engage::cli {

// The assessors that no batch is using.
class Assessors {
 public:
  using Make = std::function<std::unique_ptr<engine::Assessor>()>;

  explicit Assessors(Make make) : make_(std::move(make)) {}

  std::unique_ptr<engine::Assessor> borrow() {
    {
      const std::lock_guard lock(mutex_);
      if (!free_.empty()) {
        std::unique_ptr<engine::Assessor> assessor = std::move(free_.back());
        free_.pop_back();
        return assessor;
      }
    }
    return make_();
  }
  void give_back(std::unique_ptr<engine::Assessor> assessor) {
    const std::lock_guard lock(mutex_);
    free_.push_back(std::move(assessor));
  }
  // All that there are, once no batch is under way.
  const std::vector<std::unique_ptr<engine::Assessor>>& all() const { return free_; }

 private:
  Make make_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<engine::Assessor>> free_;
};

}  // namespace engage::cli
