/**
 * The composer: from "I want to write to the adults" to the message on its way, one decision a screen.
 *
 * The order is the promise: who reads and that the name is attached comes before the text (R04); whether someone on
 * the list does harm is asked before every send; what leaves is shown word for word (R50). Leaving is possible at any
 * step; what was written is then kept in memory for the same page only.
 */

import type { Readers, School } from "../net/shapes";
import { handoff as say } from "../texts/handoff.fr";
import type { ComposerPorts } from "./composer-ports";
import type { Draft } from "./draft";
import { afterRefusal } from "./not-sent";
import { otherWay } from "./other-way";
import { questionStep } from "./question-step";
import { readersStep, type StepActs } from "./readers-step";
import { schoolStep } from "./school-step";
import type { Sealer } from "./sealer";
import { sendingStep } from "./sending-step";
import { Sending } from "./sending";
import { SignIn } from "./sign-in";
import { loadingStep } from "./step";
import { summaryStep } from "./summary-step";
import { textStep } from "./text-step";
import { troubleStep } from "./trouble";
import { wordStep } from "./word-step";

export class Composer {
  private readonly sending: Sending;
  private sealer: Sealer | null = null;
  private school: School | null = null;

  constructor(
    private readonly ports: ComposerPorts,
    private readonly draft: Draft,
  ) {
    const { api, promise, newId, sleep } = ports;
    this.sending = new Sending({
      seal: async (letter) => (await this.loadSealer()).seal(letter),
      deposit: (school, envelope, word) => api.deposit(school, envelope, word),
      ...{ promise, newId, sleep },
    });
  }

  /** Shows the first step: readers for whoever is signed in already. */
  async begin(): Promise<void> {
    try {
      this.ports.show(loadingStep(say.title, () => this.ports.cancel()));
      await this.loadSealer();
    } catch {
      this.trouble(null, () => void this.begin(), say.sending.notHere);
      return;
    }
    if (this.ports.account.schools.length > 0) this.takeSchools(this.ports.account.schools);
    else this.signIn();
  }

  private async loadSealer(): Promise<Sealer> {
    this.sealer ??= await this.ports.loadSealer();
    return this.sealer;
  }

  private signIn(): void {
    const done = (schools: readonly School[]) => this.takeSchools((this.ports.account.schools = schools));
    void new SignIn({ ...this.ports, otherWay: () => this.otherWay() }, { number: 1, why: say.signIn.why }, done).begin();
  }

  private takeSchools(schools: readonly School[]): void {
    const only = schools.length === 1 ? schools[0] : this.school;
    if (schools.length === 0) this.trouble(null, null, say.signIn.noSchool);
    else if (only) void this.loadReaders(only);
    else this.ports.show(schoolStep(schools, (school) => void this.loadReaders(school), () => this.ports.cancel()));
  }

  private async loadReaders(school: School): Promise<void> {
    this.school = school;
    this.ports.show(loadingStep(say.readers.title, () => this.ports.cancel()));
    try {
      const reply = await this.ports.api.readers(school.id);
      this.draft.takeList(reply.body, reply.at ?? this.ports.now());
      this.readers(reply.body);
    } catch (error) {
      const then = afterRefusal(error);
      if (then === "sign in") this.signIn();
      else this.trouble(error, () => (then === "in the ENT" ? this.signIn() : void this.loadReaders(school)));
    }
  }

  private readers(list: Readers): void {
    this.draft.harm = null;
    this.ports.show(readersStep(this.draft, list, this.acts(() => this.question(list))));
  }

  private question(list: Readers): void {
    this.ports.show(questionStep(this.draft, this.acts(() => this.text(list), () => this.readers(list))));
  }

  private text(list: Readers): void {
    const fits = (draft: Draft) => this.sealer?.sizeOf(draft.letter(this.ports.newId())) !== null;
    this.ports.show(textStep(this.draft, fits, this.acts(() => this.word(list), () => this.question(list))));
  }

  private word(list: Readers): void {
    this.ports.show(wordStep(this.draft, this.ports.pictures, this.acts(() => this.summary(list), () => this.text(list))));
  }

  private summary(list: Readers): void {
    const places = { readers: () => this.readers(list), text: () => this.text(list), word: () => this.word(list) };
    const acts = this.acts(() => void this.send(list), () => this.word(list));
    this.ports.show(summaryStep(this.draft, this.ports.pictures, { ...acts, change: (what) => places[what]() }));
  }

  private async send(list: Readers): Promise<void> {
    const shown = sendingStep();
    this.ports.show(shown.element);
    await this.ports.painted();
    try {
      this.ports.done(await this.sending.send(this.draft, shown));
    } catch (error) {
      this.notSent(error, list, shown.stage);
    }
  }

  private notSent(error: unknown, list: Readers, stage: string): void {
    const retry = () => void this.send(list);
    const afresh = () => this.school && void this.loadReaders(this.school);
    const then = afterRefusal(error);
    if (then === "sign in") this.trouble(null, () => this.signIn(), say.sending.sessionOver);
    else if (then === "in the ENT") this.trouble(error, () => this.signIn());
    else if (then === "word") this.trouble(error, () => this.word(list));
    else if (then === "new list") this.trouble(error, afresh);
    else if (then === "list again") this.trouble(null, afresh, say.sending.listAgain);
    else if (stage === "sealing") this.trouble(null, () => this.text(list), say.sending.notSealed);
    else this.trouble(error, retry, stage === "promising" ? say.sending.unsure : say.sending.stalled);
  }

  private trouble(error: unknown, retry: (() => void) | null, otherwise?: string): void {
    const acts = { retry: retry ?? undefined, otherWay: () => this.otherWay(), cancel: () => this.ports.cancel() };
    this.ports.show(troubleStep(say.title, error, acts, otherwise));
  }

  private otherWay(): void {
    this.ports.show(otherWay(this.ports.numbers, () => this.ports.cancel()));
  }

  private acts(next: () => void, back?: () => void): StepActs {
    const always = { next, cancel: () => this.ports.cancel(), otherWay: () => this.otherWay() };
    return back ? { ...always, back } : always;
  }
}
