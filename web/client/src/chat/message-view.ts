/** One message of the bot: its bubbles, its cards, its choices; a danger is framed, drawn and said, not only coloured. */

import { h, spoken } from "../element";
import { icon } from "../icon";
import type { Choice, Message } from "../net/shapes";
import { chat as say } from "../texts/chat.fr";
import { display } from "../texts/display.fr";
import { unbroken } from "../unbroken";
import { atOnce, cardList } from "./cards";

/** The event of a pupil who wants a message read aloud; its `detail` is what to say. */
export const LISTEN = "pe-listen";

/** A message and, when it has any, its choices: `pick` is called once, by the choice that was taken. */
export function messageView(message: Message, pick: (choice: Choice) => void): HTMLElement {
  return h(
    "div",
    { class: message.urgent ? "message is-urgent" : "message", "data-testid": message.urgent ? "message-urgent" : "message" },
    message.urgent ? h("p", { class: "urgent-title" }, icon("warning"), say.urgent) : null,
    message.urgent && message.helplines.length > 0 ? atOnce(message.helplines) : null,
    ...message.texts.map(botBubble),
    message.helplines.length > 0 ? cardList(message.helplines) : null,
    listenButton(message),
    message.buttons.length > 0 ? choiceList(message.buttons, pick) : null,
  );
}

/** A bubble of the pupil's own words. */
export function ownBubble(text: string): HTMLElement {
  const attributes = { class: "bubble bubble-own", "data-testid": "bubble-own", tabindex: -1 };
  return h("p", attributes, spoken(`${say.you} `), text);
}

/** What a screen reader says of a message: all of it, in one go. */
export function heard(message: Message): string {
  const cards = message.helplines.map((card) => card.number).join(", ");
  const titles = message.buttons.map((choice) => choice.title).join(", ");
  return [
    message.urgent ? `${say.urgent}.` : "",
    ...message.texts,
    cards === "" ? "" : say.cardsHeard(cards),
    titles === "" ? "" : say.choicesHeard(titles),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** Shown to whoever asked for it (`styles/display.css`). */
function listenButton(message: Message): HTMLElement {
  const onclick = (event: Event) => event.currentTarget?.dispatchEvent(new CustomEvent(LISTEN, { bubbles: true, detail: heard(message) }));
  return h("button", { type: "button", class: "button button-quiet listen", "data-testid": "listen", onclick }, icon("sound"), display.listenTo);
}

function botBubble(text: string): HTMLElement {
  return h("p", { class: "bubble bubble-bot", "data-testid": "bubble-bot" }, spoken(`${say.bot} `), unbroken(text));
}

function choiceList(choices: readonly Choice[], pick: (choice: Choice) => void): HTMLElement {
  return h("div", { class: "choices", role: "group", "aria-label": say.choices }, ...choices.map((one) => choiceButton(one, pick)));
}

function choiceButton(choice: Choice, pick: (choice: Choice) => void): HTMLElement {
  const className = choice.handoff ? "choice choice-handoff" : "choice";
  const testid = choice.handoff ? "choice-handoff" : "choice";
  return h("button", { type: "button", class: className, "data-testid": testid, onclick: () => pick(choice) }, choice.title);
}
