/**
 * A copy for a report (CRIP, procureur): one page that needs nothing else, made in this browser. The message word for word, its date, the
 * envelope's id and the SHA-256 of its armour, who opened it when, everything done with it. Nothing of ours is judged or summed up in it.
 */

import { h, type Child } from "../element";
import { dayInWords } from "../texts/days.fr";
import { deskCase } from "../texts/desk-case.fr";
import { eventInWords } from "./case-words";
import { readerInWords } from "./case-history";
import type { OpenCase } from "./case-ports";
import { momentInWords } from "./moments";

const say = deskCase.copy;
const STYLE =
  "body{font:11pt/1.5 Georgia,serif;max-width:46rem;margin:2rem auto;padding:0 1rem}h1{font-size:1.4rem}h2{font-size:1.05rem;margin-top:1.6rem}" +
  "pre{white-space:pre-wrap;font:inherit;border-left:4px solid #444;padding:.4rem 1rem;margin:0}code{word-break:break-all}.warning{border:2px solid #000;padding:.5rem 1rem}";

export interface CopyFacts extends OpenCase {
  readonly armour: string;
  readonly school: string;
  readonly by: string;
  readonly now: Date;
}

/** The page, as a file that a browser opens without any network. */
export async function copyPage(facts: CopyFacts): Promise<Blob> {
  const hash = await sha256(facts.armour);
  const page = document.implementation.createHTMLDocument(say.heading);
  page.documentElement.lang = "fr";
  const charset = page.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  page.head.prepend(charset);
  page.head.append(h("style", {}, STYLE));
  page.body.append(...bodyOf(facts, hash));
  return new Blob([`<!doctype html>\n${page.documentElement.outerHTML}\n`], { type: "text/html;charset=utf-8" });
}

export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bodyOf({ opened, state, school, by, now }: CopyFacts, hash: string): HTMLElement[] {
  const { header, attachments } = opened;
  const pieces = attachments.map((one) => say.pieceHash(say.piece[one.kind], one.sha256));
  return [
    h("h1", {}, say.heading),
    h("p", { class: "warning" }, say.warning),
    h("p", {}, say.made(by, momentInWords(now.toISOString()))),
    part(say.school, h("p", {}, school)),
    part(say.date, h("p", {}, `${dayInWords(header.date)} (${header.date})`)),
    part(say.name, h("p", {}, "……………………………………………………")),
    part(say.words, h("p", {}, say.session), h("pre", {}, opened.text)),
    ...(pieces.length === 0 ? [] : [part(say.pieces, listOf(pieces))]),
    part(say.id, h("p", {}, h("code", {}, header.id))),
    part(say.hash, h("p", {}, h("code", {}, hash))),
    part(say.readers, listOf(state.readers.map(readerInWords))),
    part(say.events, listOf(state.events.map((event) => deskCase.history.line(momentInWords(event.at), eventInWords(event))))),
  ];
}

function part(title: string, ...children: readonly Child[]): HTMLElement {
  return h("section", {}, h("h2", {}, title), ...children);
}

function listOf(lines: readonly string[]): HTMLElement {
  return h("ul", {}, ...lines.map((line) => h("li", {}, line)));
}
