/*
 * What it does: the shape of one command of trunkline_dsp, and the list of all.
 *
 * How to use it: a command is a function in a file of its own and a row of command_table.cpp.
 */
#pragma once
#include <span>
#include <string_view>

#include "arguments.hpp"

namespace trunkline::tools {

struct Command {
  std::string_view name;
  std::string_view usage;  // what follows the name, and what comes out
  /** Returns the exit code; bad input ends the program through refuse(). */
  int (*run)(Arguments &arguments);
};

std::span<const Command> commands();

}  // namespace trunkline::tools
