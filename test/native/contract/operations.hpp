// Every operation of the table in one list, with good arguments and the capability that a channel
// needs for it.
#pragma once

#include <vector>

#include "test/native/contract/session.hpp"

namespace contract {

struct Operation {
  const char *name;
  // BSDK_OK = accepted. A NULL function of the table counts as BSDK_E_UNSUPPORTED.
  int32_t (*begin)(Session &, int32_t channel, uint32_t op);
  bool (*may)(const Session &, int32_t channel);
};

const std::vector<Operation> &operations();

}  // namespace contract
