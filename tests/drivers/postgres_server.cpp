#include "postgres_server.h"

#include <fmt/format.h>

#include <filesystem>
#include <stdexcept>

#include "fixture.h"

namespace engage::drivers {
namespace {

const std::string kScript = SOURCE_DIR "/tests/drivers/postgres_server";

}  // namespace

PostgresServer::PostgresServer() {
  static int servers = 0;
  folder_ = (drivers::folder() / fmt::format("server-{}", ++servers)).string();
  const std::string said = run(fmt::format("{} start {}", kScript, folder_));
  running_ = std::filesystem::exists(folder_ + "/data/postmaster.pid");
  if (!running_) throw std::runtime_error("no server to test with: " + said);
}

PostgresServer::~PostgresServer() {
  if (running_) run(fmt::format("{} stop {}", kScript, folder_));
}

PostgresServer& PostgresServer::shared() {
  drivers::folder();  // goes after the server
  static PostgresServer server;
  return server;
}

std::string PostgresServer::sql(const std::string& commands) const {
  return run(fmt::format("psql -X -q -A -t -v ON_ERROR_STOP=1 '{}' <<'SQL'\n{}\nSQL", address(), commands));
}

void PostgresServer::stop_at_once() {
  run(fmt::format("{} stop {} immediate", kScript, folder_));
  running_ = false;
}

}  // namespace engage::drivers
