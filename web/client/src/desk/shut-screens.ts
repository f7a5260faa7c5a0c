/** The two screens of a desk that is shut: nobody is signed in, or it did not answer. */

import { h } from "../element";
import { desk as say } from "../texts/desk.fr";
import { deskCard } from "./card";

export function signInScreen(signIn: () => void): HTMLElement {
  return deskCard("sign-in", say.signIn.title, [h("p", {}, say.signIn.why)], { label: say.signIn.go, run: signIn }).element;
}

/** `text` is the server's own sentence, or nothing. */
export function failedScreen(text: string, again: () => void): HTMLElement {
  return deskCard("failed", say.title, [h("p", { role: "alert" }, text || say.failed)], { label: say.retry, run: again }).element;
}
