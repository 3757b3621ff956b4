#!/bin/sh
# csvkit 1.0.7 with agate 1.6.3 (Debian 12: csvkit) takes a column of numbers in which nothing but 1 and 0 happens to
# stand for a column of truth values: whether `days_late` is a number depends on how late the latest is. A list of what
# is late by at most a day has `true` where yesterday's had 1. Expected: numbers, or true and false only of words such
# as `yes`.
#
# The lines: version,days_late / 1,0 / 1,1     read by csvjson
# Seen:      [{"version": true, "days_late": false}, {"version": true, "days_late": true}]
# and with one row more, 1,2:  [{"version": true, "days_late": 0.0}, ...
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
printf 'version,days_late\n1,0\n1,1\n' >days.csv
seen=$(csvjson days.csv)
echo "$seen"
[ "$seen" = '[{"version": true, "days_late": false}, {"version": true, "days_late": true}]' ]
echo '1,2' >>days.csv
seen=$(csvjson days.csv)
echo "$seen"
case $seen in '[{"version": true, "days_late": 0.0}, '*) ;; *) exit 1 ;; esac
