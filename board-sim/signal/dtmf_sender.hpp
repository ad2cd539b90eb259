// Keys as sound: a queue of digits sent one after another (Q.23 frequencies; low -9 dBm0, high -7
// dBm0).
#pragma once

#include <deque>
#include <string_view>

#include "board-sim/signal/oscillator.hpp"

namespace boardsim {

struct DtmfTiming {
  uint32_t on_ms, off_ms;
};

inline constexpr DtmfTiming kKeyTiming{100, 100};
inline constexpr DtmfTiming kCallerIdTiming{70, 70};
inline constexpr uint32_t kDtmfPauseMs = 1000;  // what ',' stands for
inline constexpr double kDtmfLowDbm0 = -9;
inline constexpr double kDtmfHighDbm0 = -7;

inline constexpr std::array<double, 4> kDtmfRowsHz{697, 770, 852, 941};
inline constexpr std::array<double, 4> kDtmfColumnsHz{1209, 1336, 1477, 1633};
inline constexpr std::string_view kDtmfKeys = "123A456B789C*0#D";

class DtmfSender {
 public:
  // Digits other than 0-9*#A-D and ',' are passed over.
  void send(std::string_view digits, DtmfTiming timing);
  void stop();
  bool busy() const { return left_ > 0 || !queue_.empty(); }
  void add_to(FrameOut out);

 private:
  void next_part();

  std::deque<char> queue_;
  DtmfTiming timing_ = kKeyTiming;
  Oscillator low_, high_;
  float low_peak_ = sine_peak(kDtmfLowDbm0);
  float high_peak_ = sine_peak(kDtmfHighDbm0);
  bool sounding_ = false;
  uint32_t left_ = 0;
};

}  // namespace boardsim
