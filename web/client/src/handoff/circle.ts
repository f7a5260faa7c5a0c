/**
 * Who reads, who is told, who is left out: what the pupil decides about people, rules without screen.
 *
 * Everybody of the list may be left out, who cannot read yet too: later, they could have been given the message. So may
 * those who would only be told that something waits. "Only one" is a decision about everybody else, those who come
 * later included, and nobody else is told either; taking another reader back ends it.
 */

import type { Person, Reader, Readers } from "../net/shapes";

export class Circle {
  list: Readers | null = null;
  private readonly left = new Set<string>();
  private only: string | null = null;

  /** A list of readers has come: who was left out stays left out, and only one stays only one. */
  takeList(list: Readers): void {
    this.list = list;
    if (this.only !== null) this.leaveAllBut(this.only);
  }

  /** Leaves someone out, or takes them back; beside only one reader, nobody who would be told is taken back. */
  leave(id: string, out: boolean): void {
    if (!out && this.onlyReader !== null && this.told.some((one) => one.id === id)) return;
    if (out) this.left.add(id);
    else this.left.delete(id);
    if (this.chosen.length !== 1 || this.chosen[0]?.id !== this.only) this.only = null;
  }

  isLeft(id: string): boolean {
    return this.left.has(id);
  }

  /** One reader and nobody else, even later. */
  chooseOnly(id: string): void {
    this.only = id;
    this.left.delete(id);
    this.leaveAllBut(id);
  }

  /** Everybody again. */
  chooseAll(): void {
    this.only = null;
    this.left.clear();
  }

  /** The only one who will ever read, or null. */
  get onlyReader(): Reader | null {
    return this.chosen.find((reader) => reader.id === this.only) ?? null;
  }

  /** Those who could read now, if they are not left out. */
  get able(): readonly Reader[] {
    return this.readers.filter((reader) => reader.can_read && reader.recipient !== null);
  }

  /** Those the message will be sealed to. */
  get chosen(): readonly Reader[] {
    return this.able.filter((reader) => !this.left.has(reader.id));
  }

  /** Who would be told that something waits, and would not read: the head, then somebody outside. */
  get told(): readonly Person[] {
    const apart = [this.list?.head ?? null, this.list?.outside ?? null].filter((one) => one !== null);
    return apart.filter((one) => !this.readers.some((reader) => reader.id === one.id));
  }

  /** All whom the pupil is shown. */
  get everybody(): readonly (Reader | Person)[] {
    return [...this.readers, ...this.told];
  }

  /** Those who were left out, whether or not they could read. */
  get excluded(): readonly Person[] {
    return this.everybody.filter((person) => this.left.has(person.id));
  }

  /** When one of those chosen will have opened it, in words: promised for those who are there, so for none who is not. */
  get promise(): string | null {
    const somebodyThere = this.chosen.some((reader) => !reader.absent);
    return somebodyThere ? (this.list?.promise?.text ?? null) : null;
  }

  private get readers(): readonly Reader[] {
    return this.list?.readers ?? [];
  }

  private leaveAllBut(id: string): void {
    for (const person of this.everybody) if (person.id !== id) this.left.add(person.id);
  }
}
