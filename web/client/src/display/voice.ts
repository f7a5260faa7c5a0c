/** Reading aloud, by a French voice that lives on this device: what a pupil reads is sent to nobody to be spoken. */

export class Voice {
  constructor(private readonly speech: SpeechSynthesis | undefined) {}

  /** Whether this device speaks French by itself. Some browsers learn it a moment after the page has opened: ask when it is needed. */
  get isThere(): boolean {
    return this.own !== undefined;
  }

  /** Reads `text`, instead of what was being read. */
  say(text: string): void {
    const voice = this.own;
    if (this.speech === undefined || voice === undefined) return;
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice;
    words.lang = voice.lang;
    this.speech.cancel();
    this.speech.speak(words);
  }

  /** Silence, at once. */
  hush(): void {
    this.speech?.cancel();
  }

  private get own(): SpeechSynthesisVoice | undefined {
    return this.speech?.getVoices().find((voice) => voice.localService && /^fr\b/iu.test(voice.lang.replace("_", "-")));
  }
}
