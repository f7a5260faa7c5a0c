/** What follows the text: the conversation as plain text, the voice to listen to. Announced and not arrived, or damaged, it is said. */

import { button, h } from "../element";
import type { AnnouncedPiece } from "../net/case-shapes";
import { PieceRefused, openPiece, type Opened, type Piece } from "../opening";
import { timeInWords } from "../texts/days.fr";
import { deskCase } from "../texts/desk-case.fr";
import type { CasePorts } from "./case-ports";
import { foldable } from "./folding";

const say = deskCase.pieces;

export class CasePieces {
  readonly element: HTMLElement | null;
  private readonly addresses: string[] = [];

  constructor(private readonly opened: Opened, announced: readonly AnnouncedPiece[], private readonly ports: CasePorts, private readonly folded: boolean) {
    const rows = opened.attachments.map(({ id, kind }) => this.row(kind, id, announced.find((one) => one.id === id)?.here ?? false));
    this.element = rows.length === 0 ? null : h("section", { class: "pieces", "data-testid": "pieces" }, h("h3", { class: "part-title" }, say.title), ...rows);
  }

  /** Forgets what was opened. */
  end(): void {
    for (const address of this.addresses) URL.revokeObjectURL(address);
  }

  private row(kind: Piece["kind"], id: string, here: boolean): HTMLElement {
    const place = h("div", { class: "piece", "data-testid": `piece-${kind}` }, h("p", {}, say[kind]));
    if (!here) {
      place.append(h("p", { class: "soft", "data-testid": "piece-missing" }, say.missing));
      return place;
    }
    const go = button(say.open[kind], "plain", `open-${kind}`, () => void this.show(id, go));
    place.append(go);
    return place;
  }

  private async show(id: string, go: HTMLElement): Promise<void> {
    go.setAttribute("aria-disabled", "true");
    try {
      const piece = await openPiece(this.opened, { id, armour: await this.ports.piece(id) });
      const shown = piece.kind === "voice" ? this.voice(piece) : [foldable(new TextDecoder().decode(piece.bytes), this.folded, "conversation")];
      go.replaceWith(...shown);
      (shown[0]?.querySelector<HTMLElement>("button") ?? shown[0])?.focus();
    } catch (error) {
      go.removeAttribute("aria-disabled");
      const refused = error instanceof PieceRefused;
      const said = h("p", { class: "complaint", role: "alert", "data-testid": refused ? "piece-broken" : "piece-failed" }, refused ? say.broken : deskCase.failedPiece);
      if (refused) go.replaceWith(said);
      else if (go.nextElementSibling === null) go.after(said);
    }
  }

  private voice({ bytes, type, seconds }: Piece): HTMLElement[] {
    const content = new Blob([bytes.slice().buffer], { type });
    const address = URL.createObjectURL(content);
    this.addresses.push(address);
    const name = `message-vocal-${this.opened.header.id}.${extensionOf(type)}`;
    const keep = button(say.keep, "quiet", "keep-voice", () => this.ports.keep(name, content));
    const player = h("audio", { controls: true, src: address, "aria-label": say.audio, tabindex: 0, "data-testid": "voice" });
    return [player, h("p", { class: "soft" }, timeInWords(seconds)), keep, h("p", { class: "soft" }, say.keepWarning)];
  }
}

/** "audio/webm;codecs=opus" → "webm". */
function extensionOf(type: string): string {
  return /^audio\/([a-z0-9]+)/i.exec(type)?.[1]?.toLowerCase() ?? "audio";
}
