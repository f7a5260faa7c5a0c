/**
 * One recording: from the press to what can be heard again.
 *
 * It ends by itself at ninety seconds, before it weighs too much to leave, and as soon as it is no longer on the
 * screen: nobody is recorded by what they do not see. However it ends, the microphone is let go.
 */

import { MOST_PIECE, MOST_SECONDS, type Piece } from "../../sealed/pieces";
import { voicePiece } from "../pieces";
import type { VoiceDevice } from "./device";

/** How it ended without a recording: not allowed, no microphone, or anything else. */
export type NoVoice = "refused" | "none" | "failed";

export interface RecordingEvents {
  recording(): void;
  /** So many whole seconds are recorded. */
  second(seconds: number): void;
  recorded(piece: Piece): void;
  without(why: NoVoice): void;
  /** Whether the pupil sees that it records. */
  isShown(): boolean;
}

const SLICE = 1_000;
const TICK = 250;
/** A slice may come that weighs this much after the last count. */
const SPARE = 24_000;

export class Recording {
  private recorder: MediaRecorder | null = null;
  private stream: MediaStream | null = null;
  private readonly slices: Blob[] = [];
  private weight = 0;
  private begun = 0;
  private lasted = 0;
  private endTicks: () => void = () => undefined;

  constructor(
    private readonly device: VoiceDevice,
    private readonly events: RecordingEvents,
  ) {}

  /** Asks for the microphone and records. Never rejects. */
  async start(): Promise<void> {
    const { type } = this.device;
    if (type === null) return this.events.without("none");
    try {
      this.stream = await this.device.microphone();
      if (!this.events.isShown()) throw new Error("asked from a screen that is gone");
      this.record(this.stream, type);
    } catch (error) {
      this.letGo();
      this.events.without(whyNot(error));
    }
  }

  /** Ends the recording; `recorded` follows. */
  stop(): void {
    if (this.recorder?.state !== "recording") return;
    this.lasted = this.seconds;
    this.recorder.stop();
    this.letGo();
  }

  private record(stream: MediaStream, type: string): void {
    const recorder = this.device.recorder(stream, type);
    recorder.ondataavailable = ({ data }) => this.take(data);
    recorder.onstop = () => void this.finish(type);
    recorder.onerror = () => this.stop();
    recorder.start(SLICE);
    this.recorder = recorder;
    this.begun = this.device.clock();
    this.endTicks = this.device.every(TICK, () => this.tick());
    this.events.recording();
  }

  private get seconds(): number {
    return (this.device.clock() - this.begun) / 1_000;
  }

  private tick(): void {
    this.events.second(Math.min(MOST_SECONDS, Math.floor(this.seconds)));
    if (this.seconds >= MOST_SECONDS || this.weight > MOST_PIECE - SPARE || !this.events.isShown()) this.stop();
  }

  private take(slice: Blob): void {
    this.slices.push(slice);
    this.weight += slice.size;
  }

  /** Also when the microphone was unplugged: the recorder stops by itself. */
  private async finish(type: string): Promise<void> {
    this.lasted ||= this.seconds;
    this.letGo();
    const bytes = new Uint8Array(await new Blob(this.slices).arrayBuffer());
    const piece = voicePiece(type, this.lasted, bytes);
    if (piece === null) this.events.without("failed");
    else this.events.recorded(piece);
  }

  private letGo(): void {
    this.endTicks();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = null;
  }
}

function whyNot(error: unknown): NoVoice {
  const name = error instanceof Error || error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "refused";
  return name === "NotFoundError" || name === "NotReadableError" ? "none" : "failed";
}
