/** Invented lists of readers for the tests. */

import type { Reader, Readers } from "../src/net/shapes";

export function reader(id: string, name: string, more: Partial<Reader> = {}): Reader {
  return { id, name, function: null, can_read: true, recipient: `age1pq1${id}`, absent: null, ...more };
}

export function listOf(readers: readonly Reader[], more: Partial<Readers> = {}): Readers {
  return {
    school: { id: "col-zola", name: "Collège Émile-Zola" },
    group: { name: "Violences, parlons-en", count: readers.length },
    month: "2026-11",
    readers,
    promise: null,
    head: null,
    outside: null,
    ...more,
  };
}
