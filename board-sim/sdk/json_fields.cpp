#include "board-sim/sdk/json_fields.hpp"

#include <algorithm>
#include <cmath>

namespace boardsim {

JsonFields::JsonFields(const JsonValue &object, std::string where)
    : object_(object.object()), where_(std::move(where)) {
  if (object_ == nullptr) mistake_ = where_ + " is not an object";
}

const JsonValue *JsonFields::any(std::string_view key) {
  asked_.push_back(key);
  return object_ == nullptr ? nullptr : object_->find(key);
}

bool JsonFields::text(std::string_view key, std::string &out) {
  const JsonValue *found = any(key);
  if (found == nullptr) return false;
  if (found->text() == nullptr) {
    refuse(key, "is not a text");
    return false;
  }
  out = *found->text();
  return true;
}

bool JsonFields::number(std::string_view key, Range range, double &out) {
  const JsonValue *found = any(key);
  if (found == nullptr) return false;
  if (found->number() == nullptr || *found->number() < range.from || *found->number() > range.to) {
    refuse(key, "is not a number from " + std::to_string(range.from) + " to " +
                    std::to_string(range.to));
    return false;
  }
  out = *found->number();
  return true;
}

bool JsonFields::whole(std::string_view key, Range range, int64_t &out) {
  double value = 0;
  if (!number(key, range, value)) return false;
  if (value != std::floor(value)) {
    refuse(key, "is not a whole number");
    return false;
  }
  out = static_cast<int64_t>(value);
  return true;
}

bool JsonFields::flag(std::string_view key, bool &out) {
  const JsonValue *found = any(key);
  if (found == nullptr) return false;
  if (found->flag() == nullptr) {
    refuse(key, "is neither true nor false");
    return false;
  }
  out = *found->flag();
  return true;
}

bool JsonFields::choice(std::string_view key, const std::vector<std::string_view> &choices,
                        size_t &out) {
  std::string value;
  if (!text(key, value)) return false;
  const auto found = std::find(choices.begin(), choices.end(), value);
  if (found == choices.end()) {
    std::string known;
    for (std::string_view each : choices) known.append(known.empty() ? "" : ", ").append(each);
    refuse(key, "is not one of: " + known);
    return false;
  }
  out = static_cast<size_t>(found - choices.begin());
  return true;
}

void JsonFields::require(std::string_view key) {
  if (object_ != nullptr && object_->find(key) == nullptr) refuse(key, "is missing");
}

void JsonFields::refuse(std::string_view key, std::string_view why) {
  if (mistake_.empty()) mistake_ = where_ + ": \"" + std::string(key) + "\" " + std::string(why);
}

std::string JsonFields::finish() {
  if (object_ != nullptr) {
    for (const JsonMember &member : object_->members) {
      if (std::find(asked_.begin(), asked_.end(), member.key) == asked_.end())
        refuse(member.key, "is not a known key");
    }
  }
  return mistake_;
}

}  // namespace boardsim
