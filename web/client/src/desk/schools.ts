/** A referent's schools in words: most have one, and then no line needs to say which. */

import type { Me } from "../net/desk-api";
import { desk } from "../texts/desk.fr";

/** All their schools, the first one first. */
export function schoolNames(me: Me): string {
  return me.schools.map((school) => school.name).join(" · ");
}

/** The school that a line of the list has to name, or null when it can be no other. */
export function schoolOfLine(me: Me, school: string): string | null {
  if (me.schools.length === 1 && school === me.school.id) return null;
  return me.schools.find((one) => one.id === school)?.name ?? desk.list.otherSchool;
}
