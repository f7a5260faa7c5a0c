/**
 * Signing in with the ENT, in a window of its own: the ENT's page opens it when it can, a link of ours otherwise. The
 * one-time code comes back by a window message from our own origin, and joins this frame's session.
 */

import { button, h } from "../element";
import type { HostPage } from "../chat/host-page";
import type { PupilApi, SignInPlace } from "../net/pupil-api";
import { Refused } from "../net/request";
import type { Joined, School } from "../net/shapes";
import { handoff } from "../texts/handoff.fr";
import { adultWay } from "./adult-way";
import { step } from "./step";
import { troubleStep } from "./trouble";

const say = handoff.signIn;

/** Web forgets where it sent someone after ten minutes; a bit before, the address is asked for again. */
const GOOD_FOR = 8 * 60_000;

export interface SignInPorts {
  readonly api: PupilApi;
  readonly host: HostPage;
  /** A new session, when the old one has ended meanwhile. */
  reopen(): Promise<void>;
  now(): Date;
  show(element: HTMLElement): void;
  cancel(): void;
  otherWay(): void;
}

/** Where the step stands, and what the account is needed for. */
export interface SignInPurpose {
  readonly number: number | null;
  readonly why: string;
}

export class SignIn {
  private readonly status = h("p", { role: "status", class: "status", "data-testid": "sign-in-status" });
  private readonly link = h("p", {});
  private readonly after = h("div", { hidden: true }, h("p", { class: "soft", "data-testid": "sign-in-first" }, say.first), this.link);

  constructor(
    private readonly ports: SignInPorts,
    private readonly purpose: SignInPurpose,
    private readonly done: (schools: readonly School[]) => void,
  ) {}

  /** Asks where to sign in, then shows the step. */
  async begin(): Promise<void> {
    try {
      this.offer(await this.place());
    } catch (error) {
      this.fail(error);
    }
  }

  private async place(): Promise<SignInPlace> {
    try {
      return await this.ports.api.signIn();
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== "session_over") throw error;
      await this.ports.reopen();
      return this.ports.api.signIn();
    }
  }

  private offer(place: SignInPlace): void {
    const until = this.ports.now().getTime() + GOOD_FOR;
    this.ports.host.onCode = (code) => void this.join(code);
    const link = fallbackLink(place.fallback_url);
    const framed = this.ports.host.isFramed;
    this.link.replaceChildren(say.nothing, " ", link);
    const go = framed ? button(say.go, "main", "sign-in", () => open()) : link;
    const open = () => void (this.ports.now().getTime() < until ? this.open(place, go) : this.begin());
    if (!framed) this.alone(link);
    const yours = this.purpose.number === null ? null : h("p", { "data-testid": "sign-in-yours" }, say.yours);
    const body = [h("p", {}, this.purpose.why), yours, h("p", { class: "soft" }, say.private), framed ? null : h("p", { class: "soft", "data-testid": "sign-in-again" }, say.again), h("div", { class: "row" }, go), this.status, this.after];
    const parts = { name: "sign-in", number: this.purpose.number, title: say.title, body, cancel: () => this.ports.cancel() };
    this.ports.show(step(parts).element);
  }

  /** Without a page around, the link itself opens the window. */
  private alone(link: HTMLElement): void {
    link.className = "button button-main";
    link.addEventListener("click", () => (this.after.hidden = false));
    this.link.replaceChildren();
  }

  private async open(place: SignInPlace, go: HTMLElement): Promise<void> {
    const opened = await this.ports.host.open(place.url);
    this.status.textContent = opened ? say.waiting : "";
    this.after.hidden = false;
    if (!opened) go.replaceWith(fallbackLink(place.fallback_url, "button button-main"));
    if (!opened) this.link.hidden = true;
  }

  private async join(code: string): Promise<void> {
    this.ports.host.onCode = null;
    this.status.textContent = say.checking;
    try {
      this.joined(await this.ports.api.join(code));
    } catch (error) {
      this.fail(error);
    }
  }

  /** An account that is not a pupil's has its own way; what the pupil wrote stays where it is. */
  private joined({ schools, way }: Joined): void {
    if (way) this.ports.show(adultWay(way, { again: () => void this.begin(), cancel: () => this.ports.cancel() }));
    else this.done(schools);
  }

  private fail(error: unknown): void {
    const { otherWay, cancel } = this.ports;
    const retry = () => void this.begin();
    this.ports.show(troubleStep(say.title, error, { retry, otherWay, cancel }, say.trouble));
  }
}

/** A link of ours that leads to the ENT. It keeps its opener: that is how the code finds its way back. */
function fallbackLink(address: string, className: string = "link"): HTMLAnchorElement {
  const href = new URL(address, location.href).origin === location.origin ? address : "about:blank";
  return h("a", { href, target: "_blank", rel: "opener", class: className, "data-testid": "sign-in-fallback" }, say.fallback);
}
