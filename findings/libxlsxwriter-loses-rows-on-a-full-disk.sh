#!/bin/sh
# libxlsxwriter 1.1.4 (Debian 12: libxlsxwriter-dev) says that all is well when rows of a workbook could not be
# written: it writes each sheet to a temporary file first, does not look whether that worked, and packs what is there.
# On a full /tmp a workbook lacks its last rows, and no spreadsheet opens it whole. Expected: an error from
# workbook_close, which has codes for temporary files and promises one for every failure.
#
# The program: 20000 rows in one sheet, with a limit of 100 kB for each file (a full disk, without one). The packed
#              workbook has room: its rows are all alike
# Seen:        workbook_close returns 0; xl/worksheets/sheet1.xml ends before </worksheet>
# Fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q libxlsxwriter-dev=1.1.4-2+b1 libxlsxwriter4=1.1.4-2+b1 libminizip1 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" package; done
libraries=$(dirname "$(find package -name libxlsxwriter.so.4)")
cat >program.c <<'PROGRAM'
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <xlsxwriter.h>

int main(void) {
  struct rlimit limit = {100000, 100000};
  signal(SIGXFSZ, SIG_IGN); /* so that a write fails, as on a full disk */
  setrlimit(RLIMIT_FSIZE, &limit);
  lxw_workbook* book = workbook_new("late.xlsx");
  lxw_worksheet* sheet = workbook_add_worksheet(book, NULL);
  for (lxw_row_t row = 0; row < 20000; ++row) worksheet_write_string(sheet, row, 0, "late", NULL);
  printf("%d\n", workbook_close(book));
  return 0;
}
PROGRAM
gcc -Ipackage/usr/include program.c -o program "$libraries/libxlsxwriter.so.4" -Wl,-rpath-link,"$libraries"
seen=$(LD_LIBRARY_PATH=$libraries ./program)
end=$(python3 -c 'import zipfile; print(zipfile.ZipFile("late.xlsx").read("xl/worksheets/sheet1.xml")[-12:].decode())')
echo "returned $seen; the sheet ends with: $end"
[ "$seen" = 0 ]
[ "$end" != "</worksheet>" ]
