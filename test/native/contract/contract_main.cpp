// Runs the ABI contract suite over every library that is named, and over softmedia on the
// simulator.
//
//   abi_contract_test [doctest options] [LIBRARY...]     default: board_sim.so and null_board.so
//   beside the executable
#define DOCTEST_CONFIG_IMPLEMENT
#include <dlfcn.h>
#include <doctest/doctest.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "native/softmedia/softmedia.hpp"
#include "test/native/contract/subject.hpp"

namespace contract {

Subject &subject() {
  static Subject only;
  return only;
}

namespace {

constexpr const char *kSimulated = "board-sim";

std::string simulator_config(const char *clock) {
  return std::string(R"({"name":"contract","trunks":2,"extensions":2,"seed":7,"clock":")") + clock +
         "\"}";
}

Subject subject_of(const bsdk_api &api) {
  Subject made;
  made.name = api.name;
  made.api = &api;
  made.open = [&api](const char *config, const bsdk_host *host, bsdk_board **out) {
    return api.open(config, host, out);
  };
  made.simulated = std::string_view(api.name) == kSimulated;
  if (made.simulated) {
    made.stepped_config = simulator_config("stepped");
    made.real_config = simulator_config("real");
  }
  return made;
}

Subject softmedia_over(const bsdk_api &inner) {
  Subject made = subject_of(inner);
  made.name = std::string("softmedia over ") + inner.name;
  made.api = trunkline::softmedia::api();
  made.open = [&inner](const char *config, const bsdk_host *host, bsdk_board **out) {
    trunkline::softmedia::Options options;
    options.inline_mode = std::string_view(config).find("\"stepped\"") != std::string_view::npos;
    return trunkline::softmedia::open_over(&inner, options, config, host, out);
  };
  made.pump = [](bsdk_board *board) { trunkline::softmedia::pump(board); };
  return made;
}

int run(doctest::Context &context, const Subject &next) {
  std::printf("== the board contract over %s\n", next.name.c_str());
  subject() = next;
  return context.run();
}

const bsdk_api *load(const std::string &path) {
  void *library = dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
  void *symbol = library == nullptr ? nullptr : dlsym(library, BSDK_QUERY_SYMBOL);
  if (symbol == nullptr) {
    std::fprintf(stderr, "cannot load %s: %s\n", path.c_str(), dlerror());
    return nullptr;
  }
  const auto query = reinterpret_cast<bsdk_query_fn>(symbol);
  return query(BSDK_ABI_MAJOR + 1) == nullptr ? query(BSDK_ABI_MAJOR) : nullptr;
}

}  // namespace
}  // namespace contract

int main(int argc, char **argv) {
  doctest::Context context(argc, argv);
  std::vector<std::string> paths;
  for (int i = 1; i < argc; ++i) {
    if (argv[i][0] != '-') paths.emplace_back(argv[i]);
  }
  if (paths.empty()) {
    const std::string self = argv[0];
    const std::string folder = self.substr(0, self.find_last_of('/') + 1);
    paths = {folder + "board_sim.so", folder + "null_board.so"};
  }
  int failures = 0;
  for (const std::string &path : paths) {
    const bsdk_api *api = contract::load(path);
    if (api == nullptr) return 2;
    failures += contract::run(context, contract::subject_of(*api));
    if (contract::subject().simulated)
      failures += contract::run(context, contract::softmedia_over(*api));
  }
  return failures == 0 ? 0 : 1;
}
