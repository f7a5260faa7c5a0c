/** Small drawings, always beside words that say the same. */

const SVG = "http://www.w3.org/2000/svg";

const PATHS = {
  exit: "M10 4H5a1 1 0 0 0-1 1v14a1 1 0 0 0 1 1h5M14 8l4 4-4 4M18 12H9",
  fold: "M6 10l6 6 6-6",
  phone: "M6.5 4h3l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5v3a2 2 0 0 1-2 2A15.5 15.5 0 0 1 4.5 6a2 2 0 0 1 2-2z",
  text: "M4 6h16v10H9l-4 4v-4H4z",
  screen: "M4 5h16v11H4zM9 20h6M12 16v4",
  warning: "M12 3.5l9.5 16.5h-19zM12 10v5M12 17.6v.2",
  open: "M5 12.5l4.5 4.5L19 7.5",
  closed: "M12 5v7l4 3M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  send: "M4 12l16-8-5 16-3.5-6.5zM11.5 13.5L20 4",
  lock: "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
  person: "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM4.5 20a7.5 7.5 0 0 1 15 0",
  letters: "M2.5 19L8 5l5.5 14M4.5 14.5h7M21 12.5v6.5M21 15.8a3.2 3.2 0 1 1-6.4 0 3.2 3.2 0 0 1 6.4 0z",
  easy: "M4 6h16M4 11h16M4 16h9",
  sound: "M4 9.5h3.5L12 5.5v13l-4.5-4H4zM15.5 9a4.2 4.2 0 0 1 0 6M18 6.5a7.8 7.8 0 0 1 0 11",
  microphone: "M12 4a2.5 2.5 0 0 0-2.5 2.5v5a2.5 2.5 0 0 0 5 0v-5A2.5 2.5 0 0 0 12 4zM6.5 11a5.5 5.5 0 0 0 11 0M12 16.5V20M9 20h6",
  check: "M4 12.5l5 5L20 6.5",
} as const;

export type IconName = keyof typeof PATHS;

/** The drawing, hidden from screen readers. */
export function icon(name: IconName): SVGSVGElement {
  return drawing(PATHS[name], "icon");
}

/** A drawing of 24 units a side, from its strokes. */
export function drawing(strokes: string, className: string): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", strokes);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", className);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  svg.append(path);
  return svg;
}
