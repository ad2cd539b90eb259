// A simulated board in stepped time under a bare host: no engine, no softmedia. For tests of the
// simulator itself, which must not depend on what it is there to test.
//
// Time is the number of frames that were run; our side of every channel is silent.
#pragma once

#include <napi.h>

#include <vector>

#include "board-sim/control/attached_library.hpp"

namespace boardsim {

class HostedBoard : public Napi::ObjectWrap<HostedBoard> {
 public:
  static Napi::Function declare(Napi::Env env);
  explicit HostedBoard(const Napi::CallbackInfo &info);
  ~HostedBoard() override;

 private:
  Napi::Value open(const Napi::CallbackInfo &info);
  Napi::Value step(const Napi::CallbackInfo &info);
  Napi::Value operate(const Napi::CallbackInfo &info);
  Napi::Value take_events(const Napi::CallbackInfo &info);
  Napi::Value close(const Napi::CallbackInfo &info);
  void shut();

  AttachedLibrary library_;
  bsdk_board *board_ = nullptr;
  uint64_t now_us_ = 0;
  uint64_t frame_us_ = 10'000;
  std::vector<bsdk_event> events_;
};

}  // namespace boardsim
