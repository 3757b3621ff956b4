#pragma once

#include "syntax/parts.h"
#include "syntax/tree.h"

// A function a form, for the forms with more to them than a name and a title.
namespace engage::syntax {

Node policy_decl(PartReader& r);
Node scenario_decl(PartReader& r);

Node covers(PartReader& r);
Node weekend(PartReader& r);
Node hours(PartReader& r);
Node holiday(PartReader& r);
Node closed(PartReader& r);
Node open_day(PartReader& r);
Node period(PartReader& r);

Node fact(PartReader& r);
Node action(PartReader& r);
Node group(PartReader& r);
Node date_word(PartReader& r);

Node version(PartReader& r);
Node default_line(PartReader& r);
Node setting(PartReader& r);
Node in_stage(PartReader& r);
Node limit(PartReader& r);
Node on(PartReader& r);
Node when(PartReader& r);
Node alongside(PartReader& r);
Node finish(PartReader& r);
Node escalate(PartReader& r);

Node wait(PartReader& r);
Node repeat(PartReader& r);
Node at_least_every(PartReader& r);
Node every_from(PartReader& r);
Node once_every(PartReader& r);
Node within(PartReader& r);
Node no_later_than(PartReader& r);
Node aim(PartReader& r);
Node by(PartReader& r);
Node do_line(PartReader& r);

FactSet fact_set(PartReader& r, PartReader::Index fact_is);
Node happens(PartReader& r);
Node check(PartReader& r);

}  // namespace engage::syntax
