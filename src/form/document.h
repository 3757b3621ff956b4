#pragma once

#include <string>
#include <variant>
#include <vector>

// A page for people: headings, paragraphs, lists and tables, and the forms it can be written in. Texts
// are plain; each form marks what it has to. A lead stands in bold before its text.
namespace engage::form {

struct Block;

struct Heading {
  int level = 1;  // 1: the page's title
  std::string text;
};

struct Paragraph {
  std::string lead;
  std::string text;
};

struct Item {
  std::string lead;
  std::string text;
  std::vector<Block> below;
};

struct List {
  bool numbered = false;
  std::vector<Item> items;
};

struct Table {
  std::vector<std::string> head;
  std::vector<std::vector<std::string>> rows;  // each as long as the head
};

struct Block {
  std::variant<Heading, Paragraph, List, Table> node;
};

struct Document {
  std::vector<Block> blocks;
};

// CommonMark with the tables of GitHub.
std::string markdown(const Document& document);
// One page that needs nothing else: no script, no outside file. What it is an edition of stands at the foot of each
// printed page, and at the end, with places to sign it; where `edition` is empty, it is not to be signed.
std::string html(const Document& document, std::string_view edition = {});
// For terminals and plain e-mail, wrapped at 100 columns.
std::string plain_text(const Document& document);

// Between tags and in attributes (in double quotes) of HTML, XML and SVG. What would not show, or XML forbids, is
// written out (text/visible.h).
std::string escaped_xml(std::string_view text);

}  // namespace engage::form
