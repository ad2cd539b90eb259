#include "test/native/contract/operations.hpp"

#include <cstdint>

namespace contract {
namespace {

bool is_line(const Session &session, int32_t channel) {
  const uint32_t kind = session.info(channel).kind;
  return kind == BSDK_KIND_FXO || kind == BSDK_KIND_FXS;
}

int32_t seize(Session &session, int32_t channel, uint32_t op) {
  return session.api().seize == nullptr ? BSDK_E_UNSUPPORTED
                                        : session.api().seize(session.board(), channel, op);
}
bool may_seize(const Session &session, int32_t channel) {
  return session.info(channel).kind == BSDK_KIND_FXO || session.has(channel, BSDK_C_HOOK_TX);
}

int32_t release(Session &session, int32_t channel, uint32_t op) {
  return session.api().release == nullptr ? BSDK_E_UNSUPPORTED
                                          : session.api().release(session.board(), channel, op);
}

int32_t dial(Session &session, int32_t channel, uint32_t op) {
  if (session.api().dial == nullptr) return BSDK_E_UNSUPPORTED;
  bsdk_dial dial{};
  dial.struct_size = sizeof dial;
  dial.digits = "13800000080";
  dial.answer_ms = 5000;
  return session.api().dial(session.board(), channel, op, &dial);
}
bool may_dial(const Session &session, int32_t channel) {
  return session.info(channel).kind == BSDK_KIND_FXO && session.has(channel, BSDK_C_CPA);
}

int32_t ring(Session &session, int32_t channel, uint32_t op) {
  if (session.api().ring == nullptr) return BSDK_E_UNSUPPORTED;
  bsdk_ring ring{};
  ring.struct_size = sizeof ring;
  ring.cid_number = "13900001234";
  ring.timeout_ms = 1500;
  return session.api().ring(session.board(), channel, op, &ring);
}
bool may_ring(const Session &session, int32_t channel) {
  return session.has(channel, BSDK_C_RING_TX);
}

int32_t flash(Session &session, int32_t channel, uint32_t op) {
  return session.api().flash == nullptr ? BSDK_E_UNSUPPORTED
                                        : session.api().flash(session.board(), channel, op, 300);
}
bool may_flash(const Session &session, int32_t channel) {
  return session.has(channel, BSDK_C_FLASH_TX);
}

int32_t digits(Session &session, int32_t channel, uint32_t op) {
  return session.api().digits == nullptr ? BSDK_E_UNSUPPORTED
                                         : session.api().digits(session.board(), channel, op, "12");
}
bool may_digits(const Session &session, int32_t channel) {
  return session.has(channel, BSDK_C_DTMF_TX);
}

int32_t tone(Session &session, int32_t channel, uint32_t op) {
  if (session.api().tone == nullptr) return BSDK_E_UNSUPPORTED;
  bsdk_tone tone{};
  tone.struct_size = sizeof tone;
  tone.tone = BSDK_TONE_BUSY;
  return session.api().tone(session.board(), channel, op, &tone);
}
bool may_tone(const Session &session, int32_t channel) {
  return session.has(channel, BSDK_C_TONE_TX);
}

int32_t play(Session &session, int32_t channel, uint32_t op) {
  if (session.api().play == nullptr) return BSDK_E_UNSUPPORTED;
  static constexpr uint8_t kAlaw[800] = {0xD5};
  bsdk_clip clip{};
  clip.format = BSDK_FMT_ALAW;
  clip.box = BSDK_BOX_RAW;
  clip.data = kAlaw;
  clip.length = sizeof kAlaw;
  bsdk_play play{};
  play.struct_size = sizeof play;
  play.clip_count = 1;
  play.clips = &clip;
  return session.api().play(session.board(), channel, op, &play);
}
bool may_play(const Session &session, int32_t channel) {
  return session.has(channel, BSDK_C_BOARD_PLAY);
}

}  // namespace

const std::vector<Operation> &operations() {
  static const std::vector<Operation> all{
      {"seize", seize, may_seize}, {"dial", dial, may_dial},       {"ring", ring, may_ring},
      {"flash", flash, may_flash}, {"digits", digits, may_digits}, {"tone", tone, may_tone},
      {"play", play, may_play},    {"release", release, is_line},
  };
  return all;
}

}  // namespace contract
