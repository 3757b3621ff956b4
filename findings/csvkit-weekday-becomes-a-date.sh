#!/bin/sh
# csvkit 1.0.7 with agate 1.6.3 and parsedatetime 2.6 (Debian 12: csvkit) takes a column in which nothing but weekdays
# or parts of a day stand for dates, and writes the next such day after the day on which it is run: the same table
# gives other output tomorrow. A column of names is no safer: `May` and `April` become dates of the year 1. Expected:
# text; or dates of what has a year, a month and a day in it.
#
# The lines: avoid,who / tuesday morning,May / friday,April     read by csvjson
# Seen:      avoid: two instants, of the next Tuesday at 06:00 and Friday at 00:00; who: "0001-05-01" and "0001-04-01"
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
printf 'avoid,who\ntuesday morning,May\nfriday,April\n' >avoid.csv
seen=$(csvjson avoid.csv)
echo "$seen"
echo "$seen" | grep -Eq '"avoid": "20[0-9]{2}-[0-9]{2}-[0-9]{2}T06:00:00", "who": "0001-05-01"'
echo "$seen" | grep -Eq '"avoid": "20[0-9]{2}-[0-9]{2}-[0-9]{2}T00:00:00", "who": "0001-04-01"'
