#include <cstdint>
#include <cstdlib>

#include "board-sim/sdk/json_value.hpp"

namespace boardsim {
namespace {

constexpr int kMaxDepth = 16;

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  JsonOutcome read() {
    JsonOutcome outcome;
    if (read_value(outcome.value, 0)) {
      skip_space();
      if (at_ != text_.size()) fail("text after the value");
    }
    outcome.mistake = mistake_;
    return outcome;
  }

 private:
  bool fail(const char *what) {
    if (mistake_.empty()) mistake_ = std::string(what) + " at byte " + std::to_string(at_);
    return false;
  }

  void skip_space() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r')) {
      ++at_;
    }
  }

  bool take(char wanted) {
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
  }

  bool take_word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool read_value(JsonValue &out, int depth) {
    if (depth > kMaxDepth) return fail("nested too deeply");
    skip_space();
    if (at_ >= text_.size()) return fail("a value is missing");
    switch (text_[at_]) {
      case '{':
        return read_object(out.value.emplace<JsonObject>(), depth);
      case '[':
        return read_array(out.value.emplace<JsonArray>(), depth);
      case '"':
        return read_string(out.value.emplace<std::string>());
      default:
        return read_scalar(out);
    }
  }

  bool read_scalar(JsonValue &out) {
    if (take_word("true")) {
      out.value = true;
      return true;
    }
    if (take_word("false")) {
      out.value = false;
      return true;
    }
    if (take_word("null")) {
      out.value = JsonNull{};
      return true;
    }
    return read_number(out);
  }

  bool read_digits() {
    const size_t from = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    return at_ > from;
  }

  bool read_number(JsonValue &out) {
    const size_t from = at_;
    take('-');
    if (!take('0') && !read_digits()) return fail("not a value");
    if (take('.') && !read_digits()) return fail("a digit is missing");
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      if (!read_digits()) return fail("a digit is missing");
    }
    out.value = std::strtod(std::string(text_.substr(from, at_ - from)).c_str(), nullptr);
    return true;
  }

  bool read_object(JsonObject &out, int depth) {
    ++at_;
    skip_space();
    if (take('}')) return true;
    do {
      skip_space();
      JsonMember member;
      if (at_ >= text_.size() || text_[at_] != '"') return fail("a key is missing");
      if (!read_string(member.key)) return false;
      if (out.find(member.key) != nullptr) return fail("a key stands twice");
      skip_space();
      if (!take(':')) return fail("a colon is missing");
      if (!read_value(member.value, depth + 1)) return false;
      out.members.push_back(std::move(member));
      skip_space();
    } while (take(','));
    return take('}') || fail("a brace is missing");
  }

  bool read_array(JsonArray &out, int depth) {
    ++at_;
    skip_space();
    if (take(']')) return true;
    do {
      if (!read_value(out.elements.emplace_back(), depth + 1)) return false;
      skip_space();
    } while (take(','));
    return take(']') || fail("a bracket is missing");
  }

  bool read_string(std::string &out) {
    ++at_;
    while (at_ < text_.size()) {
      const char each = text_[at_++];
      if (each == '"') return true;
      if (static_cast<unsigned char>(each) < 0x20) return fail("a control character in a text");
      if (each != '\\') {
        out.push_back(each);
      } else if (!read_escape(out)) {
        return false;
      }
    }
    return fail("a text is not closed");
  }

  bool read_escape(std::string &out) {
    static constexpr std::string_view kNames = "\"\\/bfnrt";
    static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    if (at_ >= text_.size()) return fail("an escape is cut off");
    const char name = text_[at_++];
    if (name == 'u') return read_unicode(out);
    const size_t found = kNames.find(name);
    if (found == std::string_view::npos) return fail("an unknown escape");
    out.push_back(kMeanings[found]);
    return true;
  }

  bool read_hex(uint32_t &out) {
    out = 0;
    for (int i = 0; i < 4; ++i) {
      static constexpr std::string_view kHex = "0123456789abcdef";
      if (at_ >= text_.size()) return fail("an escape is cut off");
      const char lower =
          text_[at_] >= 'A' && text_[at_] <= 'F' ? static_cast<char>(text_[at_] + 32) : text_[at_];
      const size_t found = kHex.find(lower);
      if (found == std::string_view::npos) return fail("not a hexadecimal digit");
      out = out * 16 + static_cast<uint32_t>(found);
      ++at_;
    }
    return true;
  }

  bool read_unicode(std::string &out) {
    uint32_t code = 0;
    if (!read_hex(code)) return false;
    if (code >= 0xD800 && code < 0xDC00) {
      uint32_t low = 0;
      if (!take('\\') || !take('u') || !read_hex(low) || low < 0xDC00 || low > 0xDFFF)
        return fail("half a surrogate pair");
      code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    if (code < 0x80) {
      out.push_back(static_cast<char>(code));
      return true;
    }
    const int follow = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    static constexpr uint32_t kLead[] = {0, 0xC0, 0xE0, 0xF0};
    out.push_back(static_cast<char>(kLead[follow] | (code >> (6 * follow))));
    for (int i = follow - 1; i >= 0; --i)
      out.push_back(static_cast<char>(0x80 | ((code >> (6 * i)) & 0x3F)));
    return true;
  }

  std::string_view text_;
  size_t at_ = 0;
  std::string mistake_;
};

}  // namespace

const JsonValue *JsonObject::find(std::string_view key) const {
  for (const JsonMember &member : members) {
    if (member.key == key) return &member.value;
  }
  return nullptr;
}

JsonOutcome read_json(std::string_view text) { return Reader(text).read(); }

}  // namespace boardsim
