// A parsed JSON document, and a strict reader for it.
//
// The reader takes exactly RFC 8259: one value, no trailing text, no comments, no duplicate keys,
// depth at most 16. It never throws; a mistake is reported with its byte position.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace boardsim {

struct JsonValue;
struct JsonMember;

struct JsonNull {};
struct JsonObject {
  std::vector<JsonMember> members;  // in the order of the text
  const JsonValue *find(std::string_view key) const;
};
struct JsonArray {
  std::vector<JsonValue> elements;
};

struct JsonValue {
  std::variant<JsonNull, bool, double, std::string, JsonArray, JsonObject> value;

  const std::string *text() const { return std::get_if<std::string>(&value); }
  const double *number() const { return std::get_if<double>(&value); }
  const bool *flag() const { return std::get_if<bool>(&value); }
  const JsonObject *object() const { return std::get_if<JsonObject>(&value); }
};

struct JsonMember {
  std::string key;
  JsonValue value;
};

struct JsonOutcome {
  JsonValue value;
  std::string mistake;  // empty = the text was JSON
};

JsonOutcome read_json(std::string_view text);

}  // namespace boardsim
