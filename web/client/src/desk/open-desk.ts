/** The open desk: messages, keys, register, settings; one tab at a time. Whatever tab is open, the register's alarm stands above it. */

import { button, h } from "../element";
import type { School } from "../net/shapes";
import { keys } from "../texts/desk-keys.fr";
import { alarmOf } from "./alarm";
import { logCard } from "./directory-log";
import type { Watched } from "./directory-watch";
import { KeysPage } from "./keys-page";
import type { KeysPorts, Known } from "./keys-ports";
import { noticesOf } from "./notices";
import { SettingsPage } from "./settings-page";
import { isSignedOut, sentenceOf } from "./trouble";
import { askingPage, unansweredPage } from "./waiting-pages";

type Tab = "messages" | "keys" | "log" | "settings";
const TABS: readonly Tab[] = ["messages", "keys", "log", "settings"];

export class OpenDesk {
  private readonly above = h("div", { class: "above" });
  private readonly notices = h("div", { class: "notices" });
  private readonly logPlace = h("div", { class: "keys-page" });
  private readonly keysPage: KeysPage;
  private readonly settings: SettingsPage;
  private readonly buttons: ReadonlyMap<Tab, HTMLButtonElement>;
  private readonly panels: ReadonlyMap<Tab, HTMLElement>;
  private readonly flaws = new Map<string, HTMLElement>();
  private school: School;
  private tab: Tab = "messages";
  /** What was asked of the server has come once: until then each page says that it is being asked, or could not be. */
  private isDrawn = false;
  readonly element: HTMLElement;
  readonly tabs: HTMLElement;

  constructor(private readonly ports: KeysPorts, messages: HTMLElement) {
    this.school = ports.open.me.school;
    this.keysPage = new KeysPage(ports, { again: () => this.again() });
    this.settings = new SettingsPage(ports, () => this.again());
    const panels: readonly (readonly [Tab, HTMLElement])[] = [
      ["messages", h("div", {}, this.notices, messages)],
      ["keys", this.keysPage.element],
      ["log", this.logPlace],
      ["settings", this.settings.element],
    ];
    this.panels = new Map(panels);
    this.buttons = new Map(TABS.map((tab) => [tab, button(keys.tabs[tab], "quiet", `tab-${tab}`, () => void this.turnTo(tab))]));
    this.tabs = h("nav", { class: "desk-tabs", "aria-label": keys.tabs.label }, ...this.buttons.values());
    this.element = h("div", { class: "open-desk" }, this.above, ...this.panels.values());
    for (const panel of this.panels.values()) panel.classList.add("desk-panel");
    this.fillUntilKnown(askingPage);
    this.mark(this.tab);
  }

  /** Looks at every school's register once, and at what waits. */
  async begin(): Promise<void> {
    for (const school of this.ports.open.me.schools) if (school.id !== this.school.id) await this.attempt(() => this.look(school).then(() => undefined));
    await this.again();
  }

  private async turnTo(tab: Tab): Promise<void> {
    this.mark(tab);
    this.keysPage.leaveScreen();
    this.toHeading();
    if (tab !== "messages") await this.again();
    if (this.waitsAt(tab)) this.toHeading();
  }

  /** Whoever went on within the page while the server was asked is left where they are. */
  private waitsAt(tab: Tab): boolean {
    return this.tab === tab && [document.body, this.buttons.get(tab)].some((one) => one === document.activeElement);
  }

  private toHeading(): void {
    this.panels.get(this.tab)?.querySelector<HTMLElement>("h2[tabindex]")?.focus();
  }

  private mark(tab: Tab): void {
    this.tab = tab;
    for (const [name, one] of this.buttons) {
      if (name === tab) one.setAttribute("aria-current", "page");
      else one.removeAttribute("aria-current");
    }
    for (const [name, panel] of this.panels) panel.hidden = name !== tab;
  }

  /** Everything anew, as the server has it. */
  private async again(): Promise<void> {
    await this.attempt(async () => {
      await this.ports.renew();
      const { api } = this.ports;
      const [watched, recovery, rewraps, { absence }] = await Promise.all([this.look(this.school), api.recovery(), api.rewraps(), api.absence()]);
      this.isDrawn = true;
      await this.draw({ watched, recovery, rewraps, absence });
    });
  }

  private async draw(known: Known): Promise<void> {
    await this.keysPage.draw(known, this.schoolChoice());
    this.logPlace.replaceChildren(...[this.schoolChoice(), logCard(known.watched)].filter((one) => one !== null));
    this.settings.draw(known);
    this.notices.replaceChildren(...noticesOf(this.ports.open.me, known, () => void this.turnTo("keys")));
  }

  private async look(school: School): Promise<Watched> {
    const watched = await this.ports.watch.look(school.id);
    this.flaws.delete(school.id);
    if (watched.flaw !== null) this.flaws.set(school.id, alarmOf(school, watched.flaw, () => this.startOver(school)));
    this.above.replaceChildren(...this.flaws.values());
    return watched;
  }

  private startOver(school: School): void {
    this.ports.watch.startOver(school.id);
    this.flaws.delete(school.id);
    void this.attempt(() => this.look(school).then(() => this.again()));
  }

  private schoolChoice(): HTMLElement | null {
    const { schools } = this.ports.open.me;
    if (schools.length < 2) return null;
    const options = schools.map(({ id, name }) => h("option", { value: id, selected: id === this.school.id }, name));
    const pick = (event: Event) => {
      this.school = schools.find(({ id }) => id === (event.target as HTMLSelectElement).value) ?? this.school;
      void this.again();
    };
    return h("label", { class: "label school-choice" }, keys.people.school, h("select", { class: "field", "data-testid": "school", onchange: pick }, ...options));
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      if (isSignedOut(error)) this.ports.signedOut();
      else {
        this.above.replaceChildren(...this.flaws.values(), h("p", { class: "complaint", role: "alert", "data-testid": "keys-failed" }, sentenceOf(error)));
        this.fillUntilKnown(() => unansweredPage(() => void this.again().then(() => this.toHeading())));
      }
    }
  }

  private fillUntilKnown(filling: () => HTMLElement): void {
    if (!this.isDrawn) for (const place of [this.keysPage.element, this.logPlace, this.settings.element]) place.replaceChildren(filling());
  }
}
