#include "caller_id_receiver.hpp"

namespace trunkline::softmedia {

using dsp::CallerIdMessage;

void CallerIdReceiver::reset() {
  fsk_.reset();
  message_.begin();
  dtmf_.reset();
  digits_.reset();
  in_message_ = found_ = told_unreadable_ = false;
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
  switch (report.kind) {
    case dsp::FskReport::Kind::began:
      message_.begin();
      in_message_ = true;
      return Finding::nothing;
    case dsp::FskReport::Kind::byte:
    case dsp::FskReport::Kind::framing_error:  // the checksum decides what the damage did
      return in_message_ ? take_progress(message_.add(report.byte)) : Finding::nothing;
    case dsp::FskReport::Kind::carrier_lost:
      return in_message_ ? take_progress(message_.end()) : Finding::nothing;
  }
  return Finding::nothing;
}

CallerIdReceiver::Finding CallerIdReceiver::take_progress(CallerIdMessage::Progress progress) {
  if (progress == CallerIdMessage::Progress::more) return Finding::nothing;
  in_message_ = false;
  by_digits_ = false;
  if (progress == CallerIdMessage::Progress::ready) return Finding::found;
  return progress == CallerIdMessage::Progress::unreadable ? Finding::unreadable : Finding::nothing;
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
  by_digits_ = complete;
  return complete ? Finding::found : Finding::nothing;
}

}  // namespace trunkline::softmedia
