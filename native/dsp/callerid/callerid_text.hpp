/*
 * What it does: turns the octets of a name, as an exchange sends them, into UTF-8, and UTF-8 into
 * GBK for those who play the exchange.
 *
 * How it works: no standard says how a name outside ASCII is coded, and Chinese exchanges send
 * GB 2312 or GBK. What is valid UTF-8 stays (ASCII is); else what is valid GBK throughout is taken
 * for it; else each octet outside ASCII becomes '?'. Control characters become '?' always.
 *
 * How to use it: both return how many octets they wrote, without the NUL; text that does not fit is
 * cut between two characters.
 */
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace trunkline::dsp {

/** Writes UTF-8 and a NUL behind it. `into` has room for at least one octet. */
size_t utf8_of_name(std::span<const uint8_t> octets, std::span<char> into);
/** True for well-formed UTF-8 of Unicode, table 3-7: no surrogates, nothing longer than needed. */
bool is_utf8(std::span<const uint8_t> octets);
/** GBK of well-formed UTF-8; '?' for what GBK lacks. */
size_t gbk_of_utf8(std::span<const uint8_t> utf8, std::span<uint8_t> into);

}  // namespace trunkline::dsp
