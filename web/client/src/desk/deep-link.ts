/**
 * The message that a link of the ENT mail points to, `/desk#<envelope id>`. Signing in loses what stands after `#`, so
 * the id (and nothing else, ever) waits in the tab meanwhile.
 */

const PLACE = "parlons-en-desk-link";
const ID = /^[0-9a-f-]{36}$/;

/** Remembers the id of the address before leaving to sign in. */
export function keepLink(address: Location, tab: Storage): void {
  const id = address.hash.slice(1);
  if (ID.test(id)) tab.setItem(PLACE, id);
}

/** The id asked for, once; null when there is none. */
export function takeLink(address: Location, tab: Storage): string | null {
  const id = address.hash.slice(1) || tab.getItem(PLACE) || "";
  tab.removeItem(PLACE);
  return ID.test(id) ? id : null;
}
