/**
 * The page around the frame, spoken to by window messages only (docs/contracts.md), each to an exact origin of the ENT.
 * Nothing of the conversation is ever in one. What comes from our own origin is the sign-in page; what comes from the
 * window above is the loader.
 */

import { placeOf, queryOf } from "./place";

const PATIENCE = 1_500;
/** What the loader adds to our address: with it, there is a launcher around us, which folds the frame and opens windows. */
const LAUNCHER = "#bulle";

export interface HostEvents {
  /** The exit was made elsewhere: by the keyboard on the page around, or in the sign-in's own window. */
  leaveAsked(): void;
  /** The frame was unfolded. */
  shown(): void;
}

export class HostPage {
  /** Hears the one-time code of a sign-in, from our own page in another window. */
  onCode: ((code: string) => void) | null = null;
  /** Whether our launcher is around. Not in a window of our own, nor in a frame that the ENT made by itself. */
  readonly isFramed: boolean;
  private readonly ent: readonly string[];
  private events: HostEvents | null = null;
  private opened: (() => void) | null = null;

  constructor(private readonly window: Window) {
    this.ent = (window.document.querySelector("main")?.dataset.entOrigins ?? "").split(" ").filter(Boolean);
    this.isFramed = this.isInside && window.location.hash === LAUNCHER;
    window.addEventListener("message", (event) => this.hear(event));
    this.tell("here");
  }

  listen(events: HostEvents): void {
    this.events = events;
  }

  /** Asks the ENT's page to open its own sign-in address; whether it did. An ENT of several hosts opens it on the host it is. */
  open(url: string): Promise<boolean> {
    if (!this.isFramed) return Promise.resolve(false);
    return new Promise((settle) => {
      const timer = setTimeout(() => settle(false), PATIENCE);
      this.opened = () => {
        clearTimeout(timer);
        settle(true);
      };
      this.tell("open", (origin) => origin + url.slice(new URL(url).origin.length));
    });
  }

  /** Goes to a page of ours in the place of this one, in the history too; the place and the launcher are still known there. */
  read(path: string): void {
    const { location } = this.window;
    location.replace(path + queryOf(placeOf(location.search)) + location.hash);
  }

  /** Folds the frame away. */
  close(): void {
    this.tell("close");
  }

  /** Replaces the whole window by `url`, by the loader or, when there is none or it does not answer, directly. */
  leave(url: string): void {
    if (!this.isInside) {
      this.window.location.replace(url);
      return;
    }
    this.tell("leave", () => url);
    setTimeout(() => this.replaceTop(url), this.isFramed ? 150 : 0);
  }

  private get isInside(): boolean {
    return this.window.parent !== this.window;
  }

  /** The ENT's own messaging, on the origin above us if the browser tells it; null when no ENT is known. */
  get messaging(): string | null {
    const above = this.window.location.ancestorOrigins?.[0];
    const origin = this.ent.find((one) => one === above) ?? this.ent[0];
    return origin === undefined ? null : `${origin}/conversation/conversation`;
  }

  /** The browser delivers to the one origin that is really above us, and to no other. */
  private tell(act: string, urlFor?: (origin: string) => string): void {
    if (!this.isInside) return;
    const above = this.window.location.ancestorOrigins?.[0];
    for (const origin of this.ent.filter((one) => above === undefined || above === one)) {
      const message = { type: `parlons-en:${act}`, ...(urlFor ? { url: urlFor(origin) } : {}) };
      this.window.parent.postMessage(message, origin);
    }
  }

  private replaceTop(url: string): void {
    try {
      this.window.top?.location.replace(url);
    } catch {
      this.window.location.replace("about:blank");
    }
  }

  private hear(event: MessageEvent<unknown>): void {
    const data = event.data as { type?: unknown; code?: unknown } | null;
    if (typeof data !== "object" || data === null) return;
    const ours = event.origin === this.window.location.origin;
    if (ours && data.type === "parlons-en:signed-in" && typeof data.code === "string") this.onCode?.(data.code);
    if (ours && data.type === "parlons-en:leave") this.events?.leaveAsked();
    if (!this.isInside || event.source !== this.window.parent || !this.ent.includes(event.origin)) return;
    if (data.type === "parlons-en:opened") this.opened?.();
    if (data.type === "parlons-en:shown") this.events?.shown();
    if (data.type === "parlons-en:leave") this.events?.leaveAsked();
  }
}
