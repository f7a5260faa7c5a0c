/** The page of keys: mine, its locks, its drill; everyone's, with what colleagues ask. One school at a time where there are several. */

import { h } from "../element";
import type { Recovery } from "../net/desk-keys-api";
import { fingerprint, keyHash } from "../sealed/fingerprint";
import { resealShare } from "../sealed/recovery";
import { keys } from "../texts/desk-keys.fr";
import { isFirstTime } from "./directory-rules";
import { drillCard } from "./drill-card";
import { firstDayGuide } from "./first-day-guide";
import { openTo } from "./joiners";
import { joinersCard } from "./joiners-card";
import { ceremonyCard } from "./keys-ceremony";
import { locksCard } from "./keys-locks";
import { mineCard } from "./keys-mine";
import { peopleCard } from "./keys-people";
import type { KeysPorts, Known } from "./keys-ports";
import { addLockScreen, removeLock } from "./lock-acts";
import { peopleActs } from "./people-acts";
import { giveCard } from "./recovery-give";
import { rehearsalScreen } from "./rehearsal";
import { drawAnew } from "./same-place";
import { isSignedOut, sentenceOf } from "./trouble";

export interface PageActs {
  /** Asks the server again, and draws again. */
  again(): Promise<void>;
}

export class KeysPage {
  readonly element = h("div", { class: "keys-page", "data-testid": "keys-page" });
  private readonly place = {
    show: (screen: HTMLElement) => this.show(screen),
    back: () => this.back(),
    tell: (told: string) => this.tell(told),
    failed: (error: unknown) => this.explain(error),
  };
  /** While a screen of its own is open (confirming, adding), what comes in meanwhile does not take it away. */
  private inScreen = false;
  /** What the page says, as it was asked of the server. */
  private drawn = "";
  /** What has just been done, said once at the top of the page. */
  private told: string | null = null;

  constructor(private readonly ports: KeysPorts, private readonly acts: PageActs) {}

  /** Leaves whatever screen is open. */
  leaveScreen(): void {
    this.inScreen = false;
  }

  /** Draws the page, unless it says all of it already: nothing that somebody has begun to type or tick is taken away. */
  async draw(known: Known, schools: HTMLElement | null): Promise<void> {
    const { flaw, directory, school } = known.watched;
    const { recovery, rewraps } = known;
    const state = JSON.stringify([school, flaw, directory.people, recovery, rewraps, this.ports.open.me]);
    if (this.inScreen) return;
    if (state === this.drawn && this.told === null) return this.element.querySelector("[data-testid=told]")?.remove();
    const parts = await this.parts(known, schools);
    if (this.inScreen) return;
    drawAnew(this.element, parts.filter((part) => part !== null));
    this.drawn = state;
  }

  private async parts(known: Known, schools: HTMLElement | null): Promise<(HTMLElement | null)[]> {
    const { watched, recovery, rewraps } = known;
    const { open } = this.ports;
    const { people } = watched.directory;
    const sound = watched.flaw === null;
    const shown = await Promise.all(people.map(async (person) => ({ person, fingerprint: fingerprint(await keyHash(person)) })));
    const mine = mineCard(open.me, fingerprint(await keyHash(open.me.key)), people.find(({ id }) => id === open.me.id), isFirstTime(people));
    const rehearse = () => this.show(rehearsalScreen(this.ports, this.place));
    const locks = locksCard(open.me.key.locks, {
      passkeys: await this.ports.passkeys,
      add: (kind) => this.show(addLockScreen(kind, this.ports, this.place)),
      remove: (lock) => removeLock(lock, this.ports, this.place),
      rehearse,
    });
    const asked = sound ? await Promise.all(recovery.others.map((one) => giveCard(one, this.giving()))) : [];
    const waiting = sound ? joinersCard(rewraps, (one) => openTo(one, this.ports)) : null;
    const viewer = { id: open.me.id, administers: open.me.is_administrator, counted: open.me.key.counted };
    const everyone = peopleCard(viewer, watched.directory, shown, sound ? peopleActs(this.ports, watched.school, shown, this.place) : null);
    const first = sound && isFirstTime(people) ? ceremonyCard(people) : null;
    const guide = sound ? firstDayGuide(open.me.key, { secondWay: () => this.headingOf("locks")?.focus(), rehearse }) : null;
    const drill = this.drill();
    const { drill_due } = open.me.key;
    return [this.toldOnce(), guide, ...asked, waiting, mine, drill_due ? drill : null, locks, first, schools, everyone, drill_due ? null : drill];
  }

  private back(): Promise<void> {
    this.leaveScreen();
    return this.acts.again();
  }

  private drill(): HTMLElement {
    const { open, api, now } = this.ports;
    return drillCard(open, api, { now, done: () => this.tell(keys.drill.done), failed: (error) => this.explain(error) });
  }

  private giving() {
    const { open, api, presence } = this.ports;
    return {
      give: async ({ referent, armour, recipient }: Recovery["others"][number]) =>
        api.giveShare(referent, await resealShare(armour, open.secret, referent, recipient), await presence.proof()),
      done: () => undefined,
      failed: (error: unknown) => this.explain(error),
    };
  }

  private tell(told: string): Promise<void> {
    this.told = told;
    return this.back();
  }

  private toldOnce(): HTMLElement | null {
    const { told } = this;
    if (!this.inScreen) this.told = null;
    return told === null ? null : h("p", { class: "checked", role: "status", "data-testid": "told" }, told);
  }

  private headingOf(card: string): HTMLElement | null {
    return this.element.querySelector<HTMLElement>(`[data-testid=${card}] h2`);
  }

  private explain(error: unknown): string {
    if (isSignedOut(error)) this.ports.signedOut();
    return sentenceOf(error);
  }

  private show(screen: HTMLElement): void {
    this.inScreen = true;
    this.drawn = "";
    this.element.replaceChildren(screen);
    screen.querySelector<HTMLElement>("h2[tabindex]")?.focus();
    window.scrollTo({ top: 0 });
  }
}
