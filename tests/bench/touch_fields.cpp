// The yardstick of the benchmark: reads JSON lines with simdjson on-demand and merely touches every
// field of every case, one thread.
//
//   touch_fields FILE

#include <simdjson.h>

#include <cstdint>
#include <cstdio>

namespace {

namespace od = simdjson::ondemand;

// Bytes of all keys and texts, so that nothing can be left out.
std::uint64_t touch(od::value value) {
  switch (value.type().value()) {
    case od::json_type::object: {
      std::uint64_t sum = 0;
      for (od::field field : value.get_object().value()) {
        const std::string_view key = field.unescaped_key().value();
        sum += key.size() + touch(field.value());
      }
      return sum;
    }
    case od::json_type::array: {
      std::uint64_t sum = 0;
      for (od::value element : value.get_array().value()) sum += touch(element);
      return sum;
    }
    case od::json_type::string: return value.get_string().value().size();
    case od::json_type::number: return static_cast<std::uint64_t>(value.get_double().value());
    case od::json_type::boolean: return value.get_bool().value() ? 1 : 0;
    case od::json_type::null: return 0;
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: touch_fields FILE\n", stderr);
    return 2;
  }
  auto bytes = simdjson::padded_string::load(argv[1]);
  if (bytes.error()) {
    std::fprintf(stderr, "touch_fields: cannot read %s\n", argv[1]);
    return 2;
  }
  od::parser parser;
  std::uint64_t cases = 0, sum = 0;
  od::document_stream documents = parser.iterate_many(bytes.value_unsafe(), 1 << 20).value();
  for (auto document : documents) {
    for (od::field field : document.get_object().value()) {
      const std::string_view key = field.unescaped_key().value();
      sum += key.size() + touch(field.value());
    }
    ++cases;
  }
  std::printf("%llu cases, %llu\n", static_cast<unsigned long long>(cases), static_cast<unsigned long long>(sum));
}
