// trunkline_dsp: the signal processing of the product at a prompt, for diagnosis on real
// recordings.
//
//   trunkline_dsp COMMAND [options] < audio > result
//
// Audio is PCM16, little endian, 8 kHz, mono, unless the command says otherwise; `--wav FILE` reads
// a WAV file instead of the standard input, `--wav` alone takes the standard input for one. Bad
// input is told in one line, exit code 2.
#include <cstdio>
#include <string_view>

#include "command.hpp"

namespace {

using trunkline::tools::commands;

void print_usage(std::FILE *to) {
  std::fputs("usage: trunkline_dsp COMMAND [options] < audio > result\n", to);
  std::fputs("Audio: PCM16 little endian, 8 kHz, mono; --wav FILE reads a WAV file instead.\n", to);
  for (const auto &command : commands()) {
    std::fprintf(to, "  %-18s %s\n", command.name.data(), command.usage.data());
  }
}

}  // namespace

int main(int count, char **words) {
  const std::string_view name = count > 1 ? words[1] : "--help";
  if (name == "--help" || name == "help") {
    print_usage(stdout);
    return 0;
  }
  for (const auto &command : commands()) {
    if (command.name != name) continue;
    trunkline::tools::Arguments arguments(
        std::span<const char *const>(words + 2, static_cast<size_t>(count - 2)));
    const int code = command.run(arguments);
    if (std::fflush(stdout) != 0) trunkline::tools::refuse("could not write the result");
    return code;
  }
  std::fprintf(stderr, "trunkline_dsp: there is no command %s; see trunkline_dsp help\n", words[1]);
  return 2;
}
