/*
 * What it does: reads the options of a command: `--name value` and words without dashes.
 *
 * How it works: each getter checks its range and remembers the name; end() refuses what nobody
 * asked for, so that a misspelt option is not ignored. Every refusal is one line on stderr and exit
 * code 2.
 *
 * How to use it: call the getters, then end(), then begin to work.
 */
#pragma once
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace trunkline::tools {

/** One line on stderr: what was expected. Exit code 2. */
[[noreturn, gnu::format(printf, 1, 2)]] void refuse(const char *format, ...);

class Arguments {
 public:
  explicit Arguments(std::span<const char *const> words);

  /** The next word without dashes. `what` says in the refusal what it should have been. */
  std::string word(const char *what, std::initializer_list<std::string_view> allowed = {});
  std::optional<std::string> text(std::string_view name);
  /** One of the words; without the option the first of them. */
  std::string choice(std::string_view name, std::initializer_list<std::string_view> allowed);
  double number(std::string_view name, double least, double most, double otherwise);
  long integer(std::string_view name, long least, long most, long otherwise);
  /** `--name` with an optional value: nothing, "", or the value. */
  std::optional<std::string> flag(std::string_view name);
  void end() const;

 private:
  struct Word {
    std::string text;
    bool used = false;
  };
  size_t find(std::string_view name);
  std::vector<Word> words_;
};

}  // namespace trunkline::tools
