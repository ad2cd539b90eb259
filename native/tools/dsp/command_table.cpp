#include <array>

#include "command.hpp"

namespace trunkline::tools {

// One line a command: `int run_x(Arguments &);` is defined in the file of its family.
int run_dtmf(Arguments &);
int run_dtmf_generate(Arguments &);
int run_caller_id(Arguments &);
int run_caller_id_generate(Arguments &);
int run_echo(Arguments &);
int run_tones(Arguments &);
int run_tone_generate(Arguments &);
int run_answer(Arguments &);
int run_codec(Arguments &);
int run_blocks(Arguments &);
int run_vad(Arguments &);
int run_agc(Arguments &);
int run_conference(Arguments &);
int run_resample(Arguments &);
int run_conceal(Arguments &);
int run_noise(Arguments &);

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
    Command{"tones", "[--plan cn|us|etsi|uk] [--cycles 3] -> <tone> <samples> when recognised",
            run_tones},
    Command{"tone-generate", "[--plan cn] --tone T [--seconds 10] [--level-dbm0 L] -> audio",
            run_tone_generate},
    Command{"vad", "-> 0 or 1 for each 20 ms", run_vad},
    Command{"agc", "[--target-dbm0 -18]: -> audio, speech at that level", run_agc},
    Command{"answer", "-> HUMAN|MACHINE|NOTSURE <samples>, then BEEP <samples>", run_answer},
    Command{"codec", "alaw|ulaw|vox|ima|gsm|mp3 enc|dec: audio -> octets, octets -> audio",
            run_codec},
    Command{"blocks",
            "alaw|ulaw|ima|gsm|mp3 enc|dec [--sides 2] [--block-octets 512] [--kbps 32]: the "
            "blocks of a "
            "recording's file, both legs",
            run_blocks},
    Command{"conference", "--parties N: N interleaved channels -> N, all but himself",
            run_conference},
    Command{"resample", "--from-hz F --to-hz T: audio at one rate -> audio at the other",
            run_resample},
    Command{"conceal",
            "--every N [--frames 1]: -> audio whose every Nth 20 ms were lost and hidden",
            run_conceal},
    Command{"noise", "[--level-dbm0 -60] [--shape room|white] [--seconds 10] -> audio", run_noise},
};

}  // namespace

std::span<const Command> commands() { return kCommands; }

}  // namespace trunkline::tools
