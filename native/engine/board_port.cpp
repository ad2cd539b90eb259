#include "board_port.hpp"

#include <dlfcn.h>

#include "../softmedia/softmedia.hpp"

namespace trunkline::engine {

BoardPort::~BoardPort() {
  close();
  if (library_ != nullptr) dlclose(library_);
}

OpenFault BoardPort::open(const EngineOptions &options, const bsdk_host &host) {
  const bsdk_api *inner = nullptr;
  const OpenFault fault = load_library(options.library_path, &library_, &inner);
  return fault.code != nullptr ? fault : open_table(inner, options, host);
}

OpenFault BoardPort::open_table(const bsdk_api *inner, const EngineOptions &options,
                                const bsdk_host &host) {
  media_ = options.media;
  int32_t result = BSDK_E_INTERNAL;
  if (media_ == MediaKind::kSoft) {
    softmedia::Options soft;
    soft.inline_mode = options.clock == ClockKind::kStepped;
    soft.frame_samples = options.frame_samples;
    soft.tone_plan = options.tone_plan.c_str();
    soft.cancels_echo = options.cancels_echo;
    soft.controls_level = options.controls_level;
    soft.echo_tail_ms = options.echo_tail_ms;
    api_ = softmedia::api();
    result = softmedia::open_over(inner, soft, options.config.c_str(), &host, &board_);
  } else {
    api_ = inner;
    result = inner->open(options.config.c_str(), &host, &board_);
  }
  if (result != BSDK_OK || board_ == nullptr) {
    board_ = nullptr;
    const char *code = result == BSDK_E_VERSION ? "board/versionMismatch" : "board/openFailed";
    return {code, std::string("the board answers: ") + name_of_result(result)};
  }
  return read_infos();
}

OpenFault BoardPort::read_infos() {
  info_.struct_size = sizeof(info_);
  if (const int32_t result = call(&bsdk_api::board_info, &info_); result != BSDK_OK) {
    return {"board/openFailed",
            std::string("the board does not describe itself: ") + name_of_result(result)};
  }
  for (uint32_t channel = 0; channel < info_.channel_count; ++channel) {
    bsdk_channel_info each{};
    each.struct_size = sizeof(each);
    const int32_t result = call(&bsdk_api::channel_info, static_cast<int32_t>(channel), &each);
    if (result != BSDK_OK) {
      return {"board/openFailed", "channel " + std::to_string(channel) +
                                      " does not describe itself: " + name_of_result(result)};
    }
    channels_.push_back(each);
  }
  return {};
}

int32_t BoardPort::start() { return call(&bsdk_api::start); }

void BoardPort::close() {
  if (board_ == nullptr) return;
  if (api_->close != nullptr) api_->close(board_);
  board_ = nullptr;
}

bool BoardPort::pump() {
  return board_ != nullptr && media_ == MediaKind::kSoft && softmedia::pump(board_);
}

}  // namespace trunkline::engine
