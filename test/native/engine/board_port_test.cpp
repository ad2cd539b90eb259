#include "native/engine/board_port.hpp"

#include <doctest/doctest.h>

#include "native/engine/engine.hpp"

using namespace trunkline::engine;

namespace {

std::string code_for(const std::string &path) {
  EngineOptions options;
  options.library_path = path;
  Engine engine(options);
  const OpenFault fault = engine.start();
  return fault.code == nullptr ? "" : fault.code;
}

int32_t open_nothing(const char *, const bsdk_host *, bsdk_board **out) {
  static int anything;
  *out = reinterpret_cast<bsdk_board *>(&anything);
  return BSDK_OK;
}
int32_t no_channels(bsdk_board *, bsdk_board_info *) { return BSDK_OK; }

}  // namespace

TEST_CASE("a library that is not there is missing") {
  CHECK(code_for("/nowhere/board.so") == "board/libraryMissing");
}

TEST_CASE("a file that is no library is invalid") {
  CHECK(code_for("/etc/passwd") == "board/libraryInvalid");
}

TEST_CASE("a library without the symbol is invalid") {
  CHECK(code_for("/lib/x86_64-linux-gnu/libm.so.6") == "board/libraryInvalid");
}

TEST_CASE("functions that are NULL or behind an older table's end are unsupported") {
  bsdk_api table{};
  table.struct_size = offsetof(bsdk_api, dial);
  table.abi_major = BSDK_ABI_MAJOR;
  table.open = open_nothing;
  table.board_info = no_channels;
  table.dial = [](bsdk_board *, int32_t, bsdk_op, const bsdk_dial *) -> int32_t { return BSDK_OK; };
  EngineOptions options;
  options.media = MediaKind::kBoard;
  BoardPort port;
  REQUIRE(port.open_table(&table, options, bsdk_host{}).code == nullptr);
  CHECK(port.call(&bsdk_api::seize, 0, 1u) == BSDK_E_UNSUPPORTED);
  CHECK(port.call(&bsdk_api::dial, 0, 1u, static_cast<const bsdk_dial *>(nullptr)) ==
        BSDK_E_UNSUPPORTED);
  port.close();
  CHECK(port.call(&bsdk_api::seize, 0, 1u) == BSDK_E_GONE);
}

TEST_CASE("an engine that never started takes no command and stops at once") {
  Engine engine(EngineOptions{});
  const uint8_t bytes[24] = {};
  CHECK(engine.post(bytes) == PostOutcome::kNotStarted);
  engine.stop();
  CHECK(engine.start().code != nullptr);
}
