#include <array>

#include "command.hpp"

namespace trunkline::tools {

// One line a command: `int run_x(Arguments &);` is defined in the file of its family.
int run_dtmf(Arguments &);
int run_echo(Arguments &);

namespace {

constexpr std::array kCommands = {
    Command{"dtmf", "-> <digit> <samples consumed> a digit", run_dtmf},
    Command{"echo", "--nlp 0|1 [--tail-ms 64]: pairs (far, near) -> near without echo", run_echo},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace trunkline::tools
