#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "form/svg.h"
#include "show/chart_layout.h"

// What a part of a chart looks like, for a picture that holds all and for pages that hold pieces.
namespace engage::show {

// The style of all that is drawn, for light and for dark.
extern const std::string_view kChartStyle;

// The elements that lie between two heights, in whole or in part.
std::string drawn(const PlacedPart& part, form::Span seen);

// The part cut from top to bottom, wherever no cut goes through a node or a text.
std::vector<form::Span> pieces(const PlacedPart& part);

}  // namespace engage::show
