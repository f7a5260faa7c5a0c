/** « Nouveau collègue »: the messages under way that may be opened to somebody whose key has come to count since, in one press each. */

import { button, h } from "../element";
import type { Rewrap } from "../net/desk-keys-api";
import { keys } from "../texts/desk-keys.fr";
import { KeyNotProved } from "./joiners";

const say = keys.joiners;

/** Opens one message to its joiner; throws when it cannot. */
export type OpenTo = (rewrap: Rewrap) => Promise<void>;

/** Null when nobody waits. */
export function joinersCard(rewraps: readonly Rewrap[], openTo: OpenTo): HTMLElement | null {
  if (rewraps.length === 0) return null;
  const names = new Map(rewraps.map((one) => [one.for.id, one.for.name]));
  const rows = [...names].map(([id, name]) => row(name, rewraps.filter((one) => one.for.id === id), openTo));
  return h("section", { class: "keys-card", "data-testid": "joiners" }, h("h2", {}, say.title), h("p", {}, say.why), h("ul", { role: "list", class: "joiners" }, ...rows));
}

function row(name: string, waiting: readonly Rewrap[], openTo: OpenTo): HTMLElement {
  const status = h("p", { class: "status", role: "status", "data-testid": "joiner-status" });
  const go = button(say.go, "main", "joiner-go", () => void run());
  const run = async () => {
    go.disabled = true;
    const failed: unknown[] = [];
    for (const [place, one] of waiting.entries()) {
      status.textContent = say.working(place + 1, waiting.length);
      await openTo(one).catch((error: unknown) => failed.push(error));
    }
    status.textContent = outcomeOf(name, failed);
  };
  return h("li", { "data-testid": "joiner" }, h("p", {}, say.for(name, waiting.length)), go, status);
}

function outcomeOf(name: string, failed: readonly unknown[]): string {
  if (failed.length === 0) return say.done(name);
  return failed.some((error) => error instanceof KeyNotProved) ? say.unproved : say.some(failed.length);
}
