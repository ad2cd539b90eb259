/*
 * What it does: the Unicode code of each two octets of GBK (which contains GB 2312), 0 where there
 * is no character.
 *
 * How it works: a plain table by lead octet 81h-FEh and trail octet 40h-FEh. It is made by
 * scripts/make-gbk-table.ts.
 */
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>

namespace trunkline::dsp {

constexpr uint8_t kGbkFirstLead = 0x81, kGbkLastLead = 0xFE;
constexpr uint8_t kGbkFirstTrail = 0x40, kGbkLastTrail = 0xFE;
constexpr size_t kGbkTrails = kGbkLastTrail - kGbkFirstTrail + 1;
constexpr size_t kGbkCount = (kGbkLastLead - kGbkFirstLead + 1) * kGbkTrails;

extern const std::array<uint16_t, kGbkCount> kGbkTable;

}  // namespace trunkline::dsp
