/** The functions that readers gave of themselves: whom a pupil may look for first, and how one says "only" of them. */

import type { Reader } from "../net/shapes";
import { readersTexts as say } from "../texts/handoff-readers.fr";

const WITH_ARTICLE: ReadonlyMap<string, string> = new Map(Object.entries(say.withArticle));
const CARING = /infirm|medecin|social|psy/u;

/** Those who may be chosen alone, health and social work first, then as in the list. */
export function caringFirst(readers: readonly Reader[]): readonly Reader[] {
  return [...readers].sort((one, other) => Number(isCaring(other)) - Number(isCaring(one)));
}

/** "Seulement l’infirmière, Nadia Besson", "Seulement Sophie Lemoine, CPE", or the name alone. */
export function onlyOf({ function: role, name }: Reader): string {
  const said = WITH_ARTICLE.get(role ?? "");
  return say.only([said, name, said ? null : role].filter(Boolean).join(", "));
}

function isCaring(reader: Reader): boolean {
  return CARING.test((reader.function ?? "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());
}
