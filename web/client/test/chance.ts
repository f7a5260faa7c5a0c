/** A seeded source of chance for the tests that try many cases: a failure prints its seed and comes back. */

export class Chance {
  constructor(private seed: number) {}

  /** A number from 0 to 1, 1 left out (mulberry32). */
  next(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let bits = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 4294967296;
  }

  upTo(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  one<T>(among: readonly T[]): T {
    return among[this.upTo(among.length)] as T;
  }

  /** Text with what breaks encodings: accents, emoji, quotes, control characters, spaces at the end. */
  text(longest: number): string {
    const pieces = ["a", "é", "œ", "€", "😢", "👩‍👧", '"', "\\", "\n", "\u0000", " ", "\u202f", "</script>", "{", "\ud800"];
    return Array.from({ length: this.upTo(longest) }, () => this.one(pieces)).join("");
  }
}

/** Runs `property` for many seeds; the failing seed is named. */
export async function forMany(times: number, property: (chance: Chance) => Promise<void> | void): Promise<void> {
  for (let seed = 1; seed <= times; seed += 1) {
    try {
      await property(new Chance(seed));
    } catch (error) {
      throw new Error(`seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`);
    }
  }
}
