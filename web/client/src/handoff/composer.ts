/**
 * The composer: from "I want to write to the adults" to the message on its way, one decision a screen.
 *
 * The order is the promise: who reads and that the name is attached comes before the text (R04); whether someone on
 * the list does harm is asked before every send; what leaves is shown word for word (R50). Leaving is possible at any
 * step; the text is then kept in memory for the same page only, a voice and a conversation are not.
 */

import type { Refused } from "../net/request";
import type { Readers, School } from "../net/shapes";
import { handoff as say } from "../texts/handoff.fr";
import type { ComposerPorts } from "./composer-ports";
import type { Draft } from "./draft";
import { noListStep } from "./no-list-step";
import { afterRefusal, noList } from "./not-sent";
import { otherWay } from "./other-way";
import { Posting, type PostingScreens } from "./posting";
import { questionStep } from "./question-step";
import { readersStep, type StepActs } from "./readers-step";
import { schoolStep } from "./school-step";
import type { Sealer } from "./sealer";
import { SignIn } from "./sign-in";
import { loadingStep } from "./step";
import { summaryStep } from "./summary-step";
import { textStep } from "./text-step";
import { troubleStep } from "./trouble";
import { VoiceStep } from "./voice/voice-step";
import { wordStep } from "./word-step";

export class Composer implements PostingScreens {
  private readonly posting: Posting;
  private sealer: Sealer | null = null;
  private school: School | null = null;

  constructor(
    private readonly ports: ComposerPorts,
    private readonly draft: Draft,
  ) {
    this.posting = new Posting(ports, draft, () => this.loadSealer(), this);
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

  signIn(): void {
    const done = (schools: readonly School[]) => this.takeSchools((this.ports.account.schools = schools));
    void new SignIn({ ...this.ports, otherWay: () => this.otherWay() }, { number: 1, why: say.signIn.why }, done).begin();
  }

  private takeSchools(schools: readonly School[]): void {
    const only = schools.length === 1 ? schools[0] : this.school;
    if (schools.length === 0) this.trouble(null, null, say.signIn.noSchool);
    else if (only) void this.loadReaders(only);
    else this.ports.show(schoolStep(schools, (school) => void this.loadReaders(school), () => this.ports.cancel()));
  }

  /** The list of the school that was chosen, asked again. */
  afresh(): void {
    if (this.school !== null) void this.loadReaders(this.school);
  }

  private async loadReaders(school: School): Promise<void> {
    this.school = school;
    this.ports.show(loadingStep(say.readers.title, () => this.ports.cancel()));
    try {
      const reply = await this.ports.api.readers(school.id);
      this.draft.takeList(reply.body, reply.at ?? this.ports.now());
      this.readers(reply.body);
    } catch (error) {
      this.noReaders(error);
    }
  }

  private noReaders(error: unknown): void {
    const then = afterRefusal(error);
    const left = noList(error);
    const retry = () => this.afresh();
    if (then === "sign in") this.signIn();
    else if (left !== null) this.ports.show(noListStep(error as Refused, left, { retry, otherWay: () => this.otherWay(), cancel: () => this.ports.cancel() }));
    else this.trouble(error, then === "in the ENT" ? () => this.signIn() : retry);
  }

  private readers(list: Readers): void {
    this.draft.harm = null;
    this.ports.show(readersStep(this.draft, list, this.acts(() => this.question(list))));
  }

  private question(list: Readers): void {
    this.ports.show(questionStep(this.draft, this.acts(() => this.text(list), () => this.readers(list))));
  }

  text(list: Readers): void {
    const joinable = { conversation: this.ports.conversation(), voice: this.ports.voice.type !== null, messaging: this.ports.host.messaging };
    const fits = () => this.sealer?.sizeOf(this.draft.letter(this.ports.newId())) !== null;
    const acts = this.acts(() => this.word(list), () => this.question(list));
    this.ports.show(textStep(this.draft, joinable, { ...acts, fits, voice: () => this.voice(() => this.text(list)) }));
  }

  private voice(done: () => void): void {
    this.ports.show(new VoiceStep(this.draft, this.ports.voice, { done, cancel: () => this.ports.cancel() }).element);
  }

  word(list: Readers): void {
    this.ports.show(wordStep(this.draft, this.ports.pictures, this.acts(() => this.summary(list), () => this.text(list))));
  }

  private summary(list: Readers): void {
    const voice = () => this.voice(() => this.summary(list));
    const places = { readers: () => this.readers(list), text: () => this.text(list), voice, word: () => this.word(list) };
    const acts = this.acts(() => void this.posting.send(list), () => this.word(list));
    this.ports.show(summaryStep(this.draft, this.ports.pictures, { ...acts, change: (what) => places[what]() }));
  }

  trouble(error: unknown, retry: (() => void) | null, otherwise?: string): void {
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
