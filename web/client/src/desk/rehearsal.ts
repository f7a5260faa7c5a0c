/**
 * The recovery, rehearsed: as if the usual way were lost, a second way alone opens a test sealed to the key that pupils write to. The key that is
 * open in this page has no part in it.
 */

import { button, h } from "../element";
import type { KeptLock } from "../sealed/locks";
import { dayInFrance } from "../sealed/months";
import { keys } from "../texts/desk-keys.fr";
import { secondWays } from "./first-day";
import type { KeysPorts } from "./keys-ports";
import { DrillFailed, OpenKey } from "./open-key";
import { openPasskey } from "./passkey";
import { unlockForm } from "./unlock-form";

const say = keys.rehearsal;

export interface RehearsalPlace {
  back(): Promise<void>;
  /** Back, with what has just been done said once. */
  tell(told: string): Promise<void>;
  failed(error: unknown): string;
}

export function rehearsalScreen(ports: KeysPorts, place: RehearsalPlace): HTMLElement {
  const { open, api, work, now } = ports;
  let opener: KeptLock | null = null;
  const by = async (lock: KeptLock, opening: Promise<string>) => {
    const key = await opening;
    opener = lock;
    return key;
  };
  const screen = unlockForm(
    say.why,
    secondWays(open.me.key.locks),
    {
      byTyping: (lock, typed) => by(lock, work.unwrap(lock.wrapped_key, typed)),
      byPasskey: (lock) => by(lock, openPasskey(lock)),
      opened: async (key) => {
        await new OpenKey(open.me, key).tryMonth(open.me.key.months, dayInFrance(now()).slice(0, 7));
        if (opener === null) return;
        await api.rehearsed(opener.id);
        await place.tell(say.done[opener.kind]);
      },
      failed: (error) => (error instanceof DrillFailed ? keys.drill.failed : place.failed(error)),
    },
    "rehearsal",
  );
  screen.append(h("p", { class: "soft" }, say.stuck), h("p", { class: "row" }, button(say.later, "quiet", "rehearsal-later", () => void place.back())));
  return screen;
}
