/**
 * What is inside the seal of a note and of a follow-up sheet (docs/contracts.md, "Cases"): JSON, then spaces up to a class, so that a length
 * says little. The envelope's id is inside: a paper of another message is not shown.
 */

import type { PaperKind } from "../net/case-shapes";

export const PAPER_SIZES = [1024, 4096, 16384, 32768] as const;
/** The most characters of a note, and of each text of a sheet. */
export const MOST_NOTE = 4_000;
const SPACE = 0x20;

export interface SheetStep {
  readonly what: string;
  readonly who: string;
  readonly on: string;
  readonly done: boolean;
}

export interface Sheet {
  readonly facts: string;
  readonly steps: readonly SheetStep[];
  /** Which steps of the shared-concern method are done. */
  readonly concern: readonly string[];
  readonly outcome: string;
}

/** The bytes to seal. Throws a RangeError for a paper that is too long. */
export function encodePaper(kind: "note" | "sheet", envelope: string, content: object): Uint8Array {
  const plain = new TextEncoder().encode(JSON.stringify({ v: 1, kind, envelope, ...content }));
  const size = PAPER_SIZES.find((one) => plain.length <= one);
  if (size === undefined) throw new RangeError("paper longer than its classes");
  const padded = new Uint8Array(size).fill(SPACE);
  padded.set(plain);
  return padded;
}

/** The words of a note of this message, or null. */
export function decodeNote(bytes: Uint8Array, envelope: string): string | null {
  const inside = insideOf(bytes, "note", envelope);
  return typeof inside?.text === "string" ? inside.text : null;
}

/** A sheet of this message, or null. */
export function decodeSheet(bytes: Uint8Array, envelope: string): Sheet | null {
  const inside = insideOf(bytes, "sheet", envelope);
  if (typeof inside?.facts !== "string" || typeof inside.outcome !== "string") return null;
  if (!Array.isArray(inside.steps) || !inside.steps.every(isStep)) return null;
  const { facts, steps, concern, outcome } = inside;
  return Array.isArray(concern) && concern.every((id) => typeof id === "string") ? { facts, steps, concern, outcome } : null;
}

function insideOf(bytes: Uint8Array, kind: PaperKind, envelope: string): Record<string, unknown> | null {
  try {
    const inside = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as Record<string, unknown> | null;
    return inside?.v === 1 && inside.kind === kind && inside.envelope === envelope ? inside : null;
  } catch {
    return null;
  }
}

function isStep(value: unknown): value is SheetStep {
  const step = value as SheetStep | null;
  const texts = [step?.what, step?.who, step?.on];
  return texts.every((text) => typeof text === "string") && typeof step?.done === "boolean";
}
