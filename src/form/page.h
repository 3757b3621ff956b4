#pragma once

#include <string>
#include <string_view>

namespace engage::form {

// A page of HTML: what stands in it, and what it says of itself.
struct Page {
  std::string title;
  std::string foot;   // of each printed page, before its number: what the page speaks of, and as of when
  std::string style;  // adds to the style that all pages share
  std::string body;
};

// Well-formed as XML too: it needs no script and no outside file, prints on A4 and on Letter, fits a phone, follows the
// reader's choice of light or dark, and is read in black and white. Its colours have names, which `style` uses as well:
// --paper and --ink, --shade behind a table's head, --line around its cells, --link.
std::string page(const Page& page);

// Something that may be wider than a phone, in a box in which it is moved sideways. The label names the box to
// screen readers; it and the content are HTML.
std::string wide(std::string_view label, std::string_view content);

// A text between quotation marks of a style, such that neither HTML nor XML sees an end or a tag in it.
std::string quoted_css(std::string_view text);

}  // namespace engage::form
