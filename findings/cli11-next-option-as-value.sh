#!/bin/sh
# CLI11 2.1.2+ds-1 (Debian 12: libcli11-dev) gives an option that wants one text the next word of the command line for
# its value even where that word is a declared option of the same program, and says nothing: the second option is then
# as if it had not been given. Expected: "--who requires an argument", as getopt_long with an empty optstring would not
# say either, but argparse and clap do.
#
# The line:  program --who --only late
# Seen:      who=--only only= left over: late   (exit 0 once extra words are allowed)
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
#include <string>

int main(int argc, char** argv) {
  CLI::App app;
  app.allow_extras();
  std::string who, only;
  app.add_option("--who", who);
  app.add_option("--only", only);
  CLI11_PARSE(app, argc, argv);
  std::cout << "who=" << who << " only=" << only << " left over:";
  for (const std::string& word : app.remaining()) std::cout << ' ' << word;
  std::cout << '\n';
}
PROGRAM
g++ -std=c++17 -Ipackage/usr/include program.cpp -o program
seen=$(./program --who --only late)
echo "$seen"
[ "$seen" = "who=--only only= left over: late" ]
