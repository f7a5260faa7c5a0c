/** Plays back what was recorded. The sound lives while it is heard: nothing of it stays behind, nor after its panel. */

import { h } from "../../element";
import type { Piece } from "../../sealed/pieces";

export class Player {
  /** Silent and unseen, but in the page: a panel taken away takes its sound with it. */
  readonly element = h("audio", { hidden: true, "data-testid": "voice-sound", onended: () => this.stop(), onpause: () => this.paused() });
  private address: string | null = null;

  /** `changed` hears whether it plays; `broken` that this device cannot. */
  constructor(
    private readonly changed: (plays: boolean) => void,
    private readonly broken: () => void,
  ) {}

  get plays(): boolean {
    return this.address !== null;
  }

  play(piece: Piece): void {
    this.stop();
    this.address = URL.createObjectURL(new Blob([new Uint8Array(piece.bytes)], { type: piece.type }));
    this.element.src = this.address;
    this.changed(true);
    this.element.play().catch(() => {
      if (!this.plays) return;
      this.stop();
      this.broken();
    });
  }

  private paused(): void {
    if (this.element.paused) this.stop();
  }

  stop(): void {
    if (this.address === null) return;
    URL.revokeObjectURL(this.address);
    this.address = null;
    this.element.pause();
    this.element.removeAttribute("src");
    this.changed(false);
  }
}
