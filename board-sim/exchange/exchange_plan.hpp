// The numbering plan of the simulated network, as data: when a dialled number is complete, and what
// becomes of it.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "board-sim/signal/voice.hpp"

namespace boardsim {

enum class Fate : uint8_t { answers, busy, noAnswer, congestion, unobtainable };

// What a called party does once it has answered, step by step; then it is silent.
struct FarStep {
  VoiceKind voice;
  double hz;  // of a tone
  uint32_t ms;
};

struct Ending {
  int from, to;  // the number's last two digits
  Fate fate;
  uint32_t answer_ms;  // ringback before the answer; 0 with `by_digit`: the last digit in seconds,
                       // at least one ring
  bool by_digit;
  std::array<FarStep, 3> script;
  uint32_t hang_up_ms;  // after the answer; 0 = stays
  std::string_view meaning;
};

inline constexpr std::array<FarStep, 3> kHello{{{VoiceKind::speech, 0, 2000}}};
inline constexpr std::array<FarStep, 3> kGreeting{
    {{VoiceKind::speech, 0, 4000}, {VoiceKind::tone, 1000, 500}}};
inline constexpr std::array<FarStep, 3> kFaxAnswer{
    {{VoiceKind::silence, 0, 1800}, {VoiceKind::tone, 2100, 3300}}};

inline constexpr std::array<Ending, 9> kEndings{{
    {0, 79, Fate::answers, 0, true, kHello, 0,
     "answers after (last digit) seconds of ringback, at least one ring; says hello"},
    {80, 80, Fate::busy, 0, false, {}, 0, "busy tone"},
    {81, 81, Fate::noAnswer, 0, false, {}, 0, "rings for 90 s, then busy tone"},
    {82, 82, Fate::congestion, 0, false, {}, 0, "congestion tone"},
    {83, 83, Fate::unobtainable, 0, false, {}, 0, "number unobtainable tone"},
    {84, 84, Fate::answers, 5000, false, kGreeting, 0,
     "answering machine: greeting of 4 s, then a beep of 1 kHz"},
    {85, 85, Fate::answers, 1000, false, kFaxAnswer, 0, "fax: CED of 2100 Hz for 3.3 s (T.30)"},
    {86, 86, Fate::answers, 1000, false, kHello, 3000, "answers and hangs up after 3 s"},
    {87, 99, Fate::unobtainable, 0, false, {}, 0, "number unobtainable tone"},
}};

// The row for a number; shorter ones than three digits are unobtainable.
const Ending &ending_of(std::string_view number);

struct NumberLength {
  std::string_view prefix;  // 'x' = any digit
  size_t digits;
  std::string_view meaning;
};

// First fit decides. A number of no row is complete 3 s after its last digit, or at once by '#'.
inline constexpr std::array<NumberLength, 14> kNumberLengths{{
    {"110", 3, "police"},
    {"119", 3, "fire"},
    {"120", 3, "ambulance"},
    {"122", 3, "traffic police"},
    {"13", 11, "mobile"},
    {"14", 11, "mobile"},
    {"15", 11, "mobile"},
    {"16", 11, "mobile"},
    {"17", 11, "mobile"},
    {"18", 11, "mobile"},
    {"19", 11, "mobile"},
    {"010", 11, "Beijing"},
    {"02x", 11, "large cities"},
    {"95", 5, "service numbers"},
}};

// 0 = not known from its beginning.
size_t known_length(std::string_view digits);

}  // namespace boardsim
