/** While the message is sealed and sent: what is being done, never that it is done. */

import { h } from "../element";
import { handoff } from "../texts/handoff.fr";
import type { Progress, SendingEvents } from "./sending";
import { step } from "./step";

const say = handoff.sending;

export interface SendingStep extends SendingEvents {
  readonly element: HTMLElement;
  /** What was being done last. */
  readonly stage: Progress;
}

export function sendingStep(): SendingStep {
  const status = h("p", { class: "status", role: "status", "data-testid": "sending-status" }, say.sealing);
  const bar = h("progress", { max: 3, value: 0, "aria-label": say.title });
  const { element } = step({ name: "sending", number: 5, title: say.title, body: [status, bar] });
  let stage: Progress = "sealing";
  return {
    element,
    get stage() {
      return stage;
    },
    progress(reached) {
      stage = reached;
      status.textContent = say[reached];
      bar.value = { sealing: 0, depositing: 1, promising: 2 }[reached];
    },
    waiting(milliseconds) {
      status.textContent = say.lost(Math.round(milliseconds / 1_000));
    },
  };
}
