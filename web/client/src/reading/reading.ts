/**
 * The pages to read (`/reperes`, `/tes-mots`) stand without this: here their exit leaves nothing behind it, works by the keyboard too, and the
 * way from one to another and back to the talk adds nothing to the history. Nothing is read of the page, nothing is kept.
 */

import { stayOneEntry } from "../chat/one-entry";
import { takeOverExit } from "../chat/plain-exit";

const page = document.querySelector("main");
if (page !== null) {
  takeOverExit(page);
  stayOneEntry(page);
}
