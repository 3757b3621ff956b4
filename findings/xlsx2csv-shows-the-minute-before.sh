#!/bin/sh
# xlsx2csv 0.7.8 (Debian 12: xlsx2csv) shows the minute before of many times that a spreadsheet holds: it cuts the
# seconds of 11:29:59.999999 where the spreadsheet, and openpyxl, round them. A workbook holds a time as a fraction of
# a day, and 11:30 has no exact one. Expected: 11:30.
#
# The cell:  2026-01-12 11:30, shown as yyyy-mm-dd hh:mm, as openpyxl writes it: 46034.47916666666 days
# Seen:      2026-01-12 11:29
# Fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q xlsx2csv=1:0.7.8-1 python3-openpyxl=3.0.9-1 python3-et-xmlfile python3-jdcal >/dev/null 2>&1 ||
  apt-get download -q xlsx2csv=1:0.7.8-1 python3-openpyxl=3.0.9-1 python3-et-xmlfile >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" package; done
export PYTHONPATH=package/usr/lib/python3/dist-packages
/usr/bin/python3 -c '
import openpyxl
book = openpyxl.Workbook()
book.active["A1"] = 46034.479166666664  # 11:30, as a double
book.active["A1"].number_format = "yyyy-mm-dd hh:mm"
book.save("time.xlsx")
print(openpyxl.load_workbook("time.xlsx").active["A1"].value)'
seen=$(/usr/bin/python3 package/usr/bin/xlsx2csv time.xlsx)
echo "$seen"
[ "$seen" = "2026-01-12 11:29" ]
