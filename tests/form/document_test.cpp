#include "form/document.h"

#include <gtest/gtest.h>

#include "form/svg.h"

namespace engage::form {
namespace {

Document page() {
  Document document;
  document.blocks.push_back({Heading{1, "A <title> & \"more\""}});
  document.blocks.push_back({Paragraph{"Source:", "1. step_one is *not* a list; [x] a_b"}});
  List inner{false, {{"", "- inner", {}}}};
  document.blocks.push_back(
      {List{true, {{"First.", "Do it", {{inner}, {Paragraph{"Note:", "mind"}}}}, {"", "Then", {}}}}});
  document.blocks.push_back({Table{{"What", "How"}, {{"a|b", "c"}}}});
  return document;
}

// Whatever a title holds, it is read as it was written.
TEST(Document, IsWrittenAsMarkdown) {
  EXPECT_EQ(markdown(page()), R"(# A &lt;title&gt; &amp; "more"

**Source:** 1\. step_one is \*not\* a list; \[x\] a_b

1. **First.** Do it
   - \- inner

   **Note:** mind
2. Then

| What | How |
| --- | --- |
| a\|b | c |
)");
}

// Each was markup of some Markdown: of CommonMark, of one that takes no backslash before `<`, or of a template.
TEST(Document, NoTextIsMarkup) {
  for (const auto& [text, shown] : {std::pair<std::string, std::string>{"<b>&lt;", "&lt;b&gt;&amp;lt;"},
                                    {"    code", "&#32;   code"},
                                    {"\tcode", "&#9;code"},
                                    {"line end  ", "line end &#32;"},
                                    {"a #", "a \\#"},
                                    {"C#", "C#"},
                                    {"https://e.org www.e.org", "https\\://e.org www\\.e.org"},
                                    {"{{ x }}", "\\{\\{ x \\}\\}"},
                                    {"a\rb\nc", "a\\\\x0Db c"},
                                    {"=", "\\="}}) {
    Document document;
    document.blocks.push_back({Paragraph{"", text}});
    EXPECT_EQ(markdown(document), shown + "\n");
  }
  EXPECT_EQ(escaped_xml("\x1b\uFFFE\u202E<"), "\\x1B\\u{FFFE}\\u{202E}&lt;");
}

TEST(Document, IsWrittenAsHtml) {
  const std::string whole = html(page());
  EXPECT_NE(whole.find("<html lang=\"en\""), whole.npos);
  EXPECT_NE(whole.find("<title>A &lt;title&gt; &amp; &quot;more&quot;</title>"), whole.npos);
  EXPECT_EQ(whole.find("<script"), whole.npos);
  EXPECT_EQ(whole.substr(whole.find("<main>")), R"(<main>
<h1>A &lt;title&gt; &amp; &quot;more&quot;</h1>
<p><strong>Source:</strong> 1. step_one is *not* a list; [x] a_b</p>
<ol>
  <li>
    <p><strong>First.</strong> Do it</p>
    <ul>
      <li>- inner</li>
    </ul>
    <p><strong>Note:</strong> mind</p>
  </li>
  <li>Then</li>
</ol>
<div class="wide" role="group" aria-label="Table" tabindex="0">
<table>
  <thead>
    <tr><th scope="col">What</th><th scope="col">How</th></tr>
  </thead>
  <tbody>
    <tr><td>a|b</td><td>c</td></tr>
  </tbody>
</table>
</div>
</main>
</body>
</html>
)");
}

// Where an edition is named, each printed page says which, and the last one has lines to sign it.
TEST(Document, IsSignedAsAnEdition) {
  const std::string whole = html(page(), "A \"title\" </style>, version 2, from 1 January 2026 on");
  EXPECT_NE(
      whole.find("@bottom-left { content: \"A \\22 title\\22  \\3c /style\\3e , version 2, from 1 January 2026 on\""),
      whole.npos);
  EXPECT_NE(
      whole.find("<p>Read and agreed: A &quot;title&quot; &lt;/style&gt;, version 2, from 1 January 2026 on.</p>"),
      whole.npos);
  std::size_t places = 0;
  const std::string place =
      "<li><span>Name:</span> <span>Role:</span> <span>Signature:</span> <span class=\"date\">Date:</span></li>";
  for (std::size_t at = whole.find(place); at != whole.npos; at = whole.find(place, at + 1)) ++places;
  EXPECT_EQ(places, 3u);
  EXPECT_EQ(html(page()).find("Signature"), whole.npos);
  EXPECT_NE(html(page()).find("@bottom-left { content: \"A \\3c title\\3e  \\26  \\22 more\\22 \""), whole.npos);
}

TEST(Pieces, AreCutOnlyWhereNothingIs) {
  const auto cut = [](std::vector<Span> whole) {
    std::vector<double> ends;
    for (const Span& piece : pieces(std::move(whole), 100)) ends.push_back(piece.bottom);
    return ends;
  };
  EXPECT_EQ(cut({}), std::vector<double>{100});
  EXPECT_EQ(cut({{10, 20}, {40, 60}, {30, 50}, {70, 90}}), (std::vector<double>{25, 65, 100}));
  EXPECT_EQ(cut({{10, 80}, {20, 30}, {80.2, 90}}), std::vector<double>{100});  // too narrow for a whole pixel
}

TEST(Document, IsWrittenAsText) {
  EXPECT_EQ(plain_text(page()), R"(A <title> & "more"
==================

Source: 1. step_one is *not* a list; [x] a_b

1. First. Do it
   - - inner
   Note: mind
2. Then

- a|b
  How: c
)");
}

}  // namespace
}  // namespace engage::form
