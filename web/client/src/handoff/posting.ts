/** From "send" to the bot's answer: the text leaves first, its pieces after it; what fails is told with what to do next. */

import type { Readers } from "../net/shapes";
import { handoff as say } from "../texts/handoff.fr";
import type { ComposerPorts } from "./composer-ports";
import type { Draft } from "./draft";
import { Following } from "./following";
import { follow } from "./following-step";
import { afterRefusal } from "./not-sent";
import type { Sealer } from "./sealer";
import { sendingStep } from "./sending-step";
import { Sending, type OnItsWay } from "./sending";

/** Where a message that did not leave takes the pupil. */
export interface PostingScreens {
  signIn(): void;
  afresh(): void;
  text(list: Readers): void;
  word(list: Readers): void;
  trouble(error: unknown, retry: (() => void) | null, otherwise?: string): void;
}

export class Posting {
  private readonly sending: Sending;

  constructor(
    private readonly ports: ComposerPorts,
    private readonly draft: Draft,
    loadSealer: () => Promise<Sealer>,
    private readonly screens: PostingScreens,
  ) {
    const { api, promise, newId, sleep } = ports;
    this.sending = new Sending({
      seal: async (letter) => (await loadSealer()).seal(letter, newId),
      deposit: (school, envelope, word) => api.deposit(school, envelope, word),
      ...{ promise, newId, sleep },
    });
  }

  /** Sends the draft to those of `list` who were chosen. */
  async send(list: Readers): Promise<void> {
    const shown = sendingStep();
    this.ports.show(shown.element);
    await this.ports.painted();
    const sent = await this.sending.send(this.draft, shown).catch((error: unknown) => this.notSent(error, list, shown.stage));
    if (sent) await this.sent(sent);
  }

  /** The message is on its way, whatever becomes of its pieces. */
  private async sent({ answer, envelope }: OnItsWay): Promise<void> {
    const { api, sleep } = this.ports;
    const following = new Following(envelope, { attach: (id, piece, givenUp) => api.attach(id, piece, givenUp), sleep });
    await follow(following, (element) => this.ports.show(element));
    this.ports.done(answer);
  }

  private notSent(error: unknown, list: Readers, stage: string): void {
    const retry = () => void this.send(list);
    const { screens } = this;
    const then = afterRefusal(error);
    if (then === "sign in") screens.trouble(null, () => screens.signIn(), say.sending.sessionOver);
    else if (then === "in the ENT") screens.trouble(error, () => screens.signIn());
    else if (then === "word") screens.trouble(error, () => screens.word(list));
    else if (then === "new list") screens.trouble(error, () => screens.afresh());
    else if (then === "list again") screens.trouble(null, () => screens.afresh(), say.sending.listAgain);
    else if (stage === "sealing") screens.trouble(null, () => screens.text(list), say.sending.notSealed);
    else screens.trouble(error, retry, say.sending.unsure);
  }
}
