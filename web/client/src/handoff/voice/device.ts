/** The microphone and the recorder of this browser. The microphone is asked for by `microphone` only, never before. */

/** In the order we like them: opus speaks well in few bytes; older Safari only writes mp4. */
const TYPES = ["audio/webm;codecs=opus", "audio/mp4;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"] as const;
/** Enough for a voice: ninety seconds weigh about 360 kB. */
const BITS = 32_000;

export interface VoiceDevice {
  /** The type this browser records in, or null when it cannot. */
  readonly type: string | null;
  /** Asks for the microphone. Rejects with the browser's own error. */
  microphone(): Promise<MediaStream>;
  recorder(stream: MediaStream, type: string): MediaRecorder;
  /** Calls `act` again and again, until what comes back is called. */
  every(milliseconds: number, act: () => void): () => void;
  /** Milliseconds from some start, never set back. */
  clock(): number;
}

/** The device of this window. */
export function deviceOf(window: Window & typeof globalThis): VoiceDevice {
  const { MediaRecorder, navigator, performance } = window;
  const able = typeof MediaRecorder === "function" && typeof navigator.mediaDevices?.getUserMedia === "function";
  return {
    type: able ? (TYPES.find((type) => MediaRecorder.isTypeSupported(type)) ?? null) : null,
    microphone: () => navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true } }),
    recorder: (stream, type) => new MediaRecorder(stream, { mimeType: type, audioBitsPerSecond: BITS }),
    every: (milliseconds, act) => {
      const timer = window.setInterval(act, milliseconds);
      return () => window.clearInterval(timer);
    },
    clock: () => performance.now(),
  };
}
