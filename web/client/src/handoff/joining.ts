/**
 * What the pupil may add to the text: the conversation, ticked and read before; a voice message, behind a quiet button. No
 * video of ours (docs/adr/0017): for whoever looks for one, the ENT's own, with its warning.
 */

import { button, h } from "../element";
import { timeInWords } from "../texts/days.fr";
import { handoff } from "../texts/handoff.fr";
import type { Draft } from "./draft";
import { conversationPiece, wordsOf } from "./pieces";
import { tick } from "./step";

const say = handoff.pieces;

export interface Joinable {
  /** The conversation so far, as it would leave; empty when the pupil has said nothing. */
  readonly conversation: string;
  /** Whether this device can record. */
  readonly voice: boolean;
  /** The ENT's own messaging, or null. */
  readonly messaging: string | null;
}

/** `changed` hears that what leaves is another; `voice` opens the recording. */
export function joining(draft: Draft, joinable: Joinable, changed: () => void, voice: () => void): HTMLElement | null {
  const parts = [conversationPart(draft, joinable.conversation, changed), joinable.voice ? voicePart(draft, voice) : null];
  if (parts.every((part) => part === null)) return null;
  return h("div", { class: "part-wide", role: "group", "aria-label": say.title }, h("p", { class: "soft" }, say.title), ...parts, videoPart(joinable.messaging));
}

function videoPart(messaging: string | null): HTMLElement | null {
  if (messaging === null) return null;
  const link = h("a", { href: messaging, target: "_blank", rel: "noopener", class: "link" }, say.videoLink);
  return h("details", { class: "soft", "data-testid": "video" }, h("summary", {}, say.video), ...say.videoWarning.map((text) => h("p", {}, text)), h("p", {}, link));
}

function conversationPart(draft: Draft, text: string, changed: () => void): HTMLElement | null {
  const offered = draft.conversation ?? conversationPiece(text);
  if (offered === null) return null;
  const place = h("div", {});
  const choose = (on: boolean) => {
    draft.conversation = on ? offered : null;
    place.replaceChildren(...(on ? [conversationShown(wordsOf(offered))] : []));
    changed();
  };
  const box = tick([say.conversation], draft.conversation !== null, "join-conversation", choose);
  if (draft.conversation !== null) place.append(conversationShown(wordsOf(offered)));
  return h("div", {}, box, place);
}

/** All of the conversation that leaves, to be read; scrolled with the keyboard too. */
export function conversationShown(text: string): HTMLElement {
  const attributes = { class: "exact", tabindex: 0, role: "region", "aria-label": say.preview, "data-testid": "conversation" };
  return h("div", attributes, text);
}

function voicePart(draft: Draft, voice: () => void): HTMLElement {
  if (draft.voice === null) return h("p", {}, button(say.voice, "quiet", "voice", voice));
  return h("p", { class: "row" }, h("span", { "data-testid": "voice-kept" }, say.voiceKept(timeInWords(draft.voice.seconds))), button(say.voiceChange, "quiet", "voice", voice));
}
