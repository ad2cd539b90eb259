#include "board-sim/control/attached_library.hpp"

namespace boardsim {

std::string AttachedLibrary::open(const std::string &path) {
  close();
  loaded_ = true;  // uv_dlclose is due even after a failure
  if (uv_dlopen(path.c_str(), &library_) != 0) {
    std::string why = uv_dlerror(&library_);
    close();
    return why;
  }
  void *symbol = nullptr;
  if (uv_dlsym(&library_, BSDK_QUERY_SYMBOL, &symbol) != 0) {
    close();
    return "the library does not export bsdk_query";
  }
  const auto query = reinterpret_cast<bsdk_query_fn>(symbol);
  board_ = query(BSDK_ABI_MAJOR);
  control_ =
      static_cast<const sim_control_api *>(static_cast<const void *>(query(SIM_CONTROL_MAJOR)));
  if (board_ != nullptr && control_ != nullptr && control_->struct_size >= sizeof(sim_control_api))
    return "";
  close();
  return "the library is not the board simulator";
}

void AttachedLibrary::close() {
  if (loaded_) uv_dlclose(&library_);
  loaded_ = false;
  board_ = nullptr;
  control_ = nullptr;
}

}  // namespace boardsim
