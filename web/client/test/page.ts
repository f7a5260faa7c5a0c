/** As much of a page as the conversation needs: a tree of elements with text, attributes and listeners. */

class Element {
  readonly attributes: Record<string, string> = {};
  readonly children: (Element | string)[] = [];
  readonly style: Record<string, string> = {};
  readonly classList = { toggle: () => undefined };
  readonly scrollHeight = 0;
  readonly clientHeight = 0;
  readonly offsetTop = 0;
  value = "";
  checked = false;
  disabled = false;
  private parent: Element | null = null;
  private readonly listeners = new Map<string, (event: unknown) => void>();

  setAttribute(name: string, value: string): void {
    this.attributes[name] = value;
  }
  addEventListener(name: string, listen: (event: unknown) => void): void {
    this.listeners.set(name, listen);
  }
  append(...children: (Element | string)[]): void {
    for (const child of children) {
      if (child instanceof Element) child.remove();
      if (child instanceof Element) child.parent = this;
      this.children.push(child);
    }
  }
  remove(): void {
    const place = this.parent?.children.indexOf(this) ?? -1;
    if (place >= 0) this.parent?.children.splice(place, 1);
    this.parent = null;
  }
  replaceChildren(...children: (Element | string)[]): void {
    this.children.length = 0;
    this.append(...children);
  }
  set textContent(text: string) {
    this.replaceChildren(text);
  }
  get textContent(): string {
    return this.children.map((child) => (typeof child === "string" ? child : child.textContent)).join("");
  }
  get previousElementSibling(): null {
    return null;
  }
  focus(): void {}
  scrollIntoView(): void {}
  contains(): boolean {
    return false;
  }
  /** In the order of the page; only ".name" of a class is understood. */
  querySelectorAll(selector: string): Element[] {
    const inside = this.children.filter((child) => child instanceof Element);
    return inside.flatMap((child) => [...(child.has(selector.slice(1)) ? [child] : []), ...child.querySelectorAll(selector)]);
  }
  private has(className: string): boolean {
    return (this.attributes.class ?? "").split(" ").includes(className);
  }
  /** What a person does to it. */
  happens(name: string, event: unknown = {}): void {
    this.listeners.get(name)?.(event);
  }
}

/** Puts the page in place of the browser's; its timers hold no test back. */
export function openPage(): void {
  const make = () => new Element();
  const later = setTimeout;
  globalThis.setTimeout = ((act: () => void, wait: number) => later(act, wait).unref()) as unknown as typeof setTimeout;
  Object.assign(globalThis, {
    document: { createElement: make, createElementNS: make, activeElement: null },
    window: { scrollTo: () => undefined },
  });
}

/** The element of ours behind one of the browser's type. */
export function insideOf(element: unknown): Element {
  return element as Element;
}
