#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "drivers/database.h"
#include "drivers/libpq.h"
#include "text/visible.h"

namespace engage::drivers {
namespace {

// Types by their numbers in pg_type, which never change.
enum Type : Oid {
  kBool = 16,
  kBytes = 17,
  kPaddedText = 1042,
  kManyBytes = 1001,
  kMoment = 1184,    // with a time zone
  kTimeOfDay = 1266  // with a time zone
};

std::string first_line(std::string_view text) { return visible(text.substr(0, text.find('\n'))); }

struct Connection {
  const Libpq& pq;
  PGconn* server = nullptr;
  std::uint64_t cursors = 0;  // so many have been opened: each has its number for a name

  explicit Connection(const Libpq& library) : pq(library) {}
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { pq.PQfinish(server); }  // and with it the transaction
};

// What the server answered to one command.
class Answer {
 public:
  Answer(const Connection& connection, PGresult* result) : connection_(&connection), result_(result) {}
  Answer(Answer&& other) noexcept : connection_(other.connection_), result_(std::exchange(other.result_, nullptr)) {}
  Answer& operator=(Answer&& other) noexcept {
    std::swap(connection_, other.connection_);
    std::swap(result_, other.result_);
    return *this;
  }
  ~Answer() { connection_->pq.PQclear(result_); }

  bool is(ExecStatusType wanted) const { return connection_->pq.PQresultStatus(result_) == wanted; }
  int rows() const { return connection_->pq.PQntuples(result_); }
  const PGresult* get() const { return result_; }

  // In one line: what happened, and what the server says on.
  Error error() const {
    const Libpq& pq = connection_->pq;
    const auto field = [&](int code) {
      const char* const text = pq.PQresultErrorField(result_, code);
      return visible(text == nullptr ? "" : text);
    };
    std::string message = field(PG_DIAG_MESSAGE_PRIMARY);
    const std::string severity = field(PG_DIAG_SEVERITY_NONLOCALIZED);
    // What the library itself says has no fields: it could not send, or nobody answered.
    if (message.empty() || severity == "FATAL" || pq.PQstatus(connection_->server) != CONNECTION_OK) {
      if (message.empty()) message = first_line(pq.PQresultErrorMessage(result_));
      return {fmt::format("the connection to the database was lost: {}", message)};
    }
    std::string below = field(PG_DIAG_MESSAGE_DETAIL);
    const std::string hint = field(PG_DIAG_MESSAGE_HINT);
    if (!below.empty() && !hint.empty()) below += "; ";
    return {fmt::format("the database says: {}", message), below + hint};
  }

 private:
  const Connection* connection_;
  PGresult* result_;
};

// One command, and never two: a semicolon in a query is refused by the server.
Answer ask(const Connection& connection, const std::string& sql) {
  return {connection,
          connection.pq.PQexecParams(connection.server, sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 0)};
}

class PostgresRows final : public Rows {
 public:
  PostgresRows(std::shared_ptr<const Connection> connection, std::string cursor, Answer first)
      : connection_(std::move(connection)), cursor_(std::move(cursor)), answer_(std::move(first)) {
    const Libpq& pq = connection_->pq;
    for (int column = 0; column < pq.PQnfields(answer_.get()); ++column) {
      columns_.emplace_back(pq.PQfname(answer_.get(), column));
      types_.push_back(pq.PQftype(answer_.get(), column));
    }
    moments_.resize(columns_.size());
  }

  ~PostgresRows() override {
    // Only for whoever reads on in the same transaction; where the server is gone, so is the cursor.
    if (!ended_) ask(*connection_, "CLOSE " + cursor_);
  }

  const std::vector<std::string>& columns() const override { return columns_; }
  std::uint64_t line() const override { return line_; }

  Expected<bool> next(Cells& cells) override {
    if (ended_) return false;
    if (at_ == answer_.rows()) {
      answer_ = ask(*connection_, fetch(cursor_));
      at_ = 0;
      if (!answer_.is(PGRES_TUPLES_OK)) {
        ended_ = true;
        return std::unexpected(answer_.error());
      }
      if (answer_.rows() == 0) {
        ended_ = true;
        ask(*connection_, "CLOSE " + cursor_);
        return false;
      }
    }
    cells.clear();
    for (std::size_t column = 0; column < columns_.size(); ++column) cells.push_back(cell(column));
    ++at_;
    ++line_;
    return true;
  }

  static std::string fetch(const std::string& cursor) { return "FETCH 1000 FROM " + cursor; }

 private:
  std::optional<std::string_view> cell(std::size_t column) {
    const Libpq& pq = connection_->pq;
    const int field = static_cast<int>(column);
    if (pq.PQgetisnull(answer_.get(), at_, field) != 0) return std::nullopt;
    std::string_view text(pq.PQgetvalue(answer_.get(), at_, field),
                          static_cast<std::size_t>(pq.PQgetlength(answer_.get(), at_, field)));
    switch (types_[column]) {
      case kBool: return text == "t" ? "true" : "false";
      case kPaddedText: return text.substr(0, text.find_last_not_of(' ') + 1);
      case kMoment:
      case kTimeOfDay: {
        const std::size_t sign = text.find_last_of("+-");
        if (sign == text.npos || text.size() - sign != 3) return text;
        moments_[column].assign(text).append(":00");  // the server leaves out minutes of a zone where there are none
        return moments_[column];
      }
      default: return text;
    }
  }

  std::shared_ptr<const Connection> connection_;
  std::string cursor_;
  Answer answer_;
  std::vector<std::string> columns_;
  std::vector<Oid> types_;
  std::vector<std::string> moments_;  // a column each
  int at_ = 0;
  bool ended_ = false;
  std::uint64_t line_ = 0;
};

class PostgresDatabase final : public Database {
 public:
  explicit PostgresDatabase(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}

 private:
  Expected<std::unique_ptr<Rows>> query(const std::string& sql) override {
    const std::string cursor = fmt::format("engage_{}", ++connection_->cursors);
    // An error would end the transaction, and with it what other cursors still have to give.
    if (const Answer kept = ask(*connection_, "SAVEPOINT engage"); !kept.is(PGRES_COMMAND_OK)) {
      return std::unexpected(kept.error());
    }
    const Answer declared = ask(*connection_, fmt::format("DECLARE {} NO SCROLL CURSOR FOR {}", cursor, sql));
    if (!declared.is(PGRES_COMMAND_OK)) return back(declared.error());
    Answer first = ask(*connection_, PostgresRows::fetch(cursor));
    if (!first.is(PGRES_TUPLES_OK)) return back(first.error());
    const Libpq& pq = connection_->pq;
    for (int column = 0; column < pq.PQnfields(first.get()); ++column) {
      const Oid type = pq.PQftype(first.get(), column);
      if (type != kBytes && type != kManyBytes) continue;
      return back(
          {fmt::format("the column `{}` holds bytes (bytea) and no text", visible(pq.PQfname(first.get(), column))),
           "leave it out of the query"});
    }
    return std::make_unique<PostgresRows>(connection_, cursor, std::move(first));
  }

  Expected<std::unique_ptr<Rows>> back(Error error) {
    ask(*connection_, "ROLLBACK TO SAVEPOINT engage");
    return std::unexpected(std::move(error));
  }

  std::shared_ptr<Connection> connection_;
};

// Frees what the library gave.
struct Options {
  const Libpq& pq;
  PQconninfoOption* all = nullptr;

  Options(const Libpq& library, PQconninfoOption* given) : pq(library), all(given) {}
  Options(const Options&) = delete;
  Options& operator=(const Options&) = delete;
  ~Options() { pq.PQconninfoFree(all); }

  std::string_view operator[](std::string_view name) const {
    for (const PQconninfoOption* option = all; option != nullptr && option->keyword != nullptr; ++option) {
      if (option->keyword == name) return option->val == nullptr ? "" : option->val;
    }
    return {};
  }
};

constexpr const char* kWherePasswordsGo =
    "write the password into ~/.pgpass, which only you can read, or into a file named by PGPASSFILE";
constexpr std::string_view kForm = "postgresql://[USER@]HOST[:PORT]/NAME";

// Before the library reads the address, whose messages repeat parts of it: whether it may hold a password.
bool may_hold_password(std::string_view address) {
  const std::string_view behind = address.substr(address.find("//") + 2);
  const std::size_t at = behind.find('@');
  const bool after_colon = at != behind.npos && behind.substr(0, at).find_first_of(":%") != behind.npos;
  return after_colon || address.find("pass") != address.npos || address.find("PASS") != address.npos;
}

Expected<void> check_address(const Libpq& pq, const std::string& address) {
  char* why = nullptr;
  const Options options(pq, pq.PQconninfoParse(address.c_str(), &why));
  std::string said = why == nullptr ? "" : first_line(why);
  pq.PQfreemem(why);
  if (options.all == nullptr) {
    if (may_hold_password(address)) said = "it cannot be read";
    return fault(fmt::format("the address of the database is not right: {}", said), fmt::format("its form: {}", kForm));
  }
  if (!options["password"].empty() || !options["sslpassword"].empty()) {
    return fault("the address of the database must not hold a password: others can see it", kWherePasswordsGo);
  }
  return {};
}

// The options that are given where the user gave none: nobody waits without end for a server that is not there.
std::vector<std::pair<const char*, const char*>> bounds(const Libpq& pq, const std::string& address) {
  const Options given(pq, pq.PQconninfoParse(address.c_str(), nullptr));
  const Options environment(pq, pq.PQconndefaults());
  std::vector<std::pair<const char*, const char*>> options;
  const auto bound = [&](const char* name, const char* value) {
    if (given[name].empty() && environment[name].empty()) options.emplace_back(name, value);
  };
  bound("connect_timeout", "10");  // seconds, as the next
  bound("keepalives_idle", "30");
  bound("keepalives_interval", "10");
  bound("keepalives_count", "3");
  bound("tcp_user_timeout", "60000");  // milliseconds
  bound("application_name", "engage");
  return options;
}

Expected<void> begin(const Connection& connection) {
  // The first is the transaction that all is read in; the others hold in it only.
  static constexpr std::array<const char*, 5> kCommands = {
      "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
      "SET LOCAL datestyle = 'ISO'",
      "SET LOCAL intervalstyle = 'iso_8601'",
      "SET LOCAL timezone = 'UTC'",
      "SET LOCAL extra_float_digits = 3",  // the shortest that is the same number; before PostgreSQL 12, all digits
  };
  for (const char* command : kCommands) {
    const Answer answer = ask(connection, command);
    if (!answer.is(PGRES_COMMAND_OK)) return std::unexpected(answer.error());
  }
  // The first query: what is there now is what the transaction sees. Whoever changes a table's columns keeps others from
  // reading it, so that waiting for that has an end too.
  const Answer seen = ask(connection,
                          "SELECT CASE WHEN current_setting('lock_timeout') = '0' "
                          "THEN set_config('lock_timeout', '30s', true) END");
  if (!seen.is(PGRES_TUPLES_OK)) return std::unexpected(seen.error());
  return {};
}

void say_nothing(void*, const char*) {}

}  // namespace

Expected<std::unique_ptr<Database>> open_postgres(const std::string& address, const std::string& password) {
  const Expected<const Libpq*> library = libpq();
  if (!library) return std::unexpected(library.error());
  const Libpq& pq = **library;
  if (Expected<void> checked = check_address(pq, address); !checked) return std::unexpected(checked.error());

  std::vector<const char*> names, values;
  for (const auto& [name, value] : bounds(pq, address)) {
    names.push_back(name);
    values.push_back(value);
  }
  names.insert(names.end(), {"dbname", "client_encoding", nullptr});
  values.insert(values.end(), {address.c_str(), "UTF8", nullptr});
  if (!password.empty()) {
    names.insert(names.end() - 1, "password");
    values.insert(values.end() - 1, password.c_str());
  }
  const auto connection = std::make_shared<Connection>(pq);
  constexpr int kDatabaseIsAddress = 1;
  connection->server = pq.PQconnectdbParams(names.data(), values.data(), kDatabaseIsAddress);
  if (connection->server == nullptr) return fault("there is no memory for a connection to the database");
  if (pq.PQstatus(connection->server) != CONNECTION_OK) {
    std::string_view said = pq.PQerrorMessage(connection->server);
    while (said.ends_with('\n')) said.remove_suffix(1);
    const std::size_t end = std::min(said.find('\n'), said.size());
    std::string below = visible_lines(said.substr(std::min(end + 1, said.size())));
    if (said.find("no password supplied") != said.npos) below = kWherePasswordsGo;
    return fault(fmt::format("cannot reach the database: {}", first_line(said)), below);
  }
  pq.PQsetNoticeProcessor(connection->server, say_nothing, nullptr);
  if (Expected<void> begun = begin(*connection); !begun) return std::unexpected(begun.error());
  return std::make_unique<PostgresDatabase>(connection);
}

}  // namespace engage::drivers
