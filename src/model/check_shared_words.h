#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "syntax/tree.h"
#include "text/diagnostic.h"
#include "text/source.h"

namespace engage::model {

// The words that vocabularies in sight of each other declare: what two of them declare alike is one word.
class SharedWords {
 public:
  SharedWords(const Sources& sources, Diagnostics& diagnostics) : sources_(sources), diagnostics_(diagnostics) {}

  void next_vocabulary() { ++vocabulary_; }
  // Whether another vocabulary declares this line's word; one that is declared differently is reported.
  bool repeats(const syntax::Statement& line);

 private:
  struct Declared {
    std::string text;  // as the layout has it
    std::size_t vocabulary = 0;
    Span span;  // of the name
  };

  const Sources& sources_;
  Diagnostics& diagnostics_;
  std::size_t vocabulary_ = 0;
  std::map<std::string, Declared> roles_, others_;
};

}  // namespace engage::model
