#!/bin/sh
# liborcus 0.17.2-2+b2 (Debian 12: liborcus-bin, liborcus-0.17-0; LibreOffice's own library for import filters) reads an
# .xlsx workbook and leaves out cells whose kinds it does not know, without a word: texts that stand in the cell itself
# (t="inlineStr", as many exporters write every text), errors (t="e"), and what formulas came to that are yes or no.
# LibreOffice 7.4 saves each TRUE as such a formula. Expected: the cells, or a fault.
#
# The sheet: 1 | a text in the cell | an error, #N/A | TRUE() as LibreOffice saves it | TRUE as Excel saves it | 2
# Seen:      1,,,"#ERR!",true,2     (where #ERR! is a formula that came to nothing)
#            The program ends with 1 as it does for a sheet that has nothing of this.
# Fails when that changes.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
apt-get download -q liborcus-bin=0.17.2-2+b2 liborcus-0.17-0=0.17.2-2+b2 liborcus-parser-0.17-0=0.17.2-2+b2 \
  liborcus-spreadsheet-model-0.17-0=0.17.2-2+b2 libixion-0.17-0=0.17.0-3+b2 libboost-program-options1.74.0 \
  libboost-filesystem1.74.0 libboost-iostreams1.74.0 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" package; done
/usr/bin/python3 - <<'PROGRAM'
import zipfile
links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
package = "http://schemas.openxmlformats.org/package/2006/relationships"
main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
with zipfile.ZipFile("cells.xlsx", "w") as archive:
    archive.writestr("[Content_Types].xml", f'''<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
      <Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>
      <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/></Types>''')
    archive.writestr("_rels/.rels", f'''<Relationships xmlns="{package}">
      <Relationship Id="rId1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>''')
    archive.writestr("xl/workbook.xml", f'''<workbook xmlns="{main}" xmlns:r="{links}"><workbookPr date1904="1"/>
      <sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>''')
    archive.writestr("xl/_rels/workbook.xml.rels", f'''<Relationships xmlns="{package}">
      <Relationship Id="rId1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>''')
    archive.writestr("xl/worksheets/sheet1.xml", f'''<worksheet xmlns="{main}"><sheetData><row r="1">
      <c r="A1"><v>1</v></c><c r="B1" t="inlineStr"><is><t>text</t></is></c><c r="C1" t="e"><v>#N/A</v></c>
      <c r="D1" t="b"><f>TRUE()</f><v>1</v></c><c r="E1" t="b"><v>1</v></c><c r="F1"><v>2</v></c>
      </row></sheetData></worksheet>''')
PROGRAM
LD_LIBRARY_PATH=package/usr/lib/$(gcc -dumpmachine) package/usr/bin/orcus-xlsx -f csv -o seen cells.xlsx || true
cat seen/*
[ "$(cat seen/*)" = '1,,,"#ERR!",true,2' ]
