/** The message is on its way; its pieces follow. What did not pass is said, and never casts doubt on the message. */

import { button, h, type Child } from "../element";
import { handoff } from "../texts/handoff.fr";
import { mayPass, type Following } from "./following";
import { step } from "./step";

const say = handoff.arriving;

type Show = (element: HTMLElement) => void;

/** Sends every piece, with the pupil when one does not pass. Resolves when none is left; the pupil may always go on without. */
export async function follow(following: Following, show: Show): Promise<void> {
  for (let piece = following.next; piece !== null; piece = following.next) {
    const words = wordsFor(piece.kind);
    const sent = following.send(piece).then(() => null, (error: unknown) => ({ error }));
    const failed = await Promise.race([sent, going(words, show)]);
    if (failed === "without" || (failed !== null && (await afterFailure(failed.error, words, show)) === "without")) following.leave(piece);
  }
}

interface Words {
  readonly going: string;
  readonly not: string;
  readonly never: string;
}

function wordsFor(kind: "conversation" | "voice"): Words {
  if (kind === "voice") return { going: say.voiceGoing, not: say.voiceNot, never: say.voiceNever };
  return { going: say.conversationGoing, not: say.conversationNot, never: say.conversationNever };
}

function going(words: Words, show: Show): Promise<"without"> {
  return new Promise((settle) => {
    const without = button(say.without, "quiet", "piece-without", () => settle("without"));
    screen("following", [h("p", { role: "status", class: "status" }, words.going), h("div", { class: "row" }, without)], show);
  });
}

/** Tells it. Whether the pupil tries again, or goes on without. */
function afterFailure(error: unknown, words: Words, show: Show): Promise<"again" | "without"> {
  const may = mayPass(error);
  return new Promise((settle) => {
    const retry = may ? button(handoff.retry, "main", "piece-retry", () => settle("again")) : null;
    const without = button(may ? say.without : handoff.next, "plain", "piece-without", () => settle("without"));
    const said = h("p", { role: "alert", class: "trouble-text", "data-testid": "piece-not-sent" }, may ? words.not : words.never);
    screen("piece", [said, may ? h("p", { class: "soft" }, say.kept) : null, h("div", { class: "row" }, retry, without)], show);
  });
}

function screen(name: string, body: readonly Child[], show: Show): void {
  show(step({ name, number: 5, title: say.title, body }).element);
}
