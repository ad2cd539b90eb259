/*
 * What it does: opens a library that may or may not be on the machine, and finds its functions.
 *
 * How it works: dlopen at run time, so that one build works with the library and without it.
 *
 * How to use it: is_open() first; find() gives nullptr for a function that is not there. Not for
 * the audio thread.
 */
#pragma once
#include <dlfcn.h>

#include <memory>

namespace trunkline::dsp {

class OptionalLibrary {
 public:
  explicit OptionalLibrary(const char *file_name)
      : library_(dlopen(file_name, RTLD_NOW | RTLD_LOCAL)) {}

  bool is_open() const { return library_ != nullptr; }
  template <typename Function>
  bool find(const char *name, Function *&into) const {
    into =
        library_ == nullptr ? nullptr : reinterpret_cast<Function *>(dlsym(library_.get(), name));
    return into != nullptr;
  }

 private:
  struct Close {
    void operator()(void *library) const { dlclose(library); }
  };
  std::unique_ptr<void, Close> library_;
};

}  // namespace trunkline::dsp
