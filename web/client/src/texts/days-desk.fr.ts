/** Instants and months as the desk says them, at the clock of mainland France. */

const ZONE = { timeZone: "Europe/Paris" } as const;

/** "2026-11-22T17:05:00+00:00" → "22 novembre 2026". */
export function instantInWords(instant: string): string {
  return written(instant, { day: "numeric", month: "long", year: "numeric" });
}

/** "2026-11-22T17:05:00+00:00" → "22 novembre 2026 à 18:05". */
export function momentInWords(instant: string): string {
  return written(instant, { day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit" });
}

/** "2027-10" → "octobre 2027". */
export function monthInWords(month: string): string {
  return written(`${month}-15T12:00:00Z`, { month: "long", year: "numeric" }, month);
}

function written(instant: string, format: Intl.DateTimeFormatOptions, otherwise = instant): string {
  const moment = new Date(instant);
  if (Number.isNaN(moment.getTime())) return otherwise;
  return new Intl.DateTimeFormat("fr-FR", { ...format, ...ZONE }).format(moment);
}
