// Writes a caseload for policies/individual-entry.engage as JSON lines: realistic cases of about 470
// bytes and 7 events each, the same ones for the same seed.
//
//   generate_caseload COUNT [SEED] > caseload.jsonl

#include <fmt/format.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

#include "calendar/date.h"

namespace {

using engage::Date;

class Caseload {
 public:
  explicit Caseload(std::uint64_t seed) : random_(seed) {}

  void append_case(std::string& out, std::uint64_t number);

 private:
  std::uint64_t below(std::uint64_t n) { return random_() % n; }
  bool chance(unsigned percent) { return below(100) < percent; }
  std::string_view one_of(std::initializer_list<std::string_view> values) {
    return values.begin()[below(values.size())];
  }
  void append_event(std::string& out, Date day, std::string_view event);

  std::mt19937_64 random_;
  bool first_event_ = true;
};

void Caseload::append_event(std::string& out, Date day, std::string_view event) {
  if (!first_event_) out += ',';
  first_event_ = false;
  out += "{\"at\":\"";
  engage::append_date(out, day);
  if (chance(70)) fmt::format_to(std::back_inserter(out), "T{:02}:{:02}", 8 + below(10), below(60));
  fmt::format_to(std::back_inserter(out), "\",\"event\":\"{}\"}}", event);
}

void Caseload::append_case(std::string& out, std::uint64_t number) {
  fmt::format_to(std::back_inserter(out), "{{\"id\":\"C-{:07}\",\"policy\":\"individual_entry\",\"facts\":{{", number);
  fmt::format_to(std::back_inserter(out), "\"service\":\"{}\",\"caseload_capacity\":{}",
                 chance(96) ? "individual" : "family", chance(90));
  if (chance(80)) fmt::format_to(std::back_inserter(out), ",\"consent_voicemail\":{}", chance(70));
  if (chance(30))
    fmt::format_to(std::back_inserter(out), ",\"risk\":\"{}\"", one_of({"low", "medium", "high", "extreme"}));
  if (chance(40)) out += ",\"alternate_contact\":\"sister\"";
  out += "},\"assignees\":{\"worker\":\"";
  out += one_of({"J. Okafor", "M. Tremblay", "S. Nguyen", "A. Roy"});
  out += "\"},\"events\":[";
  first_event_ = true;
  Date day = *engage::make_date(2025, 10, 1) + static_cast<int>(below(110));
  append_event(out, day, "referral_assigned");
  const auto attempts = 1 + below(5) / 2;
  for (std::uint64_t i = 0; i < attempts; ++i) {
    day = day + static_cast<int>(1 + below(6));
    append_event(out, day, "call_main");
    append_event(out, day, "leave_message");
    append_event(out, day, one_of({"call_alternate_number", "send_email", "send_text"}));
  }
  if (chance(35)) {
    day = day + static_cast<int>(1 + below(8));
    append_event(out, day, "contact");
    if (chance(60)) append_event(out, day + static_cast<int>(below(3)), "admit_client");
  }
  out += "]}\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fputs("usage: generate_caseload COUNT [SEED] > caseload.jsonl\n", stderr);
    return 2;
  }
  const std::uint64_t count = std::strtoull(argv[1], nullptr, 10);
  Caseload caseload(argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1);
  std::string out;
  for (std::uint64_t i = 1; i <= count; ++i) {
    caseload.append_case(out, i);
    if (out.size() > (1u << 20) || i == count) {
      if (std::fwrite(out.data(), 1, out.size(), stdout) != out.size()) return 2;
      out.clear();
    }
  }
}
