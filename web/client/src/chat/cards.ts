/** A helpline's card: the number first and large, then who answers, whether now, how to reach it, what happens then. */

import { h, spoken, type Child } from "../element";
import { icon, type IconName } from "../icon";
import type { Card } from "../net/shapes";
import { chat as say } from "../texts/chat.fr";

const MOST_AT_ONCE = 4;

/** All the cards of one message, as a list. */
export function cardList(cards: readonly Card[]): HTMLElement {
  return h("ul", { class: "cards", role: "list" }, ...cards.map((card) => h("li", {}, helplineCard(card))));
}

/** One card. What it shows comes from the facts, word for word. */
export function helplineCard(card: Card): HTMLElement {
  return h(
    "article",
    { class: "card", "data-testid": "helpline", "data-line": card.id, "aria-label": card.name },
    h("p", { class: "card-number" }, picture(card), card.number),
    h("p", { class: "card-name" }, nameAlone(card)),
    openNow(card),
    h("div", { class: "card-ways" }, ...ways(card)),
    h("p", { class: "card-what" }, card.what_for),
    h("p", { class: "card-happens" }, h("strong", {}, say.whatHappens), ` ${card.what_happens}`),
    h("ul", { class: "card-facts", role: "list" }, ...facts(card)),
  );
}

/** In danger now: the ways to call or text of the first cards, to be pressed before anything is read. */
export function atOnce(cards: readonly Card[]): HTMLElement {
  const first = cards.slice(0, MOST_AT_ONCE).map((card) => ways({ ...card, chat: null }));
  return h("div", { class: "card-ways at-once", role: "group", "aria-label": say.atOnce }, ...first.flat());
}

/** "3018, e-Enfance" without the number, which stands beside it. */
function nameAlone(card: Card): string {
  const prefix = `${card.number}, `;
  return card.name.startsWith(prefix) ? card.name.slice(prefix.length) : card.name;
}

function openNow(card: Card): HTMLElement {
  const className = card.open ? "card-now is-open" : "card-now is-closed";
  return h("p", { class: className }, icon(card.open ? "open" : "closed"), card.now);
}

function facts(card: Card): HTMLElement[] {
  const told: [IconName, string | null][] = [["check", card.cost], ["lock", card.privacy], ["person", card.bill]];
  return told.filter(([, fact]) => fact).map(([name, fact]) => h("li", {}, icon(name), fact));
}

/** How this line is reached, drawn beside its number; shown to whoever asked for easy words. */
function picture(card: Card): SVGSVGElement {
  if (card.call !== null) return icon("phone");
  return icon(card.sms !== null ? "text" : "screen");
}

function ways(card: Card): Child[] {
  return [
    card.call === null ? null : way("phone", say.call(card.number), card.call, "call"),
    card.sms === null ? null : way("text", say.sms(card.number), card.sms, "sms"),
    card.chat === null ? null : way("screen", say.online, card.chat, "chat"),
  ];
}

/** A link that leaves our page: only by telephone, SMS, or to a site over https, in a tab that knows nothing of us. */
function way(name: IconName, label: string, address: string, kind: string): HTMLElement | null {
  if (!/^(tel:|sms:|https:\/\/)/.test(address)) return null;
  const site = address.startsWith("https:");
  const outside = site ? { target: "_blank", rel: "noopener noreferrer" } : {};
  const attributes = { class: `way way-${kind}`, href: address, "data-testid": `helpline-${kind}`, ...outside };
  return h("a", attributes, icon(name), h("span", {}, label), site ? spoken(` ${say.newTab}`) : null);
}
