// The form "Nouveau message": recipients are searched among those whom the ENT shows, groups and people alike.
import { found, sendNew } from './api.js';
import { make } from './made.js';
import { PROFILES, TEXTS } from './texts.fr.js';

const SHORTEST = 2;
const PAUSE = 250;

function who(one) {
  if (one.type === 'User') return `${one.displayName}, ${PROFILES[one.profile] ?? ''}`;
  return one.type === 'ShareBookmark' ? `${one.displayName}, ${TEXTS.bookmark}` : `${one.displayName}, ${TEXTS.people(one.nbUsers)}`;
}

/** The form; `done` is called once the message has left. */
export function composer(done) {
  const chosen = new Map();
  const picked = make('ul', { className: 'chosen' });
  const results = make('ul', { className: 'results' });
  const search = make('input', { type: 'search', autocomplete: 'off' });
  const subject = make('input', { required: true, maxLength: 1024 });
  const text = make('textarea', { required: true, rows: 9 });
  const state = make('p', { role: 'status' });
  let timer;

  function showChosen() {
    picked.replaceChildren(...[...chosen.values()].map((one) => {
      const remove = make('button', { type: 'button', className: 'quiet', onclick: () => { chosen.delete(one.id); showChosen(); search.focus(); } }, `${one.displayName} ×`);
      remove.setAttribute('aria-label', `${TEXTS.remove} ${one.displayName}`);
      return make('li', {}, remove);
    }));
  }

  function offer(one) {
    const choose = () => { chosen.set(one.id, one); search.value = ''; results.replaceChildren(); state.textContent = ''; showChosen(); search.focus(); };
    return make('li', {}, make('button', { type: 'button', className: 'quiet', onclick: choose }, who(one)));
  }

  async function look() {
    const wanted = search.value.trim();
    if (wanted.length < SHORTEST) { results.replaceChildren(); return; }
    const rows = (await found(wanted)).filter((one) => one.usedIn.includes('TO') && one.type !== 'ShareBookmark' && !chosen.has(one.id));
    if (search.value.trim() !== wanted) return;
    results.replaceChildren(...rows.slice(0, 8).map(offer));
    state.textContent = rows.length ? '' : TEXTS.nobodyFound;
  }

  search.oninput = () => { clearTimeout(timer); timer = setTimeout(look, PAUSE); };
  const form = make('form', { className: 'card compose' },
    make('h2', {}, TEXTS.newMessage),
    make('label', {}, TEXTS.recipients, search), results, picked,
    make('label', {}, TEXTS.subject, subject),
    make('label', {}, TEXTS.body, text),
    make('button', {}, TEXTS.send), state);
  form.onsubmit = async (event) => {
    event.preventDefault();
    if (!chosen.size) { state.textContent = TEXTS.nobodyChosen; search.focus(); return; }
    try {
      const { sent } = await sendNew([...chosen.keys()], subject.value, text.value);
      await done(TEXTS.messageSent(sent));
    } catch {
      state.textContent = TEXTS.notVisible;
    }
  };
  return form;
}
