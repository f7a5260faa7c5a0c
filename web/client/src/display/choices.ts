/** How the page is shown, as the pupil chose it: on this page only, kept nowhere, over when it closes. */

export const SIZES = ["usual", "large", "largest"] as const;
export const COLOURS = ["device", "light", "dark", "contrast"] as const;

export interface Choices {
  readonly size: (typeof SIZES)[number];
  readonly colours: (typeof COLOURS)[number];
  /** Letters that are easier to tell apart, further from each other. */
  readonly letters: boolean;
  /** Nothing moves. */
  readonly still: boolean;
  /** A button beside each message reads it aloud. */
  readonly listen: boolean;
}

export const AS_USUAL: Choices = { size: "usual", colours: "device", letters: false, still: false, listen: false };

/** Shows `page` as `choices` say; its style sheets read the attributes (`styles/display.css`). */
export function apply(page: Document, choices: Choices): void {
  const { dataset } = page.documentElement;
  dataset.size = choices.size;
  dataset.colours = choices.colours;
  dataset.letters = String(choices.letters);
  dataset.still = String(choices.still);
  dataset.listen = String(choices.listen);
  setDark(page, choices.colours);
}

const DARK = "(prefers-color-scheme: dark)";
const MEDIA = { device: DARK, light: "not all", dark: "all", contrast: "not all" };

/** The rules for dark devices hold for everyone, for nobody, or as the device says: they are written once. */
function setDark(page: Document, colours: Choices["colours"]): void {
  for (const rule of darkRules(page)) rule.media.mediaText = MEDIA[colours];
}

const found = new WeakMap<Document, readonly CSSMediaRule[]>();

function darkRules(page: Document): readonly CSSMediaRule[] {
  const known = found.get(page);
  if (known !== undefined) return known;
  const all = [...page.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const rules = all.filter((rule): rule is CSSMediaRule => rule instanceof CSSMediaRule && rule.media.mediaText === DARK);
  found.set(page, rules);
  return rules;
}
