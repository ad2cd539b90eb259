// Takes the known fields out of a JSON object, and names the first mistake: a wrong type, a value
// out of range, or a key that nobody asked for.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "board-sim/sdk/json_value.hpp"

namespace boardsim {

struct Range {
  double from, to;
};

class JsonFields {
 public:
  // `where` names the object in messages; the object must outlive this.
  JsonFields(const JsonValue &object, std::string where);

  // Each returns true when the key was there and good; `out` is untouched otherwise.
  bool text(std::string_view key, std::string &out);
  bool whole(std::string_view key, Range range, int64_t &out);
  bool number(std::string_view key, Range range, double &out);
  bool flag(std::string_view key, bool &out);
  // `out` becomes the index of the text among the choices.
  bool choice(std::string_view key, const std::vector<std::string_view> &choices, size_t &out);
  const JsonValue *any(std::string_view key);

  void require(std::string_view key);
  void refuse(std::string_view key, std::string_view why);

  // Call last: adds a complaint about unknown keys. Empty = all was good.
  std::string finish();

 private:
  const JsonObject *object_;
  std::string where_;
  std::vector<std::string_view> asked_;
  std::string mistake_;
};

}  // namespace boardsim
