/**
 * Dictation, by this device alone. It is offered only where the browser knows how to recognise speech without sending it (`processLocally`) and says
 * that it can, now, in French; nothing is fetched for it. Asked anew at each start: what was true may no longer be.
 *
 * As with a recording, what is not on the screen is not heard, and it ends by itself after a minute and a half.
 */

const FRENCH = "fr-FR";
const MOST = 90_000;
/** What the browser has to find the last words once the microphone is closed. */
const LAST_WORDS = 3_000;
const TICK = 250;

interface Heard {
  readonly results: ArrayLike<{ readonly 0?: { readonly transcript: string } }>;
}

export interface Recogniser {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  processLocally: boolean;
  onstart: (() => void) | null;
  onresult: ((heard: Heard) => void) | null;
  onerror: ((trouble: { readonly error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

/** The browser's `SpeechRecognition`, where there is one. */
export interface RecogniserClass {
  new (): Recogniser;
  readonly prototype: object;
  available?(asked: { langs: string[]; processLocally: boolean }): Promise<string>;
}

export interface DictationEvents {
  /** The microphone is open. */
  began(): void;
  /** All that was said since then, as it is understood now: the last words may still change. */
  heard(words: string): void;
  /** It is closed, once: asked to, after a silence, not shown any more, or `refused` (no microphone, no longer on this device). */
  ended(refused: boolean): void;
  /** Whether the pupil sees that it listens. */
  isShown(): boolean;
}

interface Session {
  readonly events: DictationEvents;
  recogniser: Recogniser | null;
  /** Milliseconds until it is asked to end, then until it is ended. */
  left: number;
  isEnding: boolean;
  endTicks(): void;
}

export class Dictation {
  private session: Session | null = null;

  /** `every` calls again and again, until what it gives back is called. */
  constructor(
    private readonly maker: RecogniserClass | undefined,
    private readonly every: (milliseconds: number, act: () => void) => () => void,
  ) {}

  /** Whether this device recognises French by itself, with nothing to fetch. Never rejects. */
  async isThere(): Promise<boolean> {
    const { maker } = this;
    if (typeof maker?.available !== "function" || !("processLocally" in maker.prototype)) return false;
    try {
      return (await maker.available({ langs: [FRENCH], processLocally: true })) === "available";
    } catch {
      return false;
    }
  }

  /** Listens until `finish` or `stop`, or until it ends by itself. Never rejects. */
  async start(events: DictationEvents): Promise<void> {
    this.stop();
    const session: Session = { events, recogniser: null, left: MOST, isEnding: false, endTicks: () => undefined };
    this.session = session;
    const isThere = await this.isThere();
    if (this.session !== session) return;
    try {
      if (isThere && this.maker) this.listen(session, new this.maker());
      else this.end(session, true);
    } catch {
      this.end(session, true);
    }
  }

  /** The microphone closes; the last words that were said are still written. */
  finish(): void {
    const { session } = this;
    if (!session?.recogniser || session.isEnding) return this.stop();
    session.isEnding = true;
    session.left = LAST_WORDS;
    session.recogniser.stop();
  }

  /** Silence, at once: nothing is written any more. */
  stop(): void {
    const { session } = this;
    if (session === null) return;
    this.end(session, false);
    const { recogniser } = session;
    if (recogniser === null) return;
    recogniser.onstart = recogniser.onresult = recogniser.onerror = recogniser.onend = null;
    recogniser.abort();
  }

  private listen(session: Session, recogniser: Recogniser): void {
    let refused = false;
    Object.assign(recogniser, { lang: FRENCH, continuous: true, interimResults: true, processLocally: true });
    recogniser.onstart = () => session.events.began();
    recogniser.onresult = ({ results }) => session.events.heard(wordsOf(results));
    recogniser.onerror = ({ error }) => (refused = error !== "no-speech" && error !== "aborted");
    recogniser.onend = () => this.end(session, refused);
    recogniser.start();
    session.recogniser = recogniser;
    session.endTicks = this.every(TICK, () => this.tick(session));
  }

  private tick(session: Session): void {
    session.left -= TICK;
    if (!session.events.isShown()) this.stop();
    else if (session.left <= 0) this.finish();
  }

  private end(session: Session, refused: boolean): void {
    if (this.session !== session) return;
    session.endTicks();
    this.session = null;
    session.events.ended(refused);
  }
}

function wordsOf(results: Heard["results"]): string {
  const phrases = Array.from(results, (one) => one[0]?.transcript.trim() ?? "");
  return phrases.filter((phrase) => phrase !== "").join(" ");
}

/** Of the window's browser, by its name or by the one of before. */
export function recogniserOf(window: object): RecogniserClass | undefined {
  const { SpeechRecognition, webkitSpeechRecognition } = window as Record<"SpeechRecognition" | "webkitSpeechRecognition", RecogniserClass | undefined>;
  return SpeechRecognition ?? webkitSpeechRecognition;
}
