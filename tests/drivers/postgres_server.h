#pragma once

#include <string>

namespace engage::drivers {

// A server of the tests' own, which stops with this.
class PostgresServer {
 public:
  PostgresServer();
  PostgresServer(const PostgresServer&) = delete;
  PostgresServer& operator=(const PostgresServer&) = delete;
  ~PostgresServer();

  // One for all tests that leave it running.
  static PostgresServer& shared();

  // Where its socket lies.
  const std::string& folder() const { return folder_; }
  std::string address() const { return "postgresql://engage@/postgres?host=" + folder_; }

  // As somebody else, who writes.
  std::string sql(const std::string& commands) const;
  void stop_at_once();

 private:
  std::string folder_;
  bool running_ = false;
};

}  // namespace engage::drivers
