/** Another way than the adults of the school: the numbers of the moment, and the conversation. */

import { h } from "../element";
import type { Numbers } from "../chat/numbers";
import { chat } from "../texts/chat.fr";
import { handoff as say } from "../texts/handoff.fr";
import { step } from "./step";

export function otherWay(numbers: Numbers, back: () => void): HTMLElement {
  const body = [h("p", {}, say.otherWayIntro), numbers.list()];
  const next = { label: chat.backToTalk, act: back };
  return step({ name: "other-way", number: null, title: say.otherWayTitle, body, next }).element;
}
