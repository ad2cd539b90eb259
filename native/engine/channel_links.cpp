#include "channel_links.hpp"

namespace trunkline::engine {
namespace {

/* What each end hears of the other, by number of WAYS in src-main/driver/lane-layout.ts. */
struct Ways {
  uint32_t hears, heard;
};
constexpr Ways kWays[] = {
    {BSDK_LINK_A_HEARS_B, BSDK_LINK_A_HEARS_B}, /* both */
    {BSDK_LINK_A_HEARS_B, 0},                   /* hears */
    {0, BSDK_LINK_A_HEARS_B},                   /* heardBy */
    {BSDK_LINK_A_TAPS_B, 0},                    /* taps */
    {BSDK_LINK_A_TAPS_B, BSDK_LINK_A_HEARS_B},  /* whispers */
    {BSDK_LINK_A_HEARS_PLAY_OF_B, 0},           /* hearsPlay */
};

void keep(Channel &channel, const ChannelLink &link) {
  channel.is_touched = true;
  ChannelLink *known = channel.find_link(link.peer);
  if (known == nullptr) {
    channel.links.push_back(link);
  } else {
    *known = link;
  }
}

void forget(Channel &channel, int32_t peer) {
  channel.is_touched = true;
  std::erase_if(channel.links, [peer](const ChannelLink &each) { return each.peer == peer; });
}

}  // namespace

bool ChannelLinks::has_room(const Channel &channel, const ChannelCommand &command) const {
  const Ways wanted = kWays[command.b];
  const Channel &peer = context_.channels[static_cast<size_t>(command.a)];
  return can_hear(channel, peer.number, wanted.hears) &&
         can_hear(peer, channel.number, wanted.heard);
}

bool ChannelLinks::can_hear(const Channel &channel, int32_t peer, uint32_t sounds) const {
  if (sounds == 0) return true;
  const auto others = std::count_if(
      channel.links.begin(), channel.links.end(),
      [peer](const ChannelLink &each) { return each.peer != peer && each.hears != 0; });
  return static_cast<size_t>(others) <
         context_.port.channels()[static_cast<size_t>(channel.number)].max_sources;
}

int32_t ChannelLinks::join(Channel &channel, const ChannelCommand &command) {
  const Ways wanted = kWays[command.b];
  Channel &peer = context_.channels[static_cast<size_t>(command.a)];
  const uint32_t ways = wanted.hears | (wanted.heard != 0 ? uint32_t{BSDK_LINK_B_HEARS_A} : 0u);
  const int32_t result =
      context_.port.call(&bsdk_api::connect, channel.number, peer.number, ways, 0);
  if (result != BSDK_OK) return result;
  if (const ChannelLink *before = channel.find_link(peer.number); before != nullptr) {
    stop_hearing(channel, peer, before->hears & ~wanted.hears);
    stop_hearing(peer, channel, before->heard & ~wanted.heard);
  }
  keep(channel, {peer.number, wanted.hears, wanted.heard});
  keep(peer, {channel.number, wanted.heard, wanted.hears});
  return BSDK_OK;
}

bool ChannelLinks::part(Channel &channel, Channel &peer) {
  const ChannelLink *link = channel.find_link(peer.number);
  if (link == nullptr) return false;
  stop_hearing(channel, peer, link->hears);
  stop_hearing(peer, channel, link->heard);
  forget(channel, peer.number);
  forget(peer, channel.number);
  return true;
}

void ChannelLinks::part_all(Channel &channel) {
  while (!channel.links.empty()) {
    part(channel, context_.channels[static_cast<size_t>(channel.links.back().peer)]);
  }
}

void ChannelLinks::stop_hearing(const Channel &channel, const Channel &peer,
                                uint32_t sounds) const {
  if (sounds == 0) return;
  context_.port.call(&bsdk_api::disconnect, channel.number, peer.number, sounds);
}

}  // namespace trunkline::engine
