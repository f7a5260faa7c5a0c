// The page of news: what one reads, and for those who write, drafts and what waits, with the two acts that publish.
import { groupsToTell, infosOf, publishInfo, removeInfo, shareInfo, threads } from './api.js';
import { letter } from './letter.js';
import { make } from './made.js';
import { NEWS, TEXTS } from './texts.fr.js';

const $ = (id) => document.getElementById(id);
const DAY = new Intl.DateTimeFormat('fr-FR', { day: 'numeric', month: 'long', year: 'numeric' });
const STATUSES = ['DRAFT', 'PENDING', 'PUBLISHED'];

function act(text, work) {
  const button = make('button', { type: 'button', className: 'quiet' }, text);
  button.onclick = async () => {
    try { await work(); await show(); $('said').textContent = NEWS.done; } catch { $('said').textContent = TEXTS.refused; }
    $('said').focus();
  };
  return button;
}

function sharing(info, groups) {
  const boxes = groups.map((group) => make('input', { type: 'checkbox', value: group.id }));
  const labels = boxes.map((box, at) => make('label', {}, box, ` ${groups[at].name}`));
  const give = act(NEWS.share, () => shareInfo(info.id, boxes.filter((box) => box.checked).map((box) => box.value)));
  return make('details', {}, make('summary', {}, NEWS.whoReads), make('fieldset', {}, make('legend', {}, NEWS.groups), ...labels), give);
}

function card(info, thread, groups) {
  const head = make('p', { className: 'when' }, make('b', {}, thread?.title ?? info.owner.displayName), ' ', make('time', {}, DAY.format(new Date(info.modified))));
  const made = make('article', {}, head, make('h3', {}, info.title), make('div', {}, letter(info.content)));
  const rights = thread?.sharedRights ?? [];
  const box = make('div', { className: 'acts' });
  if (rights.includes('thread.publish') && info.status !== 'PUBLISHED') box.append(act(NEWS.publish, () => publishInfo(info)));
  if (rights.includes('thread.publish')) box.append(act(NEWS.remove, () => removeInfo(info.id)));
  if (box.childElementCount) made.append(box);
  if (rights.length && groups.length) made.append(sharing(info, groups));
  return made;
}

async function show() {
  const mine = new Map((await threads()).map((thread) => [thread.id, thread]));
  const groups = mine.size ? await groupsToTell() : [];
  const wanted = mine.size ? STATUSES : ['PUBLISHED'];
  const sections = await Promise.all(wanted.map(async (status) => {
    const infos = await infosOf(status);
    const cards = infos.map((info) => card(info, mine.get(info.threadId), groups));
    const empty = cards.length ? [] : [make('p', { className: 'empty' }, NEWS.empty[status])];
    const title = make('h2', { id: `title-${status}` }, NEWS.titles[status]);
    const section = make('section', { className: 'feed' }, title, ...cards, ...empty);
    section.setAttribute('aria-labelledby', title.id);
    return section;
  }));
  $('news').replaceChildren(...sections);
}

await show().catch(() => { $('said').textContent = TEXTS.refused; });
