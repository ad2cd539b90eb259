#include "board-sim/exchange/subscriber_line.hpp"

#include "native/abi/board_sdk.h"

namespace boardsim {
namespace {

constexpr int32_t kBatteryVolts = 48;
constexpr int32_t kRingGaveUp = 0;

uint32_t answer_after_ms(const Ending &ending, std::string_view number) {
  if (!ending.by_digit) return ending.answer_ms;
  return std::max(kRingOnMs, static_cast<uint32_t>(number.back() - '0') * 1000);
}

}  // namespace

SubscriberLine::SubscriberLine(Place place, const LineSettings &settings, WorldPort &world)
    : world_(world),
      self_{Party::Kind::trunk, place.trunk_no},
      channel_(place.channel),
      settings_(settings),
      state_(settings.battery ? LineState::idle : LineState::noBattery),
      far_(self_, place.seed) {
  hybrid_.set_return_loss_db(settings.echo_loss_db);
}

bool SubscriberLine::seize() { return step(LineEvent::seized); }

bool SubscriberLine::ring(const InboundCall &call) {
  if (state_ == LineState::idle || state_ == LineState::seized) inbound_ = call;
  return step(LineEvent::callArrives);
}

bool SubscriberLine::far_press(std::string_view digits) {
  if (state_ != LineState::talking) return false;
  far_.press(digits);
  return true;
}

bool SubscriberLine::far_hang_up() {
  if (state_ == LineState::ringing) return give_up();
  return step(LineEvent::farHangsUp);
}

void SubscriberLine::apply(const LineSettings &settings) {
  const bool had_battery = settings_.battery;
  settings_ = settings;
  hybrid_.set_return_loss_db(settings.echo_loss_db);
  if (settings.battery != had_battery)
    step(settings.battery ? LineEvent::batteryReturns : LineEvent::batteryLost);
}

void SubscriberLine::report_battery() {
  world_.raise(
      {channel_, BSDK_EV_LINE, settings_.battery ? 1 : 0, settings_.battery ? kBatteryVolts : 0});
}

bool SubscriberLine::step(LineEvent event) {
  const LineRow *row = find_line_row(state_, event, hook_off_);
  if (row == nullptr) return false;
  armed_.reset();
  state_ = row->next;
  for (const LineAction action : row->actions) run(action);
  return true;
}

void SubscriberLine::run(LineAction action) {
  switch (action) {
    case LineAction::none:
      return;
    case LineAction::startRinging:
      number_ = inbound_.number;
      dialled_.clear();
      far_.go_away();
      ringing_.start(inbound_);
      return tell("rings", number_);
    case LineAction::ringGaveUp:
      ringing_.stop(world_, channel_);
      world_.raise({channel_, BSDK_EV_RING, kRingGaveUp, static_cast<int32_t>(ringing_.rings())});
      number_.clear();
      return tell("ringEnds", "gave up");
    case LineAction::answerCaller:
      ringing_.stop(world_, channel_);
      tell("ringEnds", "answered");
      return meet_inbound();
    case LineAction::meetCaller:
      world_.raise({channel_, BSDK_EV_RING, 1, 1});
      world_.raise({channel_, BSDK_EV_RING, 2, 1});
      far_.go_away();
      tell("rings", inbound_.number);
      tell("ringEnds", "met a seized line");
      return meet_inbound();
    case LineAction::hookOff:
      hook_off_ = true;
      if (state_ == LineState::seized) arm(kRecognitionMs, LineEvent::recognised);
      return tell("offHook", "");
    case LineAction::rejoin:
      return arm(kRecognitionMs, LineEvent::recognised);
    case LineAction::hookOn:
      if (hook_off_) tell("onHook", "");
      hook_off_ = false;
      hybrid_.forget();
      return;
    case LineAction::playDialTone:
      dialled_.clear();
      receiver_.restart();
      if (settings_.dial_tone) tone_.start(kDialTone);
      return arm(kFirstDigitMs, LineEvent::dialledTooLate);
    case LineAction::collect:
      return collect();
    case LineAction::noteNumber:
      number_ = dialled_;
      ending_ = &ending_of(dialled_);
      tell("dialled", dialled_);
      return route();
    case LineAction::playRingback:
      tone_.start(kRingbackTone);
      if (ending_->fate == Fate::answers)
        return arm(answer_after_ms(*ending_, number_), LineEvent::farAnswers);
      return arm(kNoAnswerMs, LineEvent::farTimesOut);
    case LineAction::playBusy:
      return tone_.start(kBusyTone);
    case LineAction::playCongestion:
      return tone_.start(kCongestionTone);
    case LineAction::playUnobtainable:
      return tone_.start(kUnobtainableTone);
    case LineAction::farAnswered:
      tone_.stop();
      if (settings_.polarity_answer) set_polarity(true);
      far_.join(ending_->fate == Fate::answers ? ending_->script : kHello, ending_->hang_up_ms);
      return tell("answered", "");
    case LineAction::signalClear:
      return clear_signal();
    case LineAction::leaveFar:
      return far_.lose_line();
    case LineAction::dropAll:
      return drop_all();
    case LineAction::reportBattery:
      return report_battery();
  }
}

void SubscriberLine::arm(uint32_t ms, LineEvent event) {
  armed_ = event;
  armed_left_ = ms * kSamplesPerMs;
}

void SubscriberLine::meet_inbound() {
  number_ = inbound_.number;
  far_.join({}, 0);
  tell("answered", "");
}

void SubscriberLine::collect() {
  tone_.stop();
  arm(kInterDigitMs, LineEvent::numberComplete);
  if (last_digit_ == '#' && !dialled_.empty()) return arm(0, LineEvent::numberComplete);
  dialled_.push_back(last_digit_);
  const size_t length = known_length(dialled_);
  if (length > 0 && dialled_.size() >= length) arm(0, LineEvent::numberComplete);
}

void SubscriberLine::route() {
  static constexpr std::array<LineEvent, 5> kByFate{
      LineEvent::routeRings, LineEvent::routeBusy, LineEvent::routeRings, LineEvent::routeCongested,
      LineEvent::routeUnknown};
  arm(kPostDialMs, kByFate[static_cast<size_t>(ending_->fate)]);
}

void SubscriberLine::clear_signal() {
  far_.go_away();
  tell("hungUp", "");
  if (settings_.clear_by == ClearBy::polarity) set_polarity(!reversed_);
  if (settings_.clear_by == ClearBy::loopDrop)
    world_.raise({channel_, BSDK_EV_REMOTE_GONE, BSDK_GONE_LOOP_DROP});
}

void SubscriberLine::drop_all() {
  tone_.stop();
  number_.clear();
  dialled_.clear();
  if (reversed_) set_polarity(false);
}

void SubscriberLine::set_polarity(bool reversed) {
  reversed_ = reversed;
  world_.raise({channel_, BSDK_EV_POLARITY, reversed ? 1 : 0});
}

void SubscriberLine::advance(uint32_t samples) {
  if (armed_) {
    armed_left_ -= std::min(armed_left_, samples);
    if (armed_left_ == 0) step(*armed_);
  }
  if (state_ == LineState::ringing && ringing_.advance(samples, world_, channel_)) give_up();
  if (far_.advance(samples, world_) && !step(LineEvent::farHangsUp)) {
    far_.go_away();
    tell("hungUp", "");
  }
}

void SubscriberLine::speak(FrameOut rx) {
  if (state_ == LineState::ringing) return ringing_.add_to(rx);
  if (!hook_off_) return;
  tone_.add_to(rx);
  if (state_ == LineState::talking) far_.speak(rx);
  hybrid_.add_to(rx);
}

void SubscriberLine::listen(FrameIn tx, bool suspended) {
  static constexpr std::array<int16_t, kMaxFrameSamples> kSilence{};
  const FrameIn carried = suspended ? FrameIn(kSilence.data(), tx.size()) : tx;
  if (hook_off_) hybrid_.hear(carried);
  if (state_ == LineState::talking) return far_.listen(carried, world_);
  if (state_ != LineState::dialTone && state_ != LineState::collecting) return;
  const std::optional<char> digit = receiver_.hear(carried);
  if (!digit) return;
  last_digit_ = *digit;
  step(LineEvent::digit);
}

LineView SubscriberLine::view() const {
  return {line_state_name(state_), number_, dialled_, hook_off_, far_.voice()};
}

}  // namespace boardsim
