/** Shift three times within five seconds leaves (the GOV.UK pattern): any other key in between starts over. */

const PRESSES = 3;
const WITHIN = 5_000;

export class ExitKeys {
  private presses: number[] = [];

  /** How many presses are still wanted after this key; 0 means leave now, null that nothing is under way. */
  press(key: string, at: number): number | null {
    if (key !== "Shift") {
      this.presses = [];
      return null;
    }
    this.presses = [...this.presses.filter((before) => at - before < WITHIN), at];
    if (this.presses.length < PRESSES) return PRESSES - this.presses.length;
    this.presses = [];
    return 0;
  }
}
