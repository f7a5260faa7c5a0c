/** The act at the end of a paper's form: it works once at a time, says what is missing, and that it was kept. */

import { button, h } from "../element";
import { deskCase } from "../texts/desk-case.fr";

/** Sentences of what keeps a paper from being sent; null when nothing does. */
export type Flaw = string | null;

export interface PaperAct {
  readonly label: string;
  readonly testid: string;
  readonly long: string;
  flaw(): Flaw;
  /** False when the server did not keep it. Throws a RangeError when it is too long. */
  send(): Promise<boolean>;
  sent(): void;
}

export function paperAct(act: PaperAct): HTMLElement {
  const complaint = h("p", { class: "complaint", role: "alert", "data-testid": `${act.testid}-complaint` });
  const status = h("p", { class: "status", role: "status", "data-testid": `${act.testid}-status` });
  let working = false;
  const go = button(act.label, "main", `${act.testid}-go`, () => void run());
  const run = async () => {
    if (working) return;
    status.textContent = "";
    complaint.textContent = act.flaw() ?? "";
    if (complaint.textContent !== "") return;
    working = true;
    complaint.textContent = await outcome(act);
    working = false;
    if (complaint.textContent !== "") return;
    status.textContent = deskCase.saved;
    act.sent();
  };
  return h("div", { class: "paper-act" }, complaint, status, h("div", { class: "row" }, go));
}

async function outcome(act: PaperAct): Promise<string> {
  try {
    return (await act.send()) ? "" : deskCase.failed;
  } catch (error) {
    return error instanceof RangeError ? act.long : deskCase.failed;
  }
}
