#include <array>

#include "command.hpp"

namespace trunkline::tools {

// One line a command: `int run_x(Arguments &);` is defined in the file of its family.
int run_dtmf(Arguments &);
int run_dtmf_generate(Arguments &);
int run_caller_id(Arguments &);
int run_caller_id_generate(Arguments &);
int run_echo(Arguments &);

namespace {

constexpr std::array kCommands = {
    Command{"dtmf", "-> <digit> <samples consumed> a digit", run_dtmf},
    Command{"dtmf-generate",
            "--digits D [--on-ms 100] [--off-ms 100] [--low-dbm0 -9] [--twist-db 2] -> audio",
            run_dtmf_generate},
    Command{"caller-id",
            "[--standard auto|bell202|v23|dtmf] -> FSK <samples> <hex of type, length, data> | "
            "DTMF <samples> <digits>; --explain says more on stderr",
            run_caller_id},
    Command{"caller-id-generate",
            "--standard bell202|v23|dtmf [--form mdmf|sdmf] --number N [--time MMDDhhmm] "
            "[--name T] [--absence O|P] [--encoding utf8|gbk] -> audio",
            run_caller_id_generate},
    Command{"echo", "--nlp 0|1 [--tail-ms 64]: pairs (far, near) -> near without echo", run_echo},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace trunkline::tools
