#include "cases/times.h"

#include <gtest/gtest.h>

#include <string>

namespace engage::cases {
namespace {

// As local time, or the fault in words.
std::string local(std::string_view text, const TimeZone* zone = nullptr) {
  WrittenTime written;
  LocalTime there;
  TimeFault fault = parse_time(text, written);
  if (fault == TimeFault::none) fault = to_local(written, zone, there);
  if (fault != TimeFault::none) return sentence(fault, text);
  if (!there.minute) return to_string(there.date);
  std::string shown;
  append_minute(shown, {start_of(there.date).minutes + *there.minute});
  return shown;
}

TEST(Times, FormsThatAreTaken) {
  EXPECT_EQ(local("2026-01-05"), "2026-01-05");
  for (const char* text : {"2026-01-05T09:30", "2026-01-05 09:30", "2026-01-05T09:30:59", "2026-01-05T09:30:00.123",
                           "2026-01-05T09:30:00.123456", "2026-01-05T09:30-05:00", "2026-01-05 09:30:15.5+23:59",
                           "2026-01-05 09:30:00+00", "2026-01-05 09:30:00.123456-05", "2026-01-05 09:30:15+05"}) {
    EXPECT_EQ(local(text), "2026-01-05T09:30") << text;
  }
  EXPECT_EQ(local("1900-01-01T00:00"), "1900-01-01T00:00");
  EXPECT_EQ(local("2199-12-31T23:59"), "2199-12-31T23:59");
  EXPECT_EQ(local("2024-02-29"), "2024-02-29");
  EXPECT_EQ(local("2000-02-29"), "2000-02-29");
}

TEST(Times, ZonesAsDatabasesWriteThem) {
  const auto utc = load_timezone("UTC");
  ASSERT_TRUE(utc.has_value());
  EXPECT_EQ(local("2026-01-05 09:30:00 UTC", &*utc), "2026-01-05T09:30");
  EXPECT_EQ(local("2026-01-05 09:30:00.123+05", &*utc), "2026-01-05T04:30");
}

TEST(Times, FormsThatAreNot) {
  for (const char* text : {"",
                           "2026",
                           "2026-1-05",
                           "2026/01/05",
                           "26-01-05",
                           "2026-01-05T",
                           "2026-01-05T9:30",
                           "2026-01-05T0930",
                           "2026-01-05t09:30",
                           "2026-01-05  09:30",
                           "2026-01-05T09:30:",
                           "2026-01-05T09:30:1",
                           "2026-01-05T09:30:00.",
                           "2026-01-05T09:30z",
                           "2026-01-05T09:30 Z",
                           "2026-01-05T09:30+0500",
                           "2026-01-05T09:30+0:00",
                           "2026-01-05T09:30UTC",
                           "2026-01-05T09:30+5",
                           "2026-01-05Z",
                           " 2026-01-05",
                           "2026-01-05 ",
                           "2026-01-05T09:30ZZ",
                           "+026-01-05",
                           "2026-01-05T-1:30"}) {
    WrittenTime written;
    EXPECT_EQ(parse_time(text, written), TimeFault::shape) << text;
  }
}

TEST(Times, DatesAndTimesThatDoNotExist) {
  const auto fault = [](const char* text) {
    WrittenTime written;
    return parse_time(text, written);
  };
  for (const char* text : {"2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00",
                           "1900-02-29", "2100-02-29", "2026-02-30T10:00"}) {
    EXPECT_EQ(fault(text), TimeFault::no_such_date) << text;
  }
  for (const char* text : {"2026-01-05T24:00", "2026-01-05T10:60", "2026-01-05T10:15:60", "2026-01-05T23:59:60Z"}) {
    EXPECT_EQ(fault(text), TimeFault::no_such_time) << text;
  }
  for (const char* text : {"2026-01-05T10:00+24:00", "2026-01-05T10:00-05:60"}) {
    EXPECT_EQ(fault(text), TimeFault::no_such_offset) << text;
  }
  for (const char* text : {"1899-12-31", "2200-01-01", "0001-01-01", "9999-12-31T10:00"}) {
    EXPECT_EQ(fault(text), TimeFault::out_of_range) << text;
  }
}

TEST(Times, EveryDateOfTheRangeAgreesWithTheCalendar) {
  for (Date date = kFirstDate; date <= kLastDate; date = date + 1) {
    Date parsed;
    ASSERT_EQ(parse_date(to_string(date), parsed), TimeFault::none);
    ASSERT_EQ(parsed, date);
  }
}

TEST(Times, WithoutATimezoneAnOffsetIsDroppedAndZIsAFault) {
  EXPECT_EQ(local("2026-01-05T23:30-05:00"), "2026-01-05T23:30");
  EXPECT_EQ(local("2026-01-05T23:30Z"),
            "2026-01-05T23:30Z is in UTC, and the policy's calendar has no timezone to turn it into local time");
  EXPECT_EQ(local("2026-01-05 23:30:00 UTC").substr(24),
            "is in UTC, and the policy's calendar has no timezone to turn it into local time");
}

TEST(Timezone, UnknownNamesAreNone) {
  EXPECT_FALSE(load_timezone("America/Torronto"));
  EXPECT_FALSE(load_timezone(""));
}

TEST(Timezone, TorontoAcrossItsChanges) {
  const auto zone = load_timezone("America/Toronto");
  ASSERT_TRUE(zone);
  const auto there = [&](const char* text) { return local(text, &*zone); };
  EXPECT_EQ(there("2026-01-05T23:30"), "2026-01-05T23:30");
  EXPECT_EQ(there("2026-01-05T14:00Z"), "2026-01-05T09:00");
  EXPECT_EQ(there("2026-01-05 14:00:00 UTC"), "2026-01-05T09:00");
  EXPECT_EQ(there("2026-01-05 14:00:00.5+00"), "2026-01-05T09:00");
  EXPECT_EQ(there("2026-01-06T04:59:59Z"), "2026-01-05T23:59");
  EXPECT_EQ(there("2026-07-01T14:00Z"), "2026-07-01T10:00");
  // 8 March 2026: 02:00 becomes 03:00.
  EXPECT_EQ(there("2026-03-08T06:59Z"), "2026-03-08T01:59");
  EXPECT_EQ(there("2026-03-08T07:00Z"), "2026-03-08T03:00");
  // 1 November 2026: 02:00 becomes 01:00; that hour comes twice.
  EXPECT_EQ(there("2026-11-01T05:59Z"), "2026-11-01T01:59");
  EXPECT_EQ(there("2026-11-01T06:00Z"), "2026-11-01T01:00");
  EXPECT_EQ(there("2026-11-01T07:00Z"), "2026-11-01T02:00");
  // Another offset than the local one is turned, not dropped.
  EXPECT_EQ(there("2026-01-08T09:00-05:00"), "2026-01-08T09:00");
  EXPECT_EQ(there("2026-01-08T09:00+01:00"), "2026-01-08T03:00");
  EXPECT_EQ(there("2026-01-08T23:00-08:00"), "2026-01-09T02:00");
  // Long ago, and far off by the rules of today.
  EXPECT_EQ(there("1900-06-01T12:00Z"), "1900-06-01T07:00");
  EXPECT_EQ(there("2199-07-01T12:00Z"), "2199-07-01T08:00");
  EXPECT_EQ(there("2199-12-31T12:00Z"), "2199-12-31T07:00");
  EXPECT_EQ(there("1900-01-01T00:00Z"), "1900-01-01T00:00Z lies outside the years 1900 to 2199");
}

TEST(Timezone, AdelaideKeepsHalfHours) {
  const auto zone = load_timezone("Australia/Adelaide");
  ASSERT_TRUE(zone);
  const auto there = [&](const char* text) { return local(text, &*zone); };
  EXPECT_EQ(there("2026-01-05T00:00Z"), "2026-01-05T10:30");
  EXPECT_EQ(there("2026-07-05T00:00Z"), "2026-07-05T09:30");
  // 5 April 2026: 03:00 becomes 02:00; 4 October: 02:00 becomes 03:00.
  EXPECT_EQ(there("2026-04-04T16:29Z"), "2026-04-05T02:59");
  EXPECT_EQ(there("2026-04-04T16:30Z"), "2026-04-05T02:00");
  EXPECT_EQ(there("2026-10-03T16:29Z"), "2026-10-04T01:59");
  EXPECT_EQ(there("2026-10-03T16:30Z"), "2026-10-04T03:00");
}

TEST(Timezone, ZonesWithoutChanges) {
  const auto zone = load_timezone("UTC");
  ASSERT_TRUE(zone);
  EXPECT_EQ(local("2026-01-05T00:00Z", &*zone), "2026-01-05T00:00");
}

// Each minute of UTC is found again from what the clock shows and whether it shows it again, across every change of
// the clocks: by an hour, by half of one (Lord Howe), by a whole day that is left out (Apia, 2011).
TEST(Timezone, WhatTheClockShowsLeadsBackToTheMinute) {
  for (const char* name : {"America/Toronto", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Apia",
                           "Europe/Dublin", "America/Juneau"}) {
    const auto zone = load_timezone(name);
    ASSERT_TRUE(zone) << name;
    Instant before = zone->local({start_of(*make_date(2007, 1, 1)).minutes - 15}).at;
    for (Instant utc = start_of(*make_date(2007, 1, 1)); utc < start_of(*make_date(2028, 1, 1)); utc.minutes += 15) {
      const TimeZone::Local shown = zone->local(utc);
      EXPECT_EQ(zone->utc(shown.at, shown.again), utc) << name << " " << utc.minutes;
      // It goes back only into what it has shown before.
      EXPECT_TRUE(shown.again || shown.at >= before) << name << " " << utc.minutes;
      before = shown.at;
    }
  }
}

}  // namespace
}  // namespace engage::cases
