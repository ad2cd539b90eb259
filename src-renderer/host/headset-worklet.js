// Runs on the browser's audio thread: hands the microphone over in pieces and plays what is posted.
// JavaScript and free of imports, because an audio worklet is loaded as one plain module.

/** Samples kept at most, so that a stalled page does not turn into a growing delay: 0.4 s at 48 kHz. */
const LONGEST_QUEUE = 19_200;
/** Collected before playing begins, against the jitter of the network: 60 ms at 48 kHz. */
const START_AT = 2880;

class HeadsetProcessor extends AudioWorkletProcessor {
  constructor() {
    super();
    this.queue = [];
    this.queued = 0;
    this.playing = false;
    this.port.onmessage = ({ data }) => {
      this.queue.push(data);
      this.queued += data.length;
      while (this.queued > LONGEST_QUEUE) this.queued -= this.queue.shift().length;
    };
  }

  process([microphone], [loudspeaker]) {
    const spoken = microphone?.[0];
    if (spoken) this.port.postMessage(spoken.slice());
    this.fill(loudspeaker[0]);
    return true;
  }

  fill(out) {
    this.playing = this.playing ? this.queued > 0 : this.queued >= START_AT;
    let at = 0;
    while (this.playing && at < out.length && this.queue.length > 0) {
      const piece = this.queue[0].subarray(0, out.length - at);
      out.set(piece, at);
      at += piece.length;
      this.queued -= piece.length;
      if (piece.length === this.queue[0].length) this.queue.shift();
      else this.queue[0] = this.queue[0].subarray(piece.length);
    }
  }
}

registerProcessor('headset', HeadsetProcessor);
