/** « C’est bien vous ? »: a lock opened again, over the page, which stays as it is underneath. */

import { button, h } from "../element";
import type { KeptLock } from "../sealed/locks";
import { keys } from "../texts/desk-keys.fr";
import { unlockForm, type UnlockActs } from "./unlock-form";

/** W by one of the locks, or null when they close the question. */
export function askPresence(place: HTMLElement, locks: readonly KeptLock[], acts: Pick<UnlockActs, "byTyping" | "byPasskey">): Promise<string | null> {
  return new Promise((resolve) => {
    const end = (key: string | null) => {
      resolve(key);
      dialog.close();
      dialog.remove();
    };
    const form = unlockForm(keys.presence.why, locks, { ...acts, opened: async (key) => end(key) }, "presence");
    const cancel = button(keys.presence.cancel, "quiet", "presence-cancel", () => end(null));
    const dialog = h("dialog", { class: "presence", "aria-label": keys.presence.title, onclose: () => end(null) }, form, h("p", { class: "row" }, cancel));
    place.append(dialog);
    dialog.showModal();
  });
}
