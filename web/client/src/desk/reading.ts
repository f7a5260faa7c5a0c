/** The messages' tab: the list, and one message at a time opened in this browser. Opening one tells the group that it was. */

import { h } from "../element";
import { NoMonthKey, monthIdentity } from "../keys";
import { ASKS_FOR_PRESENCE, type Case, type CaseAct, type Entry } from "../net/case-shapes";
import type { DeskApi, Me } from "../net/desk-api";
import { Refused } from "../net/request";
import { OpeningRefused, open } from "../opening";
import { desk as say } from "../texts/desk.fr";
import { deskCase } from "../texts/desk-case.fr";
import { keys } from "../texts/desk-keys.fr";
import { keepFile } from "./keep-file";
import { entryList } from "./entry-list";
import { listenToKeys } from "./list-keys";
import { MessageView, type ViewPorts } from "./message-view";
import { flawPane, openingPane, type FlawName } from "./reading-pane";
import { NotShown, type Presence } from "./presence";
import { redraw, redrawIfOther } from "./redrawing";
import { restingPane, type ListState } from "./resting-pane";
import { isSignedOut } from "./trouble";

export interface ReadingPorts {
  readonly api: DeskApi;
  readonly me: Me;
  readonly key: string;
  readonly presence: Presence;
  print(): void;
  signedOut(): void;
}

export class Reading {
  private readonly listPlace = h("div", { class: "entries-place" });
  private readonly panePlace = h("div", { class: "reading-place" });
  private readonly complaint = h("p", { role: "alert", class: "complaint", "data-testid": "list-complaint" });
  readonly element = h("div", {}, this.complaint, h("div", { class: "reading-desk" }, this.listPlace, this.panePlace));
  private entries: readonly Entry[] = [];
  /** Until the list was once answered, nobody may say that it is empty. */
  private list: ListState = "asking";
  private current: string | null = null;
  private view: MessageView | null = null;
  private folded = false;

  constructor(private readonly ports: ReadingPorts) {
    listenToKeys(this.listPlace, this.panePlace);
    this.drawList();
  }

  /** Shows the list, and the message that was asked for. */
  async begin(link: string | null): Promise<void> {
    await this.refresh();
    if (link !== null) await this.read(link);
  }

  private async refresh(): Promise<void> {
    try {
      this.entries = await this.ports.api.entries();
      this.list = "answered";
      this.complaint.textContent = "";
    } catch (error) {
      if (isSignedOut(error)) return this.ports.signedOut();
      if (this.list !== "answered") this.list = "failed";
      this.complaint.textContent = say.failed;
    }
    this.drawList();
  }

  private async read(id: string): Promise<void> {
    this.current = id;
    this.turnTo(openingPane(), null);
    this.drawList();
    try {
      const view = await this.opened(id);
      if (this.current !== id) return view.end();
      this.turnTo(view.element, view);
      this.panePlace.querySelector<HTMLElement>("h2")?.focus();
      await this.act(id, { act: "opened" });
    } catch (error) {
      if (isSignedOut(error)) this.ports.signedOut();
      else if (this.current === id) this.turnTo(flawPane(flawOf(error)), null);
    }
  }

  private async opened(id: string): Promise<MessageView> {
    const { api, me, key } = this.ports;
    const sealed = await api.entry(id);
    const identity = await monthIdentity(key, me.key?.months ?? [], sealed.key_month);
    const opened = await open(sealed, id, me.id, identity, { joined: sealed.joined });
    return new MessageView(opened, sealed, this.viewPorts(id));
  }

  private viewPorts(id: string): ViewPorts {
    return {
      me: this.ports.me,
      folded: this.folded,
      now: () => new Date(),
      entries: () => this.entries,
      act: (act) => this.act(id, act),
      again: () => void this.change(id, () => this.ports.api.case(id)),
      pick: (other) => void this.read(other),
      piece: (piece) => this.ports.api.piece(id, piece),
      keep: keepFile,
      close: () => this.close(),
      print: () => this.ports.print(),
    };
  }

  private act(id: string, act: CaseAct): Promise<boolean> {
    const { api, presence } = this.ports;
    return this.change(id, async () => api.act(id, act, ASKS_FOR_PRESENCE.has(act.act) ? await presence.proof() : null));
  }

  /** Shows the case that `ask` answers, and the list as it then is; says so when it failed. */
  private async change(id: string, ask: () => Promise<Case>): Promise<boolean> {
    try {
      const state = await ask();
      await this.refresh();
      if (this.current === id) this.view?.show(state);
      return true;
    } catch (error) {
      if (isSignedOut(error)) this.ports.signedOut();
      else this.view?.complain(explain(error));
      return false;
    }
  }

  private close(): void {
    this.current = null;
    this.turnTo(this.resting(), null);
    this.drawList();
    this.listPlace.querySelector<HTMLElement>("h2")?.focus();
  }

  private turnTo(pane: HTMLElement, view: MessageView | null): void {
    this.view?.end();
    this.view = view;
    this.panePlace.replaceChildren(pane);
  }

  private resting(): HTMLElement {
    return restingPane(this.list, this.entries.length);
  }

  private drawList(): void {
    if (this.current === null) redrawIfOther(this.panePlace, this.resting());
    const { me } = this.ports;
    const view = { me, entries: this.entries, list: this.list, current: this.current, folded: this.folded, now: new Date() };
    const acts = { pick: (id: string) => void this.read(id), refresh: () => void this.refresh(), fold: (on: boolean) => void (this.folded = on) };
    redraw(this.listPlace, [entryList(view, acts)]);
  }
}

function explain(error: unknown): string {
  if (error instanceof NotShown) return keys.presence.declined;
  return error instanceof Refused && error.message !== "" ? error.message : deskCase.failed;
}

function flawOf(error: unknown): FlawName {
  if (error instanceof OpeningRefused) return error.flaw;
  if (error instanceof NoMonthKey) return "no_month";
  return error instanceof Refused && error.status === 404 ? "unknown" : "failed";
}
