// Reads a whole WAV file of 8 kHz mono PCM16 or A-law (G.711) into PCM16.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace boardsim {

struct WavOutcome {
  std::vector<int16_t> samples;
  std::string mistake;  // empty = read
};

// At most 10 minutes. Not for the media thread: it reads a file.
WavOutcome read_wav(const std::string &path);

}  // namespace boardsim
