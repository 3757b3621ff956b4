#pragma once

#include "cli/save_play.h"
#include "play/setup.h"
#include "text/source.h"

namespace engage::cli {

// Walks a case day by day as standard input commands, and answers on standard output; prompts where a person types.
// `save`: where its scenarios lead, save for file and title.
Expected<int> walk(const play::Setup& setup, const Sources& sources, const SaveOptions& save, bool colour);

}  // namespace engage::cli
