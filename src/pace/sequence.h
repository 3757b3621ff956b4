#pragma once

#include "model/policy.h"

namespace engage::pace {

// Visits the statements of one sequence in their order, but not the blocks inside of them: visit(statement,
// its id). It ends where the sequence ends, or comes to `until`: to what follows an `if`, back to a `repeat`.
template <typename Visit>
void for_each_statement(const model::Policy& policy, model::Next from, model::Next until, const Visit& visit) {
  while (from.statement != model::kEnd &&
         (from.statement != until.statement || from.round_ended != until.round_ended)) {
    const model::Statement& statement = policy.statements[from.statement];
    visit(statement, from.statement);
    from = statement.next;
  }
}

}  // namespace engage::pace
