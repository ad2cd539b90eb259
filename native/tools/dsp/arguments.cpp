#include "arguments.hpp"

#include <cmath>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>

namespace trunkline::tools {
namespace {

std::string joined(std::initializer_list<std::string_view> words) {
  std::string all;
  for (const std::string_view word : words) {
    if (!all.empty()) all += '|';
    all += word;
  }
  return all;
}

bool among(const std::string &text, std::initializer_list<std::string_view> allowed) {
  for (const std::string_view word : allowed) {
    if (text == word) return true;
  }
  return allowed.size() == 0;
}

}  // namespace

void refuse(const char *format, ...) {
  std::fflush(stdout);
  char line[512];
  va_list values;
  va_start(values, format);
  std::vsnprintf(line, sizeof line, format, values);
  va_end(values);
  // What the user gave may hold anything; the refusal stays one line.
  for (char *at = line; *at != '\0'; at++) {
    if (static_cast<unsigned char>(*at) < ' ') *at = '?';
  }
  std::fprintf(stderr, "trunkline_dsp: %s\n", line);
  std::exit(2);
}

Arguments::Arguments(std::span<const char *const> words) {
  for (const char *word : words) words_.push_back({word});
}

size_t Arguments::find(std::string_view name) {
  const std::string dashed = "--" + std::string(name);
  size_t found = words_.size();
  for (size_t w = 0; w < words_.size(); w++) {
    if (words_[w].text != dashed || words_[w].used) continue;
    if (found < words_.size()) refuse("%s is given twice", dashed.c_str());
    found = w;
  }
  if (found < words_.size()) words_[found].used = true;
  return found;
}

std::string Arguments::word(const char *what, std::initializer_list<std::string_view> allowed) {
  for (Word &word : words_) {
    if (word.used || word.text.starts_with("--")) continue;
    word.used = true;
    if (!among(word.text, allowed)) {
      refuse("expected %s (%s), got %s", what, joined(allowed).c_str(), word.text.c_str());
    }
    return word.text;
  }
  refuse("expected %s%s%s", what, allowed.size() > 0 ? ": " : "", joined(allowed).c_str());
}

std::optional<std::string> Arguments::text(std::string_view name) {
  const size_t at = find(name);
  if (at == words_.size()) return std::nullopt;
  if (at + 1 == words_.size() || words_[at + 1].used) {
    refuse("--%s expects a value", std::string(name).c_str());
  }
  words_[at + 1].used = true;
  return words_[at + 1].text;
}

std::optional<std::string> Arguments::flag(std::string_view name) {
  const size_t at = find(name);
  if (at == words_.size()) return std::nullopt;
  const bool has_value =
      at + 1 < words_.size() && !words_[at + 1].used && !words_[at + 1].text.starts_with("--");
  if (!has_value) return "";
  words_[at + 1].used = true;
  return words_[at + 1].text;
}

std::string Arguments::choice(std::string_view name,
                              std::initializer_list<std::string_view> allowed) {
  const auto given = text(name);
  if (!given) return std::string(*allowed.begin());
  if (!among(*given, allowed)) {
    refuse("--%s expects %s, got %s", std::string(name).c_str(), joined(allowed).c_str(),
           given->c_str());
  }
  return *given;
}

double Arguments::number(std::string_view name, double least, double most, double otherwise) {
  const auto given = text(name);
  if (!given) return otherwise;
  char *end = nullptr;
  const double value = std::strtod(given->c_str(), &end);
  // The comparison is written so that it refuses NaN too.
  if (end == given->c_str() || *end != '\0' || !(value >= least && value <= most)) {
    refuse("--%s expects a number from %g to %g, got %s", std::string(name).c_str(), least, most,
           given->c_str());
  }
  return value;
}

long Arguments::integer(std::string_view name, long least, long most, long otherwise) {
  const auto given = text(name);
  if (!given) return otherwise;
  char *end = nullptr;
  const long value = std::strtol(given->c_str(), &end, 10);
  if (end == given->c_str() || *end != '\0' || value < least || value > most) {
    refuse("--%s expects a whole number from %ld to %ld, got %s", std::string(name).c_str(), least,
           most, given->c_str());
  }
  return value;
}

void Arguments::end() const {
  for (const Word &word : words_) {
    if (!word.used) refuse("does not know what to do with %s", word.text.c_str());
  }
}

}  // namespace trunkline::tools
