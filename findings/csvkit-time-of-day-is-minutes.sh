#!/bin/sh
# csvkit 1.0.7 with agate 1.6.3 and pytimeparse 1.1.5 (Debian 12: csvkit) takes a column of times of day for lengths of
# time, and the hours of 10:15 for minutes: a quarter past ten becomes ten minutes and fifteen seconds. Expected: text,
# or a time of ten hours and fifteen minutes, as it reads 10:15:00.
#
# The lines: at,to / 10:15,10:15:00 / 09:30,09:30:00     read by csvjson
# Seen:      [{"at": "0:10:15", "to": "10:15:00"}, {"at": "0:09:30", "to": "9:30:00"}]
# Fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q python3-csvkit=1.0.7-1 python3-agate=1.6.3-2 python3-parsedatetime=2.6-3 \
  python3-pytimeparse=1.1.5-3 python3-isodate python3-leather python3-slugify python3-unidecode python3-six \
  python3-babel python-babel-localedata python3-tz >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" package; done
csvjson() { PYTHONPATH=package/usr/lib/python3/dist-packages /usr/bin/python3 -m csvkit.utilities.csvjson "$@"; }
printf 'at,to\n10:15,10:15:00\n09:30,09:30:00\n' >at.csv
seen=$(csvjson at.csv)
echo "$seen"
[ "$seen" = '[{"at": "0:10:15", "to": "10:15:00"}, {"at": "0:09:30", "to": "9:30:00"}]' ]
