/** The open desk: the list, and one message at a time opened in this browser. Opening one tells the server that it was. */

import { h } from "../element";
import { NoMonthKey, monthIdentity } from "../keys";
import type { DeskApi, Entry, Me } from "../net/desk-api";
import { Refused } from "../net/request";
import { OpeningRefused, open, type Opened } from "../opening";
import { asHeader } from "../sealed/header";
import { desk as say } from "../texts/desk.fr";
import { entryList } from "./entry-list";
import { flawPane, nothingOpen, openingPane, readingPane, type FlawName } from "./reading-pane";

export interface ReadingPorts {
  readonly api: DeskApi;
  readonly me: Me;
  readonly key: string;
  print(): void;
  signedOut(): void;
}

export class Reading {
  private readonly listPlace = h("div", { class: "entries-place" });
  private readonly panePlace = h("div", { class: "reading-place" }, nothingOpen());
  readonly element = h("div", { class: "reading-desk" }, this.listPlace, this.panePlace);
  private entries: readonly Entry[] = [];
  private current: string | null = null;
  private opened: Opened | null = null;
  private takenBy: string | null = null;

  constructor(private readonly ports: ReadingPorts) {}

  /** Shows the list, and the message that was asked for. */
  async begin(link: string | null): Promise<void> {
    await this.refresh();
    if (link !== null) await this.read(link);
  }

  private async refresh(): Promise<void> {
    await this.attempt(async () => {
      this.entries = await this.ports.api.entries();
    });
    this.drawList();
  }

  private async read(id: string): Promise<void> {
    this.current = id;
    this.opened = null;
    this.turnTo(openingPane());
    this.drawList();
    try {
      const sealed = await this.ports.api.entry(id);
      const header = asHeader(sealed.header);
      const { me, key } = this.ports;
      const identity = await monthIdentity(key, me.key?.months ?? [], header?.month ?? "");
      const opened = await open(sealed, id, me.id, identity);
      if (this.current === id) await this.showOpened(opened);
    } catch (error) {
      if (isSignedOut(error)) this.ports.signedOut();
      else if (this.current === id) this.turnTo(flawPane(flawOf(error)));
    }
  }

  private async showOpened(opened: Opened): Promise<void> {
    this.opened = opened;
    this.drawOpened();
    await this.mark("opened");
  }

  private async mark(what: "opened" | "taken"): Promise<void> {
    const id = this.current;
    if (id === null) return;
    await this.attempt(() => this.ports.api.mark(id, what));
    await this.refresh();
    if (this.opened !== null && this.entry?.taken_by !== this.takenBy) this.drawOpened();
  }

  private get entry(): Entry | undefined {
    return this.entries.find((one) => one.id === this.current);
  }

  private drawOpened(): void {
    if (this.opened === null) return;
    this.takenBy = this.entry?.taken_by ?? null;
    const acts = { take: () => void this.mark("taken"), close: () => this.close(), print: () => this.ports.print() };
    this.turnTo(readingPane(this.opened, this.entry, this.ports.me.name, acts));
    this.panePlace.querySelector<HTMLElement>("h2")?.focus();
  }

  private close(): void {
    this.current = null;
    this.opened = null;
    this.turnTo(nothingOpen());
    this.drawList();
    this.listPlace.querySelector<HTMLElement>("h2")?.focus();
  }

  private turnTo(pane: HTMLElement): void {
    this.panePlace.replaceChildren(pane);
  }

  private drawList(): void {
    const acts = { pick: (id: string) => void this.read(id), refresh: () => void this.refresh() };
    this.listPlace.replaceChildren(entryList(this.ports.me, this.entries, this.current, acts));
  }

  /** Runs `act`; a failure is said above the list, and leaves what is shown as it is. */
  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (isSignedOut(error)) this.ports.signedOut();
      else this.panePlace.prepend(h("p", { role: "alert", class: "complaint" }, say.failed));
    }
  }
}

function isSignedOut(error: unknown): boolean {
  return error instanceof Refused && error.status === 401;
}

function flawOf(error: unknown): FlawName {
  if (error instanceof OpeningRefused) return error.flaw;
  if (error instanceof NoMonthKey) return "no_month";
  return error instanceof Refused && error.status === 404 ? "unknown" : "failed";
}
