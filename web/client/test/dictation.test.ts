import assert from "node:assert/strict";
import { test } from "vitest";

import { Dictation, type Recogniser, type RecogniserClass } from "../src/display/dictation";

/** A browser that recognises speech, with a clock of ours. `answers`: what it says of French on the device, time after time. */
class Browser {
  readonly told: string[] = [];
  readonly made: Fake[] = [];
  readonly asked: unknown[] = [];
  shown = true;
  failsToStart = false;
  private ticks: (() => void)[] = [];
  readonly dictation: Dictation;

  constructor(...answers: (string | Error)[]) {
    const browser = this;
    class Made extends Fake {
      constructor() {
        super(browser);
        browser.made.push(this);
      }
      static available(asked: unknown): Promise<string> {
        browser.asked.push(asked);
        const answer = answers.length > 1 ? answers.shift() : answers[0];
        return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer ?? "");
      }
    }
    Object.defineProperty(Made.prototype, "processLocally", { writable: true, value: false });
    this.dictation = new Dictation(Made as unknown as RecogniserClass, (_, act) => {
      this.ticks.push(act);
      return () => (this.ticks = this.ticks.filter((one) => one !== act));
    });
  }
  get isTicking(): boolean {
    return this.ticks.length > 0;
  }
  passes(seconds: number): void {
    for (let quarter = 0; quarter < seconds * 4; quarter += 1) for (const tick of [...this.ticks]) tick();
  }
  start(): Promise<void> {
    return this.dictation.start({
      began: () => this.told.push("began"),
      heard: (words) => this.told.push(words),
      ended: (refused) => this.told.push(refused ? "refused" : "ended"),
      isShown: () => this.shown,
    });
  }
  get last(): Fake {
    const found = this.made.at(-1);
    assert.ok(found);
    return found;
  }
}

class Fake implements Partial<Recogniser> {
  declare processLocally: boolean;
  lang = "";
  state = "new";
  onstart: (() => void) | null = null;
  onresult: Recogniser["onresult"] = null;
  onerror: Recogniser["onerror"] = null;
  onend: (() => void) | null = null;

  constructor(private readonly browser: Browser) {}
  start(): void {
    if (this.browser.failsToStart) throw new Error("InvalidStateError");
    assert.equal(this.processLocally, true);
    this.state = "open";
    this.onstart?.();
  }
  stop(): void {
    this.state = "stopped";
  }
  abort(): void {
    this.state = "aborted";
  }
  hears(...phrases: string[]): void {
    this.onresult?.({ results: phrases.map((transcript) => [{ transcript }]) });
  }
}

const HERE = "available";

test("it is there only where the browser says of French that the device does it now", async () => {
  for (const answer of ["downloadable", "downloading", "unavailable", "", "AVAILABLE", new Error("NotAllowedError")]) {
    assert.equal(await new Browser(answer).dictation.isThere(), false, String(answer));
  }
  const browser = new Browser(HERE);
  assert.equal(await browser.dictation.isThere(), true);
  assert.deepEqual(browser.asked, [{ langs: ["fr-FR"], processLocally: true }]);
});

test("it is not there in a browser that has none, that cannot say, or that knows nothing of staying on the device", async () => {
  class Old {}
  class Deaf {
    static readonly available = () => Promise.resolve(HERE);
  }
  for (const maker of [undefined, Old, Deaf]) {
    assert.equal(await new Dictation(maker as unknown as RecogniserClass, () => () => undefined).isThere(), false);
  }
});

test("what was said stands as it is understood now, and is on the device", async () => {
  const browser = new Browser(HERE);
  await browser.start();
  browser.last.hears(" on se mot ");
  browser.last.hears("on se moque", " de moi ");
  assert.deepEqual(browser.told, ["began", "on se mot", "on se moque de moi"]);
  assert.equal(browser.last.lang, "fr-FR");
});

test("finishing writes the last words; a second press, or a browser that never ends, waits for nothing", async () => {
  const browser = new Browser(HERE);
  await browser.start();
  browser.dictation.finish();
  assert.equal(browser.last.state, "stopped");
  browser.last.hears("mon père crie");
  browser.last.onend?.();
  assert.deepEqual(browser.told, ["began", "mon père crie", "ended"]);

  await browser.start();
  browser.dictation.finish();
  browser.dictation.finish();
  assert.equal(browser.last.state, "aborted");
  await browser.start();
  browser.dictation.finish();
  browser.passes(3);
  assert.equal(browser.last.state, "aborted");
  assert.deepEqual(browser.told.slice(3), ["began", "ended", "began", "ended"]);
  assert.equal(browser.isTicking, false);
});

test("stopping is at once: nothing is written any more, and it is said once", async () => {
  const browser = new Browser(HERE);
  await browser.start();
  const { last } = browser;
  browser.dictation.stop();
  browser.dictation.stop();
  last.hears("trop tard");
  last.onend?.();
  assert.deepEqual(browser.told, ["began", "ended"]);
  assert.equal(last.state, "aborted");
});

test("stopped while the browser is still asked, it never opens", async () => {
  const browser = new Browser(HERE);
  const begun = browser.start();
  browser.dictation.finish();
  await begun;
  assert.deepEqual(browser.told, ["ended"]);
  assert.equal(browser.made.length, 0);
});

test("what was true at first is asked again at each start", async () => {
  const browser = new Browser(HERE, "unavailable");
  assert.equal(await browser.dictation.isThere(), true);
  await browser.start();
  assert.deepEqual(browser.told, ["refused"]);
  assert.equal(browser.made.length, 0);
});

test("off the screen it stops, and after a minute and a half it ends", async () => {
  const browser = new Browser(HERE);
  await browser.start();
  browser.passes(1);
  browser.shown = false;
  browser.passes(0.25);
  assert.equal(browser.last.state, "aborted");

  browser.shown = true;
  await browser.start();
  browser.passes(89.75);
  assert.equal(browser.last.state, "open");
  browser.passes(0.25);
  assert.equal(browser.last.state, "stopped");
});

test("a microphone that is refused, or a start that fails, is told as such; a silence is not", async () => {
  const browser = new Browser(HERE);
  for (const [error, told] of [["not-allowed", "refused"], ["network", "refused"], ["no-speech", "ended"], ["aborted", "ended"]] as const) {
    await browser.start();
    browser.last.onerror?.({ error });
    browser.last.onend?.();
    assert.equal(browser.told.at(-1), told, error);
  }
  browser.failsToStart = true;
  await browser.start();
  assert.equal(browser.told.at(-1), "refused");
});
