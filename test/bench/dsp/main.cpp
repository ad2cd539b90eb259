// dsp_compare: measures native/dsp beside other libraries. One JSON line a result.
//
//   dsp_compare bench|conformance [area ...] [--sounds FOLDER] [--quick]
#include <cstdio>
#include <string_view>
#include <vector>

#include "areas.hpp"

int main(int count, char **words) {
  const std::string_view kind = count > 1 ? words[1] : "";
  if (kind != "bench" && kind != "conformance") {
    std::fputs("usage: dsp_compare bench|conformance [area ...] [--sounds FOLDER] [--quick]\n",
               stderr);
    return 2;
  }
  compare::Options options;
  std::vector<std::string_view> wanted;
  for (int w = 2; w < count; w++) {
    const std::string_view word = words[w];
    if (word == "--sounds" && w + 1 < count) {
      options.sounds = words[++w];
    } else if (word == "--quick") {
      options.quick = true;
    } else {
      wanted.push_back(word);
    }
  }
  size_t run = 0;
  for (const compare::Area &area : compare::areas()) {
    bool is_wanted = wanted.empty();
    for (const std::string_view name : wanted) is_wanted = is_wanted || name == area.name;
    const auto work = kind == "bench" ? area.bench : area.conformance;
    if (!is_wanted || work == nullptr) continue;
    work(options);
    run++;
  }
  if (run == 0) std::fputs("dsp_compare: no area of that name\n", stderr);
  return run > 0 ? 0 : 2;
}
