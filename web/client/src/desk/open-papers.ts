/** Opens the papers of a message in this browser, once each; seals new ones. */

import { newId } from "../handoff/new-id";
import type { PaperKind, Person, SealedPaper } from "../net/case-shapes";
import { openWith, sealWith, type Opened } from "../opening";
import { decodeReply, encodeReply } from "../sealed/reply";
import type { CasePorts } from "./case-ports";
import { decodeNote, decodeSheet, encodePaper, type Sheet } from "./paper-content";

export interface ReadPaper {
  readonly id: string;
  readonly kind: PaperKind;
  readonly by: Person;
  readonly at: string;
  /** The words of a note or reply, null when it could not be opened. */
  readonly text: string | null;
  readonly sheet: Sheet | null;
}

export class OpenPapers {
  private readonly known = new Map<string, ReadPaper>();
  /** What was sealed and whose answer did not come, by its content: given again it is the same paper, never a second one. */
  private readonly unsure = new Map<string, { readonly id: string; readonly armour: string }>();

  constructor(private readonly opened: Opened) {}

  /** All of them, in order. Never rejects: what does not open has neither text nor sheet. */
  of(papers: readonly SealedPaper[]): Promise<readonly ReadPaper[]> {
    return Promise.all(papers.map((paper) => this.read(paper)));
  }

  /** Seals a note and gives it to the server. Throws a RangeError for one that is too long. */
  async note(text: string, ports: Pick<CasePorts, "act">): Promise<boolean> {
    return this.give("note", encodePaper("note", this.opened.header.id, { text }), ports);
  }

  async sheet(sheet: Sheet, ports: Pick<CasePorts, "act">): Promise<boolean> {
    return this.give("sheet", encodePaper("sheet", this.opened.header.id, sheet), ports);
  }

  async reply(text: string, ports: Pick<CasePorts, "act">): Promise<boolean> {
    return this.give("reply", encodeReply(text), ports);
  }

  private async give(kind: PaperKind, content: Uint8Array, ports: Pick<CasePorts, "act">): Promise<boolean> {
    const same = `${kind} ${new TextDecoder().decode(content)}`;
    const paper = this.unsure.get(same) ?? { id: newId(), armour: await sealWith(this.secretOf(kind), content) };
    this.unsure.set(same, paper);
    const isKept = await ports.act({ act: "papers", kind, ...paper });
    if (isKept) this.unsure.delete(same);
    return isKept;
  }

  private secretOf(kind: PaperKind): string {
    return kind === "reply" ? this.opened.reply : this.opened.team;
  }

  private async read({ id, kind, by, at, armour }: SealedPaper): Promise<ReadPaper> {
    const known = this.known.get(id);
    if (known !== undefined) return known;
    const bytes = await openWith(this.secretOf(kind), armour).catch(() => new Uint8Array());
    const envelope = this.opened.header.id;
    const text = kind === "reply" ? decodeReply(bytes) : decodeNote(bytes, envelope);
    const read = { id, kind, by, at, text: kind === "sheet" ? null : text, sheet: kind === "sheet" ? decodeSheet(bytes, envelope) : null };
    this.known.set(id, read);
    return read;
  }
}
