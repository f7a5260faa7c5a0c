// The body of a message, made of allowed tags only: nothing that a sender wrote can run here.

import { TEXTS } from './texts.fr.js';

const TAGS = new Set(['P', 'STRONG', 'EM', 'U', 'S', 'UL', 'OL', 'LI', 'BLOCKQUOTE', 'PRE', 'CODE', 'BR', 'HR', 'H1', 'H2', 'H3', 'A', 'DIV', 'SPAN']);

/** A document fragment with the readable part of an HTML body. */
export function letter(html) {
  const source = new DOMParser().parseFromString(html, 'text/html');
  const fragment = document.createDocumentFragment();
  copy(source.body, fragment);
  return fragment;
}

function copy(from, into) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) into.append(node.textContent);
    else if (node.nodeType === Node.ELEMENT_NODE) copy(node, TAGS.has(node.tagName) ? into.appendChild(element(node)) : into);
  }
}

function element(node) {
  if (node.classList.contains('conversation-history')) return folded();
  const made = document.createElement(node.tagName);
  const address = node.tagName === 'A' ? node.getAttribute('href') : null;
  if (address && /^(https?:|mailto:|tel:|\/)/i.test(address)) {
    made.href = address;
    made.target = '_blank';
    made.rel = 'noopener noreferrer';
  }
  return made;
}

/** What came before, closed: the browser's own way to open it. */
function folded() {
  const made = document.createElement('details');
  made.append(Object.assign(document.createElement('summary'), { textContent: TEXTS.history }));
  return made;
}
