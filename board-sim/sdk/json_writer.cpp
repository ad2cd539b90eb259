#include "board-sim/sdk/json_writer.hpp"

#include <cmath>
#include <cstdio>

namespace boardsim {

void JsonWriter::comma() {
  if (!first_) out_.push_back(',');
  first_ = false;
}

void JsonWriter::quoted(std::string_view value) {
  out_.push_back('"');
  for (const char each : value) {
    if (each == '"' || each == '\\') {
      out_.push_back('\\');
      out_.push_back(each);
    } else if (static_cast<unsigned char>(each) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(each));
      out_.append(escape);
    } else {
      out_.push_back(each);
    }
  }
  out_.push_back('"');
}

void JsonWriter::key(std::string_view name) {
  comma();
  quoted(name);
  out_.push_back(':');
}

JsonWriter &JsonWriter::open(char bracket) {
  comma();
  out_.push_back(bracket);
  first_ = true;
  return *this;
}

JsonWriter &JsonWriter::open(std::string_view name, char bracket) {
  key(name);
  out_.push_back(bracket);
  first_ = true;
  return *this;
}

JsonWriter &JsonWriter::close(char bracket) {
  out_.push_back(bracket);
  first_ = false;
  return *this;
}

JsonWriter &JsonWriter::text(std::string_view name, std::string_view value) {
  key(name);
  quoted(value);
  return *this;
}

JsonWriter &JsonWriter::number(std::string_view name, double value) {
  key(name);
  char digits[40];
  std::snprintf(digits, sizeof digits, value == std::floor(value) ? "%.0f" : "%.3f", value);
  out_.append(digits);
  return *this;
}

JsonWriter &JsonWriter::flag(std::string_view name, bool value) {
  key(name);
  out_.append(value ? "true" : "false");
  return *this;
}

}  // namespace boardsim
