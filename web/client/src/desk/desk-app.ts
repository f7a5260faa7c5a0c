/** The referents' desk: signed out, no key yet, locked, open. The key lives in this object while the desk is open. */

import { button, h } from "../element";
import { makeKeys, type NewKeys } from "../keys";
import type { DeskApi, Me } from "../net/desk-api";
import { Refused, type Reply } from "../net/request";
import { dayInFrance } from "../sealed/months";
import { desk as say } from "../texts/desk.fr";
import { deskCard, type DeskCard } from "./card";
import { enrolForm } from "./enrol-form";
import { IdleLock } from "./idle";
import type { PassphraseWork } from "./passphrase-worker-client";
import { Reading } from "./reading";
import { schoolNames } from "./schools";
import { unlockForm } from "./unlock-form";

export interface DeskPorts {
  readonly api: DeskApi;
  readonly work: PassphraseWork;
  /** The message that the address asks for. */
  link: string | null;
  suggest(): string;
  now(): Date;
  signIn(): void;
  print(): void;
}

export class DeskApp {
  readonly element = h("div", { class: "desk" });
  private readonly place = h("div", { class: "desk-place" });
  private readonly idle: IdleLock;
  private me: Me | null = null;

  constructor(private readonly ports: DeskPorts) {
    this.idle = new IdleLock(document, () => ports.now().getTime(), () => void this.begin(say.unlock.locked));
  }

  /** Asks who is here and shows the screen that follows; whatever was open is gone. */
  async begin(notice: string | null = null): Promise<void> {
    this.idle.end();
    this.me = null;
    this.show(h("p", { role: "status", class: "status" }, say.loading));
    try {
      this.enter(await this.ports.api.me(), notice);
    } catch (error) {
      if (error instanceof Refused && error.status === 401) this.signedOut();
      else this.failed(error instanceof Refused ? error.message : "");
    }
  }

  private enter(reply: Reply<Me>, notice: string | null): void {
    this.me = reply.body;
    if (reply.body.key === null) this.enrol(reply.body, reply.at ?? this.ports.now());
    else this.unlock(reply.body, notice ?? (this.ports.link === null ? null : say.unlock.linked));
  }

  private signedOut(): void {
    const act = { label: say.signIn.go, run: () => this.ports.signIn() };
    this.show(deskCard("sign-in", say.signIn.title, [h("p", {}, say.signIn.why)], act).element);
  }

  private failed(text: string): void {
    const act = { label: say.retry, run: () => void this.begin() };
    this.show(deskCard("failed", say.title, [h("p", { role: "alert" }, text || say.failed)], act).element);
  }

  private enrol(me: Me, today: Date): void {
    const month = dayInFrance(today).slice(0, 7);
    const { api, work, suggest } = this.ports;
    const form = enrolForm({
      known: [me.name, ...me.schools.map((school) => school.name)],
      suggest,
      make: (passphrase, role) => makeKeys(work.wrap, passphrase, month, role),
      publish: async (made: NewKeys) => {
        await api.publish(made.keys);
        this.open({ ...me, key: made.keys }, made.key);
      },
      failed: (error, card) => this.notMade(error, card),
    });
    this.show(form);
  }

  private notMade(error: unknown, card: DeskCard): void {
    if (error instanceof Refused && error.status === 409) void this.begin(say.enrol.exists);
    else card.complain(error instanceof Refused ? error.message || say.failed : say.failed);
  }

  private unlock(me: Me, notice: string | null): void {
    const open = async (passphrase: string) => this.open(me, await this.ports.work.unwrap(me.key?.wrapped_key ?? "", passphrase));
    this.show(unlockForm(notice, open));
  }

  private open(me: Me, key: string): void {
    this.me = me;
    const { api, link, print } = this.ports;
    const reading = new Reading({ api, me, key, print, signedOut: () => void this.begin() });
    this.show(reading.element);
    this.idle.begin();
    void reading.begin(link);
    this.ports.link = null;
  }

  private async signOut(): Promise<void> {
    this.idle.end();
    this.show(h("p", { role: "status" }, say.loading));
    await this.ports.api.signOut().catch(() => undefined);
    await this.begin();
  }

  private show(screen: HTMLElement): void {
    const who = this.me === null ? null : h("p", { class: "desk-who" }, `${this.me.name}, ${schoolNames(this.me)}`);
    const out = this.me === null ? null : button(say.signOut, "quiet", "sign-out", () => void this.signOut());
    this.place.replaceChildren(screen);
    this.element.replaceChildren(h("header", { class: "desk-head" }, h("h1", {}, say.title), ...[who, out].filter((one) => one !== null)), this.place);
    screen.querySelector<HTMLElement>("h2[tabindex]")?.focus();
  }
}
