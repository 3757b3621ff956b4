#!/bin/sh
# csvkit 1.0.7 with agate 1.6.3 (Debian 12: csvkit) makes nothing of a cell `none`, `NA` or `.` even where it was told
# not to guess (-I, --no-inference: "Disable type inference when parsing the input"), so that a column of words loses
# one of them. Expected: with -I every cell is the text that stands in it. (--blanks, beside it, keeps them; but it
# keeps empty cells as texts as well.)
#
# The lines: kind,late / action,2 / none,3 / NA,4     read by csvjson -I
# Seen:      [{"kind": "action", "late": "2"}, {"kind": null, "late": "3"}, {"kind": null, "late": "4"}]
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
printf 'kind,late\naction,2\nnone,3\nNA,4\n' >kind.csv
seen=$(csvjson -I kind.csv)
echo "$seen"
[ "$seen" = '[{"kind": "action", "late": "2"}, {"kind": null, "late": "3"}, {"kind": null, "late": "4"}]' ]
