// Writes JSON text piece by piece; commas and quotes are taken care of.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace boardsim {

class JsonWriter {
 public:
  JsonWriter &open(char bracket);                        // '{' or '[' as an element
  JsonWriter &open(std::string_view key, char bracket);  // as a member
  JsonWriter &close(char bracket);
  JsonWriter &text(std::string_view key, std::string_view value);
  JsonWriter &number(std::string_view key, double value);  // whole numbers print without a point
  JsonWriter &flag(std::string_view key, bool value);
  const std::string &str() const { return out_; }

 private:
  void comma();
  void key(std::string_view name);
  void quoted(std::string_view value);

  std::string out_;
  bool first_ = true;
};

}  // namespace boardsim
