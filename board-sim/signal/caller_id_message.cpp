#include "board-sim/signal/caller_id_message.hpp"

#include <numeric>

namespace boardsim {
namespace {

constexpr uint8_t kMdmf = 0x80;
constexpr uint8_t kTime = 0x01;
constexpr uint8_t kNumber = 0x02;
constexpr uint8_t kNumberAbsent = 0x04;
constexpr uint8_t kName = 0x07;

void add_parameter(std::vector<uint8_t> &message, uint8_t type, std::string_view content) {
  message.push_back(type);
  message.push_back(static_cast<uint8_t>(content.size()));
  message.insert(message.end(), content.begin(), content.end());
}

}  // namespace

std::vector<uint8_t> mdmf_message(const CallerIdentity &caller) {
  std::vector<uint8_t> message{kMdmf, 0};
  add_parameter(message, kTime, caller.time);
  if (caller.number.empty()) {
    add_parameter(message, kNumberAbsent, "O");
  } else {
    add_parameter(message, kNumber, caller.number);
  }
  if (!caller.name.empty()) add_parameter(message, kName, caller.name);
  message[1] = static_cast<uint8_t>(message.size() - 2);
  const uint32_t sum = std::accumulate(message.begin(), message.end(), 0U);
  message.push_back(static_cast<uint8_t>(256 - (sum & 0xFF)));
  return message;
}

}  // namespace boardsim
