#include "gsm610.hpp"

#include <algorithm>

#include "optional_library.hpp"

namespace trunkline::dsp {
namespace {

// libgsm's interface, in declarations of our own: gsm.h of version 1.0.
struct Handle;
constexpr int kOptionWav49 = 4;

struct Functions {
  OptionalLibrary library{"libgsm.so.1"};
  Handle *(*create)() = nullptr;
  void (*destroy)(Handle *) = nullptr;
  int (*option)(Handle *, int, int *) = nullptr;
  void (*encode)(Handle *, int16_t *, uint8_t *) = nullptr;
  int (*decode)(Handle *, uint8_t *, int16_t *) = nullptr;
  bool is_complete = false;

  Functions() {
    is_complete = library.find("gsm_create", create) && library.find("gsm_destroy", destroy) &&
                  library.find("gsm_option", option) && library.find("gsm_encode", encode) &&
                  library.find("gsm_decode", decode);
  }
};

const Functions &functions() {
  static const Functions loaded;
  return loaded;
}

}  // namespace

struct Gsm610::Coder {
  struct Destroy {
    void operator()(Handle *handle) const { functions().destroy(handle); }
  };
  std::unique_ptr<Handle, Destroy> handle;
};

bool Gsm610::is_available() { return functions().is_complete; }

Gsm610::Gsm610(Form form) : form_(form), coder_(std::make_unique<Coder>()) {
  if (!is_available()) return;
  coder_->handle.reset(functions().create());
  int wav = form == Form::wav ? 1 : 0;
  functions().option(coder_->handle.get(), kOptionWav49, &wav);
}
Gsm610::~Gsm610() = default;
Gsm610::Gsm610(Gsm610 &&) noexcept = default;
Gsm610 &Gsm610::operator=(Gsm610 &&) noexcept = default;

void Gsm610::encode(std::span<const int16_t> samples, std::span<uint8_t> octets) {
  std::fill(octets.begin(), octets.end(), uint8_t{0});
  if (coder_->handle == nullptr) return;
  std::array<int16_t, kFrameSamples> frame{};
  // Of a pair the first frame takes 32 octets and a half; the coder keeps the half for the second.
  for (size_t at = 0, to = 0; at < samples.size(); at += kFrameSamples, to += kFrameOctets - 1) {
    std::copy_n(samples.begin() + static_cast<std::ptrdiff_t>(at), kFrameSamples, frame.begin());
    functions().encode(coder_->handle.get(), frame.data(), octets.data() + to);
  }
}

bool Gsm610::decode(std::span<const uint8_t> octets, std::span<int16_t> samples) {
  std::fill(samples.begin(), samples.end(), int16_t{0});
  if (coder_->handle == nullptr) return false;
  std::array<uint8_t, kWavOctets> copy{};
  std::copy(octets.begin(), octets.end(), copy.begin());
  bool good = true;
  for (size_t at = 0, from = 0; at < samples.size(); at += kFrameSamples, from += kFrameOctets) {
    good = functions().decode(coder_->handle.get(), copy.data() + from, samples.data() + at) == 0 &&
           good;
  }
  return good;
}

}  // namespace trunkline::dsp
