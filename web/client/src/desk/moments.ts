/** Moments and ages as the desk says them, on the clock of the computer that reads. */

import { desk } from "../texts/desk.fr";

/** An ISO moment → "le 24 novembre 2026 à 10:12". */
export function momentInWords(at: string): string {
  const moment = new Date(at);
  const day = new Intl.DateTimeFormat("fr-FR", { day: "numeric", month: "long", year: "numeric" }).format(moment);
  const hour = new Intl.DateTimeFormat("fr-FR", { hour: "2-digit", minute: "2-digit" }).format(moment);
  return desk.moment(day, hour);
}

/** How long something has been so: "depuis aujourd’hui", "depuis hier", "depuis 4 jours". */
export function ageInWords(since: string, now: Date): string {
  return desk.age(Math.max(0, daysBetween(new Date(since), now)));
}

/** "2026-11-24", the day of `moment` on this computer's clock. */
export function dayOf(moment: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}

function daysBetween(one: Date, other: Date): number {
  const midday = (moment: Date) => Date.parse(`${dayOf(moment)}T12:00:00Z`);
  return Math.round((midday(other) - midday(one)) / 86_400_000);
}
