/** The referents' desk: signed out, no key yet, locked, open. The key lives in this object's screens while the desk is open. */

import { button, h } from "../element";
import { icon } from "../icon";
import type { DeskMe } from "../net/desk-keys-api";
import { Refused, type Reply } from "../net/request";
import type { KeptLock } from "../sealed/locks";
import { dayInFrance } from "../sealed/months";
import { keys } from "../texts/desk-keys.fr";
import { desk as say } from "../texts/desk.fr";
import type { DeskPorts } from "./desk-ports";
import { DirectoryWatch } from "./directory-watch";
import { enrolment } from "./enrolment";
import { IdleLock } from "./idle";
import { hasKey, OpenKey, type MeWithKey } from "./open-key";
import { OpenDesk } from "./open-desk";
import { openPasskey } from "./passkey";
import { Presence } from "./presence";
import { askPresence } from "./presence-dialog";
import { Reading } from "./reading";
import { lostBeforeCounting, refusedKey } from "./refused-key";
import { RecoveryFlow } from "./recovery-flow";
import { failedScreen, signInScreen } from "./shut-screens";
import { skipLinks } from "./skip-links";
import { isSignedOut, sentenceOf } from "./trouble";
import { unlockForm } from "./unlock-form";
import { whoIsHere } from "./who-is-here";

export class DeskApp {
  readonly element = h("div", { class: "desk" });
  private readonly place = h("main", { class: "desk-place", id: "desk-main", tabindex: -1 });
  private readonly head = h("header", { class: "desk-head" });
  private readonly tabs = h("div", { class: "desk-tabs-place" });
  private readonly idle: IdleLock;
  private me: DeskMe | null = null;
  /** How far this computer's clock is behind the server's, in milliseconds. */
  private late = 0;

  constructor(private readonly ports: DeskPorts) {
    this.element.append(skipLinks(this.place), this.head, this.tabs, this.place);
    this.idle = new IdleLock(document, () => ports.now().getTime(), () => void this.begin(keys.unlock.locked));
  }

  /** Asks who is here and shows the screen that follows; whatever was open is gone. */
  async begin(notice: string | null = null): Promise<void> {
    this.idle.end();
    this.me = null;
    this.show(h("p", { role: "status", class: "status" }, say.loading));
    try {
      await this.enter(await this.ports.keysApi.me(), notice);
    } catch (error) {
      if (isSignedOut(error)) this.signedOut();
      else this.failed(error instanceof Refused ? error.message : "");
    }
  }

  private async enter({ body: me, at }: Reply<DeskMe>, notice: string | null): Promise<void> {
    this.me = me;
    this.late = at === null ? 0 : at.getTime() - this.ports.now().getTime();
    if (!hasKey(me)) await this.anew(me);
    else if (me.key.left) this.show(await refusedKey(me, () => void this.anew(me), () => void this.begin()));
    else this.unlock(me, notice ?? (this.ports.link === null ? null : keys.unlock.linked));
  }

  private now(): Date {
    return new Date(this.ports.now().getTime() + this.late);
  }

  private signedOut(): void {
    this.show(signInScreen(() => this.ports.signIn()));
  }

  private failed(text: string): void {
    this.show(failedScreen(text, () => void this.begin()));
  }

  private help(me: DeskMe) {
    return { known: [me.name, ...me.schools.map((school) => school.name)], suggest: () => this.ports.suggest() };
  }

  private enrol(me: DeskMe, passkeys: boolean): void {
    const { keysApi: api, work } = this.ports;
    const acts = { now: () => this.now(), opened: (key: string) => this.openAnew(key), exists: () => void this.begin(keys.enrol.exists) };
    this.show(enrolment({ ...this.help(me), ...acts, api, work, me, passkeys }));
  }

  private async anew(me: DeskMe): Promise<void> {
    this.enrol(me, await this.ports.passkeys);
  }

  private byLocks() {
    return { byTyping: (lock: KeptLock, typed: string) => this.ports.work.unwrap(lock.wrapped_key, typed), byPasskey: openPasskey };
  }

  private presenceOf(open: OpenKey): Presence {
    const { keysApi, now } = this.ports;
    const reopen = () => askPresence(this.place, open.me.key.locks, this.byLocks());
    return new Presence(open, { challenge: () => keysApi.challenge(), now: () => now().getTime(), reopen });
  }

  private unlock(me: MeWithKey, notice: string | null): void {
    const acts = {
      ...this.byLocks(),
      opened: async (key: string) => this.open(me, key),
      lost: () => this.lost(me),
    };
    this.show(unlockForm(notice, me.key.locks, acts));
  }

  private lost(me: MeWithKey): void {
    const back = () => void this.begin();
    if (!me.key.counted) return this.show(lostBeforeCounting(() => void this.anew(me), back));
    const { keysApi: api, work } = this.ports;
    const ways = { show: (screen: HTMLElement) => this.show(screen), back, opened: (key: string) => this.openAnew(key) };
    const flow = new RecoveryFlow({ ...this.help(me), ...ways, api, work, me });
    flow.begin().catch((error: unknown) => this.failed(sentenceOf(error)));
  }

  /** After what changed my keys: they are asked of the server again. */
  private async openAnew(key: string): Promise<void> {
    const { body: me } = await this.ports.keysApi.me();
    if (hasKey(me)) this.open(me, key);
  }

  private open(me: MeWithKey, key: string): void {
    this.me = me;
    const { api, link, print } = this.ports;
    const opened = new OpenKey(me, key);
    const presence = this.presenceOf(opened);
    const reading = new Reading({ api, me, key, presence, print, signedOut: () => void this.begin() });
    const desk = this.openDesk(opened, presence, reading.element);
    this.show(desk.element, desk.tabs);
    this.idle.begin();
    void reading.begin(link);
    void desk.begin();
    this.ports.link = null;
  }

  private openDesk(open: OpenKey, presence: Presence, messages: HTMLElement): OpenDesk {
    const { api, keysApi, memory, passkeys, work, address } = this.ports;
    const acts = { suggest: () => this.ports.suggest(), now: () => this.now(), print: () => this.ports.print(), signedOut: () => void this.begin() };
    const watch = new DirectoryWatch(keysApi, open, memory, () => dayInFrance(this.now()).slice(0, 7));
    const renew = async () => open.renew((await keysApi.me()).body);
    return new OpenDesk({ messages: api, api: keysApi, open, presence, watch, work, address, passkeys, renew, ...acts }, messages);
  }

  private async signOut(): Promise<void> {
    this.idle.end();
    this.show(h("p", { role: "status" }, say.loading));
    await this.ports.api.signOut().catch(() => undefined);
    await this.begin();
  }

  /** The keyboard's place goes to the new screen if it was in the one before: a page that has just been loaded moves nobody. */
  private show(screen: HTMLElement, tabs: HTMLElement | null = null): void {
    const held = this.element.contains(document.activeElement);
    const who = this.me === null ? null : whoIsHere(this.me);
    const lock = tabs === null ? null : button(say.lock, "quiet", "shut-key", () => void this.begin(say.locked));
    const out = this.me === null ? null : button(say.signOut, "quiet", "sign-out", () => void this.signOut());
    this.head.replaceChildren(...[h("h1", {}, icon("lock"), say.title), who, lock, out].filter((one) => one !== null));
    this.tabs.replaceChildren(...(tabs === null ? [] : [tabs]));
    this.place.replaceChildren(screen);
    if (held) (screen.querySelector<HTMLElement>("h2[tabindex]") ?? this.place).focus();
  }
}
