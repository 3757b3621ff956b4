#!/bin/sh
# libxlsxwriter 1.1.4 (Debian 12: libxlsxwriter-dev) puts a text with _x0041_ in it into the workbook as it is, where
# the format has it that this is how a character is written by its number: Excel and LibreOffice show an A, and a code
# or file name such as form_x0041_b is another one. Expected: an escaped underscore, _x005F_x0041_, as its sister for
# Python (XlsxWriter) writes it; for control characters it writes such escapes itself.
#
# The cell: worksheet_write_string of "form_x0041_b" and of a tab's neighbour, the character 1
# Seen:     <t>form_x0041_b</t> and <t>_x0001_</t> in xl/sharedStrings.xml
# Fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q libxlsxwriter-dev=1.1.4-2+b1 libxlsxwriter4=1.1.4-2+b1 libminizip1 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" package; done
libraries=$(dirname "$(find package -name libxlsxwriter.so.4)")
cat >program.c <<'PROGRAM'
#include <xlsxwriter.h>

int main(void) {
  lxw_workbook* book = workbook_new("text.xlsx");
  lxw_worksheet* sheet = workbook_add_worksheet(book, NULL);
  worksheet_write_string(sheet, 0, 0, "form_x0041_b", NULL);
  worksheet_write_string(sheet, 1, 0, "\x01", NULL);
  return workbook_close(book);
}
PROGRAM
gcc -Ipackage/usr/include program.c -o program "$libraries/libxlsxwriter.so.4" -Wl,-rpath-link,"$libraries"
LD_LIBRARY_PATH=$libraries ./program
seen=$(python3 -c 'import zipfile; print(zipfile.ZipFile("text.xlsx").read("xl/sharedStrings.xml").decode())' |
  grep -o '<t>[^<]*</t>' | tr '\n' ' ')
echo "$seen"
[ "$seen" = "<t>form_x0041_b</t> <t>_x0001_</t> " ]
