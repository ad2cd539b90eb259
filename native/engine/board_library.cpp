#include <dlfcn.h>
#include <unistd.h>

#include "board_port.hpp"

namespace trunkline::engine {
namespace {

constexpr uint32_t kSmallestTable = offsetof(bsdk_api, open);

}  // namespace

OpenFault load_library(const std::string &path, void **library, const bsdk_api **api) {
  if (access(path.c_str(), R_OK) != 0) return {"board/libraryMissing", path + " cannot be read"};
  *library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  // NOLINTNEXTLINE(concurrency-mt-unsafe): glibc keeps its text for each thread.
  if (*library == nullptr) return {"board/libraryInvalid", dlerror()};
  const auto query = reinterpret_cast<bsdk_query_fn>(dlsym(*library, BSDK_QUERY_SYMBOL));
  if (query == nullptr) {
    return {"board/libraryInvalid", path + " does not export " BSDK_QUERY_SYMBOL};
  }
  *api = query(BSDK_ABI_MAJOR);
  if (*api == nullptr || (*api)->abi_major != BSDK_ABI_MAJOR) {
    return {"board/versionMismatch",
            path + " does not serve major version " + std::to_string(BSDK_ABI_MAJOR)};
  }
  if ((*api)->struct_size <= kSmallestTable || (*api)->open == nullptr) {
    return {"board/libraryInvalid", path + " has a table without open"};
  }
  return {};
}

const char *name_of_result(int32_t result) {
  static constexpr const char *kNames[] = {"ok",
                                           "malformed argument",
                                           "no such channel",
                                           "wrong state",
                                           "unsupported",
                                           "busy",
                                           "pool exhausted",
                                           "input or output",
                                           "format",
                                           "gone",
                                           "configuration",
                                           "licence",
                                           "version",
                                           "timed out",
                                           "internal"};
  const size_t index = static_cast<size_t>(-static_cast<int64_t>(result));
  return result <= 0 && index < sizeof(kNames) / sizeof(kNames[0]) ? kNames[index] : "unknown";
}

}  // namespace trunkline::engine
