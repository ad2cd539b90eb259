/*
 * What it does: prints the line machines as Markdown tables and Mermaid pictures, from the tables
 * that run.
 *
 * How to use it: the executable line_tables writes docs/machines.md; a test compares the two.
 */
#pragma once
#include <string>

namespace trunkline::line {

/** The whole of docs/machines.md. */
std::string print_machines();

}  // namespace trunkline::line
