/**
 * The exit of our pages that stand without script: with one, their link replaces the window instead of adding to its history, Shift three
 * times does the same and is announced, and the window that the page was framed in goes with it.
 */

import { forgetCopy } from "../aide/forget-copy";
import { h } from "../element";
import { chat as say } from "../texts/chat.fr";
import { Exit } from "./exit";
import { ExitKeys } from "./exit-keys";
import { HostPage } from "./host-page";

/** Takes over the exit of `page`; `alsoEnd`: what else ends with it. */
export function takeOverExit(page: HTMLElement, alsoEnd: () => void = () => undefined): void {
  const host = new HostPage(window);
  const exit = new Exit([alsoEnd, forgetCopy], host, page.dataset.exitUrl ?? "", wipe);
  host.listen({ leaveAsked: () => exit.leave(), shown: () => undefined });
  page.querySelector(".exit a")?.addEventListener("click", (event) => {
    event.preventDefault();
    exit.leave();
  });
  const state = h("p", { class: "exit-state", role: "status", "data-testid": "exit-state" });
  page.querySelector(".exit")?.after(state);
  hearKeys(exit, host, (text) => (state.textContent = text));
}

function hearKeys(exit: Exit, host: HostPage, tell: (text: string) => void): void {
  const keys = new ExitKeys();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && host.isFramed) host.close();
    if (event.repeat) return;
    const left = keys.press(event.key, event.timeStamp);
    tell(left === null ? "" : left === 0 ? say.leaving : say.exitCount(left));
    if (left === 0) exit.leave();
  });
}

function wipe(): void {
  document.body.replaceChildren();
}
