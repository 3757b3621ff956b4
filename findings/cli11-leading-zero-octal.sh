#!/bin/sh
# CLI11 2.1.2+ds-1 (Debian 12: libcli11-dev) reads the value of an option of an integer type in the base that its first
# digits seem to say: `010` is 8 and `0x10` is 16, without a word. Whoever gives a version or a day padded with zeros gets
# another one. Expected: decimal, as std::stoi and from_chars read it.
#
# The lines: program --number 010 / 0x10 / 10
# Seen:      8 16 10
# Fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q libcli11-dev=2.1.2+ds-1 >/dev/null 2>&1
dpkg-deb -x libcli11-dev_*.deb package
cat >program.cpp <<'PROGRAM'
#include <CLI/CLI.hpp>
#include <iostream>

int main(int argc, char** argv) {
  CLI::App app;
  int number = 0;
  app.add_option("--number", number);
  CLI11_PARSE(app, argc, argv);
  std::cout << number << '\n';
}
PROGRAM
g++ -std=c++17 -Ipackage/usr/include program.cpp -o program
seen="$(./program --number 010) $(./program --number 0x10) $(./program --number 10)"
echo "$seen"
[ "$seen" = "8 16 10" ]
