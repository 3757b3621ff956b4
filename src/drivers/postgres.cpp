#include "drivers/database.h"

namespace engage::drivers {

Expected<std::unique_ptr<Database>> open_postgres(const std::string&) { return fault("not yet"); }
Expected<std::unique_ptr<Database>> open_odbc(const std::string&) { return fault("not yet"); }

}  // namespace engage::drivers
