/**
 * The page around the frame, spoken to by window messages only (docs/contracts.md). Nothing of the conversation is ever
 * in one. What comes from our own origin is the sign-in page; what comes from the window above is the loader.
 */

const PATIENCE = 1_500;

export interface HostEvents {
  /** The keyboard exit was made on the page around. */
  leaveAsked(): void;
  /** The frame was unfolded. */
  shown(): void;
}

export class HostPage {
  /** Hears the one-time code of a sign-in, from our own page in another window. */
  onCode: ((code: string) => void) | null = null;
  private events: HostEvents | null = null;
  private opened: (() => void) | null = null;

  constructor(private readonly window: Window) {
    window.addEventListener("message", (event) => this.hear(event));
  }

  listen(events: HostEvents): void {
    this.events = events;
  }

  get isFramed(): boolean {
    return this.window.parent !== this.window;
  }

  /** Asks the ENT's page to open its own sign-in address; whether it did. */
  open(url: string): Promise<boolean> {
    if (!this.isFramed) return Promise.resolve(false);
    return new Promise((settle) => {
      const timer = setTimeout(() => settle(false), PATIENCE);
      this.opened = () => {
        clearTimeout(timer);
        settle(true);
      };
      this.window.parent.postMessage({ type: "parlons-en:open", url }, new URL(url).origin);
    });
  }

  /** Folds the frame away. */
  close(): void {
    this.window.parent.postMessage({ type: "parlons-en:close" }, "*");
  }

  /** Replaces the whole window by `url`, by the loader or, when none answers, directly. */
  leave(url: string): void {
    if (!this.isFramed) {
      this.window.location.replace(url);
      return;
    }
    this.window.parent.postMessage({ type: "parlons-en:leave", url }, "*");
    setTimeout(() => this.replaceTop(url), 150);
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
    if (!this.isFramed || event.source !== this.window.parent) return;
    if (data.type === "parlons-en:opened") this.opened?.();
    if (data.type === "parlons-en:shown") this.events?.shown();
    if (data.type === "parlons-en:leave") this.events?.leaveAsked();
  }
}
