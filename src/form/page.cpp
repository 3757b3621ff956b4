#include "form/page.h"

#include "form/document.h"

namespace engage::form {
namespace {

// Sizes in points and centimetres hold on either paper; nothing depends on colour.
constexpr std::string_view kStyle = R"(
  :root { color-scheme: light; }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1.2rem; color: #111; background: #fff;
         font: 1.05rem/1.5 Georgia, "Liberation Serif", "Times New Roman", serif; }
  h1, h2, h3, h4, th { font-family: "Segoe UI", "Liberation Sans", Arial, sans-serif; line-height: 1.25; }
  h1 { font-size: 1.9rem; margin: 0 0 1rem; }
  h2 { font-size: 1.35rem; margin: 2.2rem 0 .6rem; padding-top: .5rem; border-top: 2px solid #111; }
  h3 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; }
  p { margin: .5rem 0; }
  ol, ul { margin: .3rem 0 .6rem; padding-left: 1.8rem; }
  li { margin: .3rem 0; }
  table { border-collapse: collapse; margin: .6rem 0; width: 100%; }
  th, td { border: 1px solid #666; padding: .3rem .5rem; text-align: left; vertical-align: top;
           overflow-wrap: anywhere; }
  th { background: #eee; font-size: .95rem; }
  @page { margin: 2cm; }
  @media print {
    body { max-width: none; margin: 0; padding: 0; font-size: 11pt; }
    h1, h2, h3, h4 { break-after: avoid; }
    li, tr { break-inside: avoid; }
    li:has(ol) { break-inside: auto; }
    p { orphans: 3; widows: 3; }
    thead { display: table-header-group; }
  }
)";

}  // namespace

std::string page(std::string_view title, std::string_view style, std::string_view body) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>";
  out += escaped_xml(title);
  out += "</title>\n<style>";
  out += kStyle;
  out += style;
  out += "</style>\n</head>\n<body>\n<main>\n";
  out += body;
  out += "</main>\n</body>\n</html>\n";
  return out;
}

}  // namespace engage::form
