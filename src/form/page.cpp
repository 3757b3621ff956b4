#include "form/page.h"

#include <fmt/format.h>

#include "form/document.h"
#include "text/visible.h"

namespace engage::form {
namespace {

// Sizes in points and centimetres hold on either paper; nothing depends on colour. Paper is light, whatever the reader
// has chosen for the screen.
constexpr std::string_view kStyle = R"(
  :root { color-scheme: light dark; --paper: #ffffff; --ink: #111111; --shade: #eeeeee; --line: #666666;
          --link: #0b4fa8; }
  @media screen and (prefers-color-scheme: dark) {
    :root { --paper: #16181b; --ink: #e8e8e8; --shade: #2a2d31; --line: #8f949c; --link: #9cc3ff; }
  }
  * { box-sizing: border-box; }
  body { max-width: 44rem; margin: 2rem auto; padding: 0 1.2rem; color: var(--ink); background: var(--paper);
         font: 1.05rem/1.5 Georgia, "Liberation Serif", "Times New Roman", serif; overflow-wrap: break-word;
         -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
  h1, h2, h3, h4, th { font-family: "Segoe UI", "Liberation Sans", Arial, sans-serif; line-height: 1.25; }
  h1 { font-size: 1.9rem; margin: 0 0 1rem; }
  h2 { font-size: 1.35rem; margin: 2.2rem 0 .6rem; padding-top: .5rem; border-top: 2px solid var(--ink); }
  h3 { font-size: 1.1rem; margin: 1.4rem 0 .4rem; }
  a { color: var(--link); }
  p { margin: .5rem 0; }
  ol, ul { margin: .3rem 0 .6rem; padding-left: 1.8rem; }
  li { margin: .3rem 0; }
  li > p:first-child { margin: 0; }
  .wide { overflow-x: auto; margin: .6rem 0; }
  table { border-collapse: collapse; width: 100%; min-width: 30rem; }
  th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: left; vertical-align: top; }
  th { background: var(--shade); font-size: .95rem; }
  @media (max-width: 30rem) {
    body { margin: 1rem auto; padding: 0 .9rem; }
    h1 { font-size: 1.5rem; }
    ol, ul { padding-left: 1.4rem; }
  }
  @media print {
    :root { color-scheme: light; }
    body { max-width: none; margin: 0; padding: 0; font-size: 11pt; }
    h1 { font-size: 20pt; }
    h2 { font-size: 14pt; margin-top: 18pt; }
    h3 { font-size: 12pt; }
    h1, h2, h3, h4 { break-after: avoid; break-inside: avoid; }
    li, tr { break-inside: avoid; }
    li:has(li) { break-inside: auto; }
    li > p { break-inside: avoid; }
    li > p:first-child { break-after: avoid; }
    li > p:last-child:not(:first-child), tbody tr:nth-child(2), tbody tr:last-child { break-before: avoid; }
    p, li { orphans: 3; widows: 3; }
    .wide { overflow: visible; }
    table { min-width: 0; }
    th, td { overflow-wrap: anywhere; }
    thead { display: table-header-group; }
  }
)";

// Boxes in the margin of each printed page. Browsers that do not know them leave them out.
constexpr std::string_view kMargins = R"(
  @page {{
    margin: 2cm;
    @bottom-left {{ content: {}; width: 75%; text-align: left; font: 8pt Arial, "Liberation Sans", sans-serif; }}
    @bottom-right {{ content: "Page " counter(page) " of " counter(pages); width: 25%; text-align: right;
                    font: 8pt Arial, "Liberation Sans", sans-serif; }}
  }}
)";

}  // namespace

std::string page(const Page& page) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\" xmlns=\"http://www.w3.org/1999/xhtml\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>";
  out += escaped_xml(page.title);
  out += "</title>\n<style>";
  out += kStyle.substr(0, kStyle.size() - 1);
  out += fmt::format(kMargins, quoted_css(page.foot));
  out += page.style;
  out += "</style>\n</head>\n<body>\n<main>\n";
  out += page.body;
  out += "</main>\n</body>\n</html>\n";
  return out;
}

std::string wide(std::string_view label, std::string_view content) {
  return fmt::format("<div class=\"wide\" role=\"group\" aria-label=\"{}\" tabindex=\"0\">\n{}</div>\n", label,
                     content);
}

std::string quoted_css(std::string_view text) {
  std::string out = "\"";
  for (const char c : visible_on_page(text)) {
    const bool plain = c != '"' && c != '\\' && c != '<' && c != '>' && c != '&' && c != '\n';
    out += plain ? std::string(1, c) : fmt::format("\\{:x} ", static_cast<unsigned char>(c));
  }
  return out + '"';
}

}  // namespace engage::form
