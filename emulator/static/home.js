// The new home, as a page drawn by a script: the applications of whoever is signed in, and no hook for anybody's script.
const json = async (address) => (await fetch(address, { headers: { Accept: 'application/json' } })).json();

function tile({ address, target, icon, displayName }) {
  const link = document.createElement('a');
  link.href = target === 'adapter' ? `/adapter#${address}` : address;
  if (target && target !== 'adapter') Object.assign(link, { target, rel: 'noopener' });
  const picture = Object.assign(document.createElement('img'), { src: `/assets/app-${icon || 'autre'}.svg`, alt: '', width: 44, height: 44 });
  const name = document.createElement('span');
  name.textContent = displayName;
  link.append(picture, name);
  const row = document.createElement('li');
  row.append(link);
  return row;
}

const [me, { apps }] = await Promise.all([json('/auth/oauth2/userinfo'), json('/applications-list')]);
document.getElementById('who').textContent = me.username;
document.getElementById('applications').append(...apps.map(tile));
