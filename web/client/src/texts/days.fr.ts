/** Days as people say them. */

/** "2026-11-22" → "dimanche 22 novembre". */
export function dayInWords(date: string): string {
  const day = new Date(`${date}T12:00:00Z`);
  if (Number.isNaN(day.getTime())) return date;
  return new Intl.DateTimeFormat("fr-FR", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" }).format(day);
}
