/**
 * The page that the ENT sends a pupil back to: hands the one-time code to the window that opened it and to that
 * window's frames, with our exact origin, so that no other site's page can hear it; then closes.
 */

interface Opener {
  readonly length: number;
  readonly [place: number]: Window;
  postMessage(message: unknown, origin: string): void;
}

/** Gives `code` to everyone who may be our frame; the browser delivers it to our origin only. */
export function handOver(opener: Opener, code: string, origin: string): void {
  const message = { type: "parlons-en:signed-in", code };
  opener.postMessage(message, origin);
  for (let place = 0; place < opener.length; place += 1) opener[place]?.postMessage(message, origin);
}

if (typeof document !== "undefined") {
  const code = document.getElementById("signed-in")?.dataset.code;
  if (code && window.opener !== null) {
    handOver(window.opener as Opener, code, location.origin);
    setTimeout(() => window.close(), 400);
  }
}
