#include "caller_id_receiver.hpp"

namespace trunkline::softmedia {

using dsp::CallerIdMessage;

void CallerIdReceiver::reset() {
  fsk_.reset();
  message_.reset();
  dtmf_.reset();
  digits_.reset();
  identity_ = {};
  found_ = told_unreadable_ = false;
}

CallerIdReceiver::Finding CallerIdReceiver::hear(std::span<const int16_t> rx) {
  if (found_) return Finding::nothing;
  Finding finding = take_fsk(fsk_.feed(rx));
  if (finding == Finding::nothing) finding = take_dtmf(rx);
  if (finding == Finding::found) found_ = true;
  if (finding != Finding::unreadable) return finding;
  // A damaged burst may come twice, or be followed by a good one; it is told once.
  const bool first = !told_unreadable_;
  told_unreadable_ = true;
  return first ? Finding::unreadable : Finding::nothing;
}

CallerIdReceiver::Finding CallerIdReceiver::take_fsk(const dsp::FskReports &reports) {
  for (size_t r = 0; r < reports.count; r++) {
    const Finding finding = take_fsk(reports.list[r]);
    if (finding != Finding::nothing) return finding;
  }
  return Finding::nothing;
}

CallerIdReceiver::Finding CallerIdReceiver::take_fsk(const dsp::FskReport &report) {
  switch (message_.add(report)) {
    case CallerIdMessage::Progress::more:
      return Finding::nothing;
    case CallerIdMessage::Progress::ready:
      identity_ = message_.identity();
      return Finding::found;
    case CallerIdMessage::Progress::unreadable:
      return Finding::unreadable;
  }
  return Finding::nothing;
}

CallerIdReceiver::Finding CallerIdReceiver::take_dtmf(std::span<const int16_t> rx) {
  const auto elapsed_ms = static_cast<uint32_t>(rx.size() / 8);
  bool complete = false;
  if (fsk_.line_active() || dtmf_.sounding() != 0) {
    const dsp::DigitReports reports = dtmf_.feed(rx);
    for (size_t r = 0; r < reports.count; r++) {
      if (!reports.list[r].ended) complete = digits_.add(reports.list[r].digit) || complete;
    }
  }
  if (dtmf_.sounding() == 0) complete = digits_.pass_time(elapsed_ms) || complete;
  if (complete) identity_ = digits_.identity();
  return complete ? Finding::found : Finding::nothing;
}

}  // namespace trunkline::softmedia
