// An inbound call before the answer: caller ID and ringing in their order in time.
//
//   FSK   |ring 1 s|..500-800 ms..|burst|......|ring 1 s| 4 s |ring ...
//   DTMF  |D number C|..300 ms..|ring 1 s| 4 s |ring ...
//   none  |ring 1 s| 4 s |ring ...
#pragma once

#include <string>

#include "board-sim/board/world_port.hpp"
#include "board-sim/signal/caller_id_message.hpp"
#include "board-sim/signal/dtmf_sender.hpp"
#include "board-sim/signal/fsk_sender.hpp"

namespace boardsim {

enum class CallerIdKind : uint8_t { fsk, dtmf, none };

struct InboundCall {
  std::string number;
  std::string name;
  CallerIdKind caller_id = CallerIdKind::fsk;
  uint32_t give_up_ms = 0;      // 0 = rings on
  std::string time;             // MMDDhhmm
  uint32_t fsk_delay_ms = 600;  // from the first ring's end, 500 to 800
};

inline constexpr uint32_t kRingOnMs = 1000;
inline constexpr uint32_t kRingOffMs = 4000;
inline constexpr uint32_t kDtmfToRingMs = 300;
inline constexpr char kDtmfIdStart = 'D';
inline constexpr char kDtmfIdEnd = 'C';

class Ringing {
 public:
  void start(const InboundCall &call);
  // Ends the burst that sounds, if one does, with its event.
  void stop(WorldPort &world, int32_t channel);
  // Moves time; returns true when the caller gives up now.
  bool advance(uint32_t samples, WorldPort &world, int32_t channel);
  void add_to(FrameOut out);
  uint32_t rings() const { return rings_; }

 private:
  InboundCall call_;
  DtmfSender dtmf_;
  FskSender fsk_;
  bool waiting_for_dtmf_ = false;
  bool burst_on_ = false;
  bool fsk_sent_ = false;
  uint32_t rings_ = 0;
  uint64_t elapsed_ = 0;    // samples since the call arrived
  uint32_t part_left_ = 0;  // samples to the next edge
  uint32_t since_burst_ = 0;
};

}  // namespace boardsim
