// Who calls, as the bytes that an exchange sends: MDMF of GR-30-CORE (type 80h; parameters 01 time,
// 02 number, 04 absence of number, 07 name), closed by the two's complement of the sum.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace boardsim {

struct CallerIdentity {
  std::string number;  // empty = absent ('O')
  std::string name;    // UTF-8, empty = not sent
  std::string time;    // MMDDhhmm
};

std::vector<uint8_t> mdmf_message(const CallerIdentity &caller);

}  // namespace boardsim
