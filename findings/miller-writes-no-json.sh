#!/bin/sh
# Miller 6.6.0 (Debian 12: miller) takes an id such as 0xff, 0b11, 5. or .5 for a number, and writes it into JSON as it
# stood, without quotes: what it calls JSON is none, and a reader refuses the whole of it for one cell. Expected: a
# number as JSON has it, or a text in quotes, which 007 becomes.
#
# The lines: id / 007 / 0xff / 5.     read by mlr --icsv --ojson cat
# Seen:      "id": "007"   "id": 0xff   "id": 5.     and python3 -m json.tool refuses it
# Fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q miller=6.6.0-2+b3 >/dev/null 2>&1
dpkg-deb -x miller_*.deb package
printf 'id\n007\n0xff\n5.\n' >ids.csv
package/usr/bin/mlr --icsv --ojson cat ids.csv >ids.json
seen=$(grep -o '"id": .*' ids.json | tr '\n' ' ')
echo "$seen"
[ "$seen" = '"id": "007" "id": 0xff "id": 5. ' ]
! python3 -m json.tool ids.json
