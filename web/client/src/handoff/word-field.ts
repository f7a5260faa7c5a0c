/** Where the word is given: typed, or three pictures in order for a young pupil. The same field asks for it again later. */

import { button, h } from "../element";
import { drawing } from "../icon";
import { handoff } from "../texts/handoff.fr";
import { PICKED, PICTURES } from "./pictures";

const say = handoff.word;


/** A field that starts with `word` and tells each change. */
export function wordField(pictures: boolean, word: string, change: (word: string) => void): HTMLElement {
  return pictures ? pictureField(word, change) : typedField(word, change);
}

function typedField(word: string, change: (word: string) => void): HTMLElement {
  const box = h("input", {
    ...{ type: "text", id: "word", class: "word-box", maxlength: 60, value: word, "data-testid": "word" },
    ...{ autocomplete: "off", autocapitalize: "none", autocorrect: "off", spellcheck: "false" },
    oninput: () => change(box.value.trim()),
  });
  return h("div", {}, h("label", { class: "label", for: "word" }, say.label), box);
}

function pictureField(word: string, change: (word: string) => void): HTMLElement {
  const picked = word === "" ? [] : word.split("-");
  const status = h("p", { role: "status", class: "soft", "data-testid": "pictures-picked" });
  const tell = () => {
    status.textContent = picked.length === 0 ? "" : say.picked(picked.join(", "));
    change(picked.length === PICKED ? picked.join("-") : "");
  };
  const pick = (name: string) => {
    if (picked.length < PICKED) picked.push(name);
    tell();
  };
  const again = button(say.again, "plain", "pictures-again", () => {
    picked.length = 0;
    tell();
  });
  tell();
  const grid = h("div", { class: "pictures", role: "group", "aria-label": say.pictures }, ...PICTURES.map((one) => picture(one, pick)));
  return h("div", {}, grid, status, again);
}

function picture([name, strokes]: (typeof PICTURES)[number], pick: (name: string) => void): HTMLElement {
  const attributes = { type: "button", class: "picture", "data-testid": "picture", "data-name": name, onclick: () => pick(name) };
  return h("button", attributes, drawing(strokes, "picture-drawing"), h("span", {}, name));
}
