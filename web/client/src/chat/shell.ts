/** The frame's own furniture: the exit first, then the conversation or a panel over it, then the place to write. */

import { h, spoken } from "../element";
import { icon, type IconName } from "../icon";
import { CHILD_DANGER_NUMBER, chat as say } from "../texts/chat.fr";
import { display } from "../texts/display.fr";
import { notice } from "../texts/notice.fr";
import { moreAbove, moreBelow } from "./more-below";

export interface ShellActs {
  leave(): void;
  fold(): void;
  numbers(): void;
  easy(): void;
  display(): void;
  notice(): void;
}

export class Shell {
  readonly element: HTMLElement;
  private readonly panelPlace = h("div", { class: "panel-place", hidden: true });
  private readonly exitState = h("p", { class: "exit-state", role: "status", "data-testid": "exit-state" });
  private readonly talk: HTMLElement;
  private readonly easy: HTMLButtonElement;
  private readonly notice: HTMLButtonElement;

  constructor(transcript: HTMLElement, writing: HTMLElement, announcer: HTMLElement, acts: ShellActs, isFramed: boolean) {
    this.notice = h("button", { type: "button", class: "notice-open", "data-testid": "notice-open", onclick: acts.notice }, notice.title);
    const truth = h("div", { class: "foot-truth" }, h("p", { class: "honest", id: "honest" }, say.honest), this.notice);
    const foot = h("footer", { class: "foot" }, writing, truth);
    this.talk = h("div", { class: "talk" }, h("div", { class: "more-place" }, moreAbove(transcript)), transcript, h("div", { class: "more-place" }, moreBelow(transcript)), foot);
    this.easy = helpButton("easy", say.easy, say.easyShort, "easy", acts.easy);
    this.easy.setAttribute("aria-pressed", "false");
    const bars = [this.head(acts, isFramed), this.exitState, h("div", { class: "help-bar" }, dangerLine(), helpButton("letters", display.open, display.open, "display", acts.display), this.easy)];
    this.element = h("div", { class: "shell", tabindex: -1 }, ...bars, this.talk, this.panelPlace, announcer);
  }

  /** Shows a panel over the conversation, or the conversation again. */
  showPanel(panel: HTMLElement | null): void {
    this.panelPlace.replaceChildren(...(panel === null ? [] : [panel]));
    this.panelPlace.hidden = panel === null;
    this.talk.hidden = panel !== null;
  }

  /** Back to where the notice was opened. */
  focusNotice(): void {
    this.notice.focus();
  }

  /** Says how the keyboard exit stands; empty when it is not under way. */
  showExit(text: string): void {
    this.exitState.textContent = text;
  }

  /** Whether the words and the page are the easy ones. */
  showEasy(on: boolean): void {
    this.easy.setAttribute("aria-pressed", String(on));
  }

  private head(acts: ShellActs, isFramed: boolean): HTMLElement {
    const exit = bar("exit", "exit", say.exit, "exit", acts.leave);
    exit.setAttribute("aria-describedby", "exit-hint");
    exit.append(h("span", { class: "spoken", id: "exit-hint" }, say.exitHint));
    exit.title = say.exitHint;
    return h(
      "header",
      { class: "head" },
      exit,
      h("h1", { class: "head-title" }, say.title),
      bar("numbers", "phone", say.numbers, "numbers", acts.numbers),
      isFramed ? bar("fold", "fold", say.fold, "fold", acts.fold) : null,
    );
  }
}

function bar(name: string, drawing: IconName, label: string, testid: string, onclick: () => void): HTMLButtonElement {
  const attributes = { type: "button", class: `head-button head-${name}`, "data-testid": testid, onclick };
  return h("button", attributes, icon(drawing), h("span", { class: "head-label" }, label));
}

/** On every screen too: whoever reads with difficulty must not have to look for it. */
function helpButton(drawing: IconName, label: string, short: string, testid: string, onclick: () => void): HTMLButtonElement {
  const attributes = { type: "button", class: `easy help-${testid}`, "aria-label": label, "data-testid": testid, onclick };
  return h("button", attributes, icon(drawing), h("span", { class: "easy-label" }, short));
}

/** 119 is on every screen. */
function dangerLine(): HTMLElement {
  const call = { href: `tel:${CHILD_DANGER_NUMBER}`, "data-testid": "danger-bar", class: "danger-link" };
  const free = h("span", { class: "danger-free" }, say.alwaysFree);
  const shown = h("span", { "aria-hidden": "true" }, h("strong", {}, CHILD_DANGER_NUMBER), ` · ${say.alwaysThere}`, free);
  return h("p", { class: "danger-bar" }, h("a", call, icon("phone"), shown, spoken(say.callChildDanger)));
}
