import type { Headset } from '../transport/bench-audio.ts';
import workletUrl from './headset-worklet.js?url';

/** Opens the machine's loudspeaker and, if asked and permitted, its microphone. */
export async function openBrowserHeadset(
  withMicrophone: boolean,
  onSpoken: (samples: Float32Array) => void,
): Promise<Headset> {
  const context = new AudioContext({ latencyHint: 'interactive' });
  await context.audioWorklet.addModule(workletUrl);
  const node = new AudioWorkletNode(context, 'headset', {
    numberOfInputs: 1,
    numberOfOutputs: 1,
    outputChannelCount: [1],
  });
  const microphone = withMicrophone ? await openMicrophone() : undefined;
  if (microphone !== undefined) {
    new MediaStreamAudioSourceNode(context, { mediaStream: microphone }).connect(node);
    node.port.onmessage = (message: MessageEvent<unknown>) => {
      if (message.data instanceof Float32Array) onSpoken(message.data);
    };
  }
  node.connect(context.destination);
  if (context.state === 'suspended') await context.resume();
  return {
    rateHz: context.sampleRate,
    hasMicrophone: microphone !== undefined,
    play: (samples) => node.port.postMessage(samples),
    dispose: () => {
      for (const track of microphone?.getTracks() ?? []) track.stop();
      void context.close();
    },
  };
}

/** A refusal, or a machine without one, leaves listening possible. */
async function openMicrophone(): Promise<MediaStream | undefined> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: false } });
  } catch {
    return undefined;
  }
}
