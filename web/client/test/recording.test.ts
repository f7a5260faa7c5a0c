import assert from "node:assert/strict";
import { test } from "vitest";

import type { VoiceDevice } from "../src/handoff/voice/device";
import { Recording, type NoVoice } from "../src/handoff/voice/recording";
import { MOST_PIECE, type Piece } from "../src/sealed/pieces";

/** A microphone and a recorder whose time is ours. */
class Device implements VoiceDevice {
  type: string | null = "audio/webm;codecs=opus";
  refuses: Error | null = null;
  weight = 100;
  asked = 0;
  open = 0;
  shown = true;
  private milliseconds = 0;
  private ticks: (() => void)[] = [];
  private readonly tracks = [{ stop: () => (this.open -= 1) }];
  private current: { ondataavailable?: (event: { data: Blob }) => void; onstop?: () => void; state: string } | null = null;
  readonly told: (string | Piece)[] = [];
  readonly seconds: number[] = [];

  microphone(): Promise<MediaStream> {
    this.asked += 1;
    if (this.refuses !== null) return Promise.reject(this.refuses);
    this.open += 1;
    return Promise.resolve({ getTracks: () => this.tracks } as unknown as MediaStream);
  }
  recorder(): MediaRecorder {
    const recorder = { state: "inactive", start: () => (recorder.state = "recording"), stop: () => this.end() };
    this.current = recorder;
    return recorder as unknown as MediaRecorder;
  }
  every(_: number, act: () => void): () => void {
    this.ticks.push(act);
    return () => (this.ticks = []);
  }
  clock(): number {
    return this.milliseconds;
  }
  passes(seconds: number): void {
    for (let quarter = 0; quarter < seconds * 4 && this.ticks.length > 0; quarter += 1) {
      this.milliseconds += 250;
      if (quarter % 4 === 3) this.current?.ondataavailable?.({ data: new Blob([new Uint8Array(this.weight)]) });
      for (const tick of [...this.ticks]) tick();
    }
  }
  /** Also what an unplugged microphone does. */
  end(): void {
    if (this.current === null) return;
    this.current.state = "inactive";
    this.current.onstop?.();
  }
  begin(): Recording {
    return new Recording(this, {
      recording: () => this.told.push("recording"),
      second: (seconds) => this.seconds.push(seconds),
      recorded: (piece) => this.told.push(piece),
      without: (why: NoVoice) => this.told.push(why),
      isShown: () => this.shown,
    });
  }
  piece(): Piece {
    const last = this.told.at(-1);
    assert.ok(typeof last === "object");
    return last;
  }
}

const settled = () => new Promise((done) => setTimeout(done, 5));

test("a recording is the bytes that were said, their time and their type, and the microphone is let go", async () => {
  const device = new Device();
  const recording = device.begin();
  await recording.start();
  device.passes(12);
  recording.stop();
  await settled();
  assert.deepEqual([device.told[0], device.piece().kind, device.piece().seconds, device.piece().bytes.length], ["recording", "voice", 12, 1_200]);
  assert.equal(device.piece().type, "audio/webm;codecs=opus");
  assert.equal(device.open, 0);
});

test("it ends by itself at ninety seconds", async () => {
  const device = new Device();
  await device.begin().start();
  device.passes(200);
  await settled();
  assert.deepEqual([device.piece().seconds, device.seconds.at(-1), device.open], [90, 90, 0]);
});

test("it ends before it weighs more than may leave", async () => {
  const device = new Device();
  device.weight = 16_000;
  await device.begin().start();
  device.passes(90);
  await settled();
  assert.ok(device.piece().bytes.length <= MOST_PIECE);
  assert.ok(device.piece().seconds < 90);
});

test("what is no longer on the screen is no longer recorded", async () => {
  const device = new Device();
  await device.begin().start();
  device.passes(3);
  device.shown = false;
  device.passes(1);
  await settled();
  assert.equal(device.open, 0);
  assert.equal(device.piece().seconds, 3);
});

test("a microphone that is allowed after the screen has gone is let go at once", async () => {
  const device = new Device();
  device.shown = false;
  await device.begin().start();
  assert.deepEqual([device.open, device.told], [0, ["failed"]]);
});

test("a microphone that is unplugged leaves what was said before", async () => {
  const device = new Device();
  await device.begin().start();
  device.passes(5);
  device.end();
  await settled();
  assert.deepEqual([device.piece().seconds, device.open], [5, 0]);
});

test("a refusal, no microphone, a failure and an empty recording are told apart", async () => {
  for (const [name, why] of [["NotAllowedError", "refused"], ["NotFoundError", "none"], ["NotReadableError", "none"], ["AbortError", "failed"]] as const) {
    const device = new Device();
    device.refuses = new DOMException("", name);
    await device.begin().start();
    assert.deepEqual(device.told, [why]);
  }
  const silent = new Device();
  const recording = silent.begin();
  await recording.start();
  recording.stop();
  await settled();
  assert.deepEqual(silent.told, ["recording", "failed"]);
});

test("the microphone is asked for by starting only, and never by a browser that cannot record", async () => {
  const device = new Device();
  device.begin();
  assert.equal(device.asked, 0);
  device.type = null;
  await device.begin().start();
  assert.deepEqual([device.asked, device.told], [0, ["none"]]);
});
