/*
 * What it does: writes docs/machines.md to standard output.
 *
 * How to use it: line_tables > docs/machines.md
 */
#include <cstdio>

#include "../line/table_printer.hpp"

int main() {
  const std::string text = trunkline::line::print_machines();
  return std::fwrite(text.data(), 1, text.size(), stdout) == text.size() ? 0 : 1;
}
