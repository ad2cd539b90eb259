/*
 * What it does: opens a board library in a process of its own, says what it found, and closes it,
 * so that a library that crashes in open() does not take the server down.
 *
 * How to use it: board_probe LIBRARY CONFIG. Prints one JSON object. Exit codes: 0 opened, 2 usage,
 * 3 the file is missing, 4 no board library, 5 another ABI major, 6 the board refused.
 * src-main/driver/board-probe.ts knows them.
 */
#include <dlfcn.h>
#include <time.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>

#include "../abi/board_sdk.h"

namespace {

enum Exit { kOpened = 0, kUsage = 2, kMissing = 3, kInvalid = 4, kVersion = 5, kRefused = 6 };

uint64_t now_us(void *) {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<uint64_t>(now.tv_sec) * 1000000 + static_cast<uint64_t>(now.tv_nsec) / 1000;
}

int fail(Exit code, const char *what) {
  std::fprintf(stderr, "%s\n", what);
  return code;
}

void print_text(const char *name, const char *text, size_t capacity) {
  std::printf("\"%s\":\"", name);
  for (size_t index = 0; index < capacity && text[index] != '\0'; ++index) {
    const auto each = static_cast<unsigned char>(text[index]);
    if (each == '"' || each == '\\' || each < 0x20) {
      std::printf("\\u%04x", each);
    } else {
      std::putchar(each);
    }
  }
  std::printf("\",");
}

int probe(const bsdk_api *api, const char *config) {
  bsdk_host host{};
  host.struct_size = sizeof(host);
  host.on_event = [](void *, const bsdk_event *) {};
  host.log = [](void *, int, const char *text) { std::fprintf(stderr, "%s\n", text); };
  host.now_us = now_us;
  bsdk_board *board = nullptr;
  const int32_t result = api->open(config, &host, &board);
  if (result != BSDK_OK || board == nullptr) {
    std::fprintf(stderr, "open answered %d\n", result);
    return kRefused;
  }
  bsdk_board_info info{};
  info.struct_size = sizeof(info);
  if (api->board_info != nullptr && api->board_info(board, &info) == BSDK_OK) {
    std::printf("{");
    print_text("vendor", info.vendor, sizeof(info.vendor));
    print_text("model", info.model, sizeof(info.model));
    print_text("serial", info.serial, sizeof(info.serial));
    std::printf("\"channels\":%u}\n", info.channel_count);
  }
  if (api->close != nullptr) api->close(board);
  return kOpened;
}

}  // namespace

int main(int argument_count, char **arguments) {
  if (argument_count != 3) return fail(kUsage, "usage: board_probe LIBRARY CONFIG");
  if (access(arguments[1], R_OK) != 0) return fail(kMissing, "the library cannot be read");
  void *library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL);
  // NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread here.
  if (library == nullptr) return fail(kInvalid, dlerror());
  const auto query = reinterpret_cast<bsdk_query_fn>(dlsym(library, BSDK_QUERY_SYMBOL));
  if (query == nullptr) return fail(kInvalid, "it does not export " BSDK_QUERY_SYMBOL);
  const bsdk_api *api = query(BSDK_ABI_MAJOR);
  if (api == nullptr || api->abi_major != BSDK_ABI_MAJOR) {
    return fail(kVersion, "it does not serve this major version of the board interface");
  }
  if (api->struct_size <= offsetof(bsdk_api, open) || api->open == nullptr) {
    return fail(kInvalid, "its table has no open");
  }
  return probe(api, arguments[2]);
}
