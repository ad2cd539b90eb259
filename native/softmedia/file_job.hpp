/*
 * What it does: the part of a play or a record that runs on the file thread.
 *
 * How it works: the file service owns the job; the audio thread holds a plain pointer to it until
 * its last touch, after which the job may say that it is finished and is destroyed by the file
 * thread.
 */
#pragma once
#include "outgoing.hpp"

namespace trunkline::softmedia {

class FileJob {
 public:
  virtual ~FileJob() = default;
  /** File thread. Does what is due; events go to the lane. Returns whether anything was done. */
  virtual bool work(OutgoingLane &lane) = 0;
  /** File thread. True when no other thread will touch the job again and all is on disk. */
  virtual bool finished() const = 0;
};

}  // namespace trunkline::softmedia
