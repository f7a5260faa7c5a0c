/** The messages' tab from the keyboard: arrows go from one message to the next, Escape comes back from what is read to its line. */

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(at + 1, count - 1),
  ArrowUp: (at) => Math.max(at - 1, 0),
  Home: () => 0,
  End: (_, count) => count - 1,
};

/** Nothing is opened, shut or lost by these keys: only the keyboard's place moves, and a field being filled keeps its own. */
export function listenToKeys(list: HTMLElement, pane: HTMLElement): void {
  list.addEventListener("keydown", (event) => alongTheList(list, event));
  pane.addEventListener("keydown", (event) => backToTheList(list, event));
}

function alongTheList(list: HTMLElement, event: KeyboardEvent): void {
  const lines = [...list.querySelectorAll<HTMLElement>(".entry")];
  const at = lines.findIndex((line) => line === event.target);
  const step = STEPS[event.key];
  if (at < 0 || step === undefined || held(event)) return;
  event.preventDefault();
  lines[step(at, lines.length)]?.focus();
}

function backToTheList(list: HTMLElement, event: KeyboardEvent): void {
  if (event.key !== "Escape" || held(event) || (event.target as Element).matches("input, select, textarea")) return;
  (list.querySelector<HTMLElement>(".entry[aria-current]") ?? list.querySelector<HTMLElement>("h2"))?.focus();
}

function held({ altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey || shiftKey;
}
