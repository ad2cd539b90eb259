#include <array>

#include "command.hpp"

namespace trunkline::tools {

// One line a command: `int run_x(Arguments &);` is defined in the file of its family.
int run_dtmf(Arguments &);

namespace {

constexpr std::array kCommands = {
    Command{"dtmf", "-> <digit> <samples consumed> a digit", run_dtmf},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace trunkline::tools
