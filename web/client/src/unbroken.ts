/** French marks stay with their words: none begins a line or ends one alone. */
export function unbroken(text: string): string {
  return text.replace(/« /gu, "«\u00a0").replace(/ ([»:;?!])/gu, "\u00a0$1");
}
