/** What seals, loaded only when the composer opens: the chat stays light, and a file that does not come is known early. */

import { ourModule } from "../net/our-module";

export type Sealer = typeof import("../sealing");

/** `sealing.js` of this very build. Rejects when it does not come, or when something changed it on its way. */
export function loadSealer(): Promise<Sealer> {
  return ourModule<Sealer>(BUILT.sealing);
}
