/**
 * What became of my message: for whoever is signed in and gives the word, and nobody else.
 *
 * A word that finds nothing looks like no message at all: whoever borrows the account learns nothing.
 */

import { cardList } from "../chat/cards";
import { button, h } from "../element";
import type { Account } from "../handoff/account";
import type { Sealer } from "../handoff/sealer";
import { SignIn, type SignInPorts } from "../handoff/sign-in";
import { loadingStep, step } from "../handoff/step";
import { troubleStep } from "../handoff/trouble";
import { wordField } from "../handoff/word-field";
import { Refused } from "../net/request";
import type { School, Sent, States } from "../net/shapes";
import { handoff } from "../texts/handoff.fr";
import { dayInWords } from "../texts/days.fr";
import { readReplies, replyList } from "./replies";

const say = handoff.state;

export interface StatePorts extends SignInPorts {
  readonly pictures: boolean;
  readonly account: Account;
  /** What opens the replies; loaded only when there are some. */
  loadSealer(): Promise<Sealer>;
}

export class StatePanel {
  constructor(private readonly ports: StatePorts) {}

  begin(): void {
    if (this.ports.account.schools.length > 0) this.ask();
    else this.signIn(() => this.ask());
  }

  private signIn(then: () => void): void {
    const done = (schools: readonly School[]) => {
      this.ports.account.schools = schools;
      then();
    };
    void new SignIn(this.ports, { number: null, why: say.signIn }, done).begin();
  }

  private ask(): void {
    let word = "";
    const field = wordField(this.ports.pictures, "", (given) => (word = given));
    const body = [h("p", {}, this.ports.pictures ? say.askPictures : say.ask), field];
    const next = { label: say.look, act: () => word !== "" && void this.look(word) };
    this.ports.show(step({ name: "state-word", number: null, title: say.title, body, next, cancel: () => this.ports.cancel() }).element);
  }

  private async look(word: string): Promise<void> {
    try {
      await this.tell(await this.ports.api.states(word), word);
    } catch (error) {
      const out = error instanceof Refused && (error.code === "sign_in_needed" || error.code === "session_over");
      if (out) this.signIn(() => void this.look(word));
      const acts = { otherWay: () => this.ports.otherWay(), cancel: () => this.ports.cancel(), retry: () => this.ask() };
      if (!out) this.ports.show(troubleStep(say.title, error, acts, say.trouble));
    }
  }

  private async tell(states: States, word: string): Promise<void> {
    const found = states.found ? (states.messages ?? []) : [];
    if (found.some((message) => message.replies.length > 0)) this.ports.show(loadingStep(say.opening, () => this.ports.cancel()));
    const items = await Promise.all(found.map((message) => this.item(message, word)));
    const shown = items.length === 0 ? h("p", { "data-testid": "state-none" }, say.none) : h("ul", { class: "states", role: "list" }, ...items);
    const again = items.length === 0 ? button(say.again, "plain", "state-again", () => this.ask()) : null;
    const next = { label: say.close, act: () => this.ports.cancel() };
    this.ports.show(step({ name: "state", number: null, title: say.found, body: [shown, again], next }).element);
  }

  private async item(message: Sent, word: string): Promise<HTMLElement> {
    const replies = await readReplies(message, word, () => this.ports.loadSealer());
    return h(
      "li",
      { class: `state state-${message.state}`, "data-testid": "state", "data-state": message.state },
      h("p", { class: "state-text" }, message.text),
      h("p", { class: "soft" }, say.sentOn(dayInWords(message.date))),
      message.promised ? h("p", { "data-testid": "state-promised" }, message.promised) : null,
      message.late ? h("div", { "data-testid": "state-late" }, h("p", {}, say.late), cardList(message.helplines ?? [])) : null,
      replyList(replies),
    );
  }
}
