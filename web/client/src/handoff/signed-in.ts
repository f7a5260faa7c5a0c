/**
 * The page that the ENT sends a pupil back to: hands the one-time code to the window that opened it and to that
 * window's frames, with our exact origin, so that no other site's page can hear it; then closes. Its exit ends the conversation there too.
 */

import { takeOverExit } from "../chat/plain-exit";

interface Opener {
  readonly length: number;
  readonly [place: number]: Window;
  postMessage(message: unknown, origin: string): void;
}

/** Gives `code` to everyone who may be our frame; the browser delivers it to our origin only. */
export function handOver(opener: Opener, code: string, origin: string): void {
  tell(opener, { type: "parlons-en:signed-in", code }, origin);
}

function tell(opener: Opener, message: unknown, origin: string): void {
  opener.postMessage(message, origin);
  for (let place = 0; place < opener.length; place += 1) opener[place]?.postMessage(message, origin);
}

if (typeof document !== "undefined") {
  const page = document.getElementById("signed-in");
  const opener = window.opener as Opener | null;
  const code = page?.dataset.code;
  if (page !== null) takeOverExit(page, () => opener && tell(opener, { type: "parlons-en:leave" }, location.origin));
  if (code && opener !== null) {
    handOver(opener, code, location.origin);
    setTimeout(() => window.close(), 400);
  }
}
