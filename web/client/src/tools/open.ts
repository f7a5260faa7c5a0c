/**
 * Opens an envelope outside a browser, by the desk's own code: for tests of the Python side.
 *
 *     echo '{"header": {…}, "armour": "…", "me": "<ENT id>", "identity": "AGE-SECRET-KEY-PQ-1…", "joined": false,
 *            "pieces": [{"id", "armour"}], "rewrap_to": "age1pq1…"}' | node open.mjs
 *
 * The last three may be absent. Prints `{"text", "readers", "excluded", "closed", "reply", "team", "attachments", "pieces": [{"kind", "type",
 * "seconds", "content": "<base64url>"} | {"flaw"}], "rewrapped": "…" | null}`, or `{"flaw": "…"}`.
 */

import { OpeningRefused, PieceRefused, open, openPiece, rewrap, type Opened } from "../opening";
import type { Header } from "../sealed/header";
import { toBase64url } from "../sealed/base64url";
import { question } from "./stdin";

interface Sealed {
  readonly id: string;
  readonly armour: string;
}

interface Asked {
  readonly header: Header;
  readonly armour: string;
  readonly me: string;
  readonly identity: string;
  readonly joined?: boolean;
  readonly pieces?: readonly Sealed[];
  readonly rewrap_to?: string;
}

async function pieceOf(opened: Opened, sealed: Sealed): Promise<object> {
  try {
    const { kind, type, seconds, bytes } = await openPiece(opened, sealed);
    return { kind, type, seconds, content: toBase64url(bytes) };
  } catch (error) {
    if (error instanceof PieceRefused) return { flaw: error.flaw };
    throw error;
  }
}

async function answer({ header, armour, me, identity, joined = false, pieces = [], rewrap_to }: Asked): Promise<object> {
  try {
    const opened = await open({ header, armour }, header.id, me, identity, { joined });
    const { text, readers, excluded, closed, reply, team, attachments } = opened;
    const read = await Promise.all(pieces.map((sealed) => pieceOf(opened, sealed)));
    const rewrapped = rewrap_to === undefined ? null : await rewrap(opened, rewrap_to);
    return { text, readers, excluded, closed, reply, team, attachments, pieces: read, rewrapped };
  } catch (error) {
    if (error instanceof OpeningRefused) return { flaw: error.flaw };
    throw error;
  }
}

console.log(JSON.stringify(await answer(await question<Asked>())));
