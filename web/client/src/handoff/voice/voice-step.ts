/** A voice message: asked for by the pupil, heard again, erased at will; what is not on the screen is not recorded. */

import { button, h } from "../../element";
import { MOST_SECONDS, type Piece } from "../../sealed/pieces";
import { timeInWords, timeOnClock } from "../../texts/days.fr";
import { handoff } from "../../texts/handoff.fr";
import type { Draft } from "../draft";
import { step } from "../step";
import type { VoiceDevice } from "./device";
import { Player } from "./player";
import { Recording, type NoVoice } from "./recording";

const say = handoff.voice;
/** Told to who does not see the clock. */
const TOLD_AT = new Set([MOST_SECONDS - 30, MOST_SECONDS - 10]);

export interface VoiceActs {
  /** Back to the text; what is recorded goes with it. */
  done(): void;
  cancel(): void;
}

export class VoiceStep {
  readonly element: HTMLElement;
  private readonly status = h("p", { role: "status", class: "status", "data-testid": "voice-status" });
  private readonly clock = h("p", { role: "timer", class: "voice-clock", "aria-label": say.timeLabel, hidden: true, "data-testid": "voice-clock" });
  private readonly acts = h("div", { class: "row", "data-testid": "voice-acts" });
  private readonly player: Player;
  private recording: Recording | null = null;

  constructor(
    private readonly draft: Draft,
    private readonly device: VoiceDevice,
    acts: VoiceActs,
  ) {
    this.player = new Player(() => this.offerAgain(), () => (this.status.textContent = say.unplayable));
    const truths = [say.known, say.alone, say.cap(MOST_SECONDS)].map((text) => h("li", {}, text));
    const body = [h("p", {}, say.intro), h("div", { class: "truths" }, h("ul", {}, ...truths)), this.status, this.clock, this.acts, this.player.element];
    const done = () => (this.recording === null ? acts.done() : made.complain(say.stopFirst));
    const next = { label: handoff.next, act: done };
    const made = step({ name: "voice", number: 3, title: say.title, body, next, cancel: () => acts.cancel() });
    this.element = made.element;
    if (draft.voice === null) this.offer();
    else this.recorded(draft.voice);
  }

  private offer(): void {
    this.clock.hidden = true;
    this.acts.replaceChildren(button(say.start, "plain", "voice-start", () => void this.start()));
  }

  private start(): Promise<void> {
    this.player.stop();
    this.draft.voice = null;
    this.acts.replaceChildren();
    this.status.textContent = say.asking;
    this.recording = new Recording(this.device, {
      recording: () => this.recordingNow(),
      second: (seconds) => this.second(seconds),
      recorded: (piece) => this.recorded(piece),
      without: (why) => this.without(why),
      isShown: () => this.element.getClientRects().length > 0 && !document.hidden,
    });
    return this.recording.start();
  }

  private recordingNow(): void {
    this.element.classList.add("is-recording");
    this.status.textContent = say.recording;
    this.clock.hidden = false;
    this.second(0);
    this.put(button(say.stop, "main", "voice-stop", () => this.recording?.stop()));
  }

  private second(seconds: number): void {
    const time = say.time(timeOnClock(seconds), timeOnClock(MOST_SECONDS));
    if (time === this.clock.textContent) return;
    this.clock.textContent = time;
    if (TOLD_AT.has(seconds)) this.status.textContent = say.left(MOST_SECONDS - seconds);
  }

  private recorded(piece: Piece): void {
    this.over();
    this.draft.voice = piece;
    this.status.textContent = say.recorded(timeInWords(piece.seconds));
    this.offerAgain();
  }

  /** Hear it, stop hearing it, say it again, erase it. */
  private offerAgain(): void {
    const piece = this.draft.voice;
    if (piece === null) return;
    const hear = this.player.plays
      ? button(say.pause, "plain", "voice-pause", () => this.player.stop())
      : button(say.play, "plain", "voice-play", () => this.player.play(piece));
    this.put(hear, button(say.again, "plain", "voice-again", () => void this.start()), button(say.erase, "plain", "voice-erase", () => this.erase()));
  }

  private erase(): void {
    this.draft.voice = null;
    this.player.stop();
    this.status.textContent = say.erased;
    this.offer();
    this.focus();
  }

  private without(why: NoVoice): void {
    this.over();
    this.status.textContent = say[why];
    this.offer();
    this.focus();
  }

  private over(): void {
    this.recording = null;
    this.element.classList.remove("is-recording");
    this.clock.hidden = true;
  }

  private put(...buttons: readonly HTMLElement[]): void {
    this.acts.replaceChildren(...buttons);
    this.focus();
  }

  /** The first act of what is there now; not before the panel itself is shown, whose heading has the focus then. */
  private focus(): void {
    this.acts.querySelector("button")?.focus();
  }
}
