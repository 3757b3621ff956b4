#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "drivers/rows.h"
#include "text/error.h"

namespace engage::drivers {

// A database opened for reading. All that is asked of it is one transaction that cannot write, and sees what was there
// when it began, whatever others write meanwhile; of an ODBC source, as far as its driver can do that.
class Database {
 public:
  // By its address: `postgresql://[USER@]HOST[:PORT]/NAME`, `sqlite:PATH`, `odbc:NAME=VALUE;…`. One with a password in it
  // is refused: it would be seen in the list of processes and in scripts. A password that the caller has from elsewhere
  // goes beside it; empty: the one of ~/.pgpass or of the ODBC data source. No error shows a password.
  static Expected<std::unique_ptr<Database>> open(const std::string& address, const std::string& password = {});
  static bool is_address(std::string_view text);

  virtual ~Database() = default;

  // Rows of a query, or of a table: `cases`, `intake.cases`. Several may be read side by side.
  Expected<std::unique_ptr<Rows>> rows(std::string_view query_or_table);

  // The query for all of a table; the name is exactly as given, letter by letter. What is in quotes is one name:
  // `intake."Cases 2026"`.
  std::string select_all(std::string_view table) const;

 protected:
  // What the database puts around names; empty where it has nothing for that.
  virtual std::string_view quote() const { return "\""; }
  virtual Expected<std::unique_ptr<Rows>> query(const std::string& sql) = 0;
};

// Whether a text is a query, and not the name of a table.
bool is_query(std::string_view text);

Expected<std::unique_ptr<Database>> open_sqlite(const std::string& path);
Expected<std::unique_ptr<Database>> open_postgres(const std::string& address, const std::string& password);
Expected<std::unique_ptr<Database>> open_odbc(const std::string& connection, const std::string& password);

}  // namespace engage::drivers
