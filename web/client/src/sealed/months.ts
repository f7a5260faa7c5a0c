/** Calendar months written "2026-11", and the date in France: pure. */

/** `count` months, the first one being `first`. */
export function monthsFrom(first: string, count: number): string[] {
  const [year = NaN, month = NaN] = first.split("-").map(Number);
  return Array.from({ length: count }, (_, step) => {
    const due = new Date(Date.UTC(year, month - 1 + step, 1));
    return due.toISOString().slice(0, 7);
  });
}

/** Those of the `count` months from `first` that `made` lacks. */
export function missingMonths(made: readonly { readonly month: string }[], first: string, count: number): string[] {
  const there = new Set(made.map((one) => one.month));
  return monthsFrom(first, count).filter((month) => !there.has(month));
}

/** The day that `moment` is in mainland France, "2026-11-22": where our servers count months. */
export function dayInFrance(moment: Date): string {
  const format = { timeZone: "Europe/Paris", year: "numeric", month: "2-digit", day: "2-digit" } as const;
  const parts = new Intl.DateTimeFormat("en-GB", format).formatToParts(moment);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}
