/** Protection of the reader: a text folded sentence by sentence, each opened on request and in any order. */

import { button, h } from "../element";
import { deskCase } from "../texts/desk-case.fr";

const say = deskCase.fold;
/** Whatever ends a sentence stays with it; what has no such end is one sentence. Nothing is lost: joined, they are the text. */
const SENTENCE = /[^.!?…\n]*(?:[.!?…\n]+["»”)\]]*\s*|$)/gu;

/** The sentences of `text`, with what stands between them: joined again, they are the text to the letter. */
export function sentencesOf(text: string): readonly string[] {
  const parts = [...text.matchAll(SENTENCE)].map(([part]) => part).filter((part) => part !== "");
  return parts.reduce<string[]>((kept, part) => {
    const before = kept[kept.length - 1];
    if (before !== undefined && (part.trim() === "" || before.trim() === "")) kept[kept.length - 1] = before + part;
    else kept.push(part);
    return kept;
  }, []);
}

/** The words whole, or folded, with the way from one to the other; `name` is their mark on the page. */
export function foldable(text: string, folded: boolean, name = "words"): HTMLElement {
  const mark = name === "words" ? "fold" : `fold-${name}`;
  const place = h("div", { class: "foldable" });
  const draw = (isFolded: boolean) => {
    const turn = button(isFolded ? say.unfold : say.show, "quiet", mark, () => {
      draw(!isFolded);
      place.querySelector<HTMLElement>(`[data-testid=${mark}]`)?.focus();
    });
    place.replaceChildren(isFolded ? foldedWords(text) : h("div", { class: "words", "data-testid": name }, text), turn);
  };
  draw(folded);
  return place;
}

function foldedWords(text: string): HTMLElement {
  const sentences = sentencesOf(text);
  const items = sentences.map((sentence, place) =>
    h("details", { class: "folded", "data-testid": "sentence" }, h("summary", {}, say.sentence(place + 1, sentences.length)), h("div", { class: "words" }, sentence.trim())),
  );
  return h("div", { class: "folded-words", "data-testid": "folded" }, ...items);
}
