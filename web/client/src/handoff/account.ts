/** Who signed in with the ENT, as far as the page knows: the schools. Web decides each time; a stale page is told to sign in. */

import type { School } from "../net/shapes";

export interface Account {
  schools: readonly School[];
}
