// Shows a profile, and lets its owner edit the texts. What people wrote becomes text nodes and values, never markup.
const api = new URL('api/v2/', import.meta.url);

const labels = {
  username: 'User name',
  real_name: 'Real name',
  description: 'Description',
  bio: 'About',
  location: 'Location',
  location_lat_lng: 'Coordinates of the location',
  position_lat_lng: 'Coordinates of the position',
  date_of_birth: 'Date of birth',
  gender: 'Gender',
  website: 'Website',
};

const byId = (id) => document.getElementById(id);
let token = '';
let shown = null; // { user, tag, rules } of the profile on the page

function request(path, options = {}) {
  const headers = { Accept: 'application/json', ...options.headers };
  if (token) {
    headers.Authorization = `Bearer ${token}`;
  }
  return fetch(new URL(path, api), { ...options, headers, credentials: 'omit' });
}

function say(text, mood = '') {
  byId('outcome').textContent = text;
  byId('outcome').className = mood;
}

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  return made;
}

// The server keeps other addresses out; a page that trusts it with that would still be a page that trusts.
function isWebAddress(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function value(field, text) {
  const content = element('dd', field === 'website' && isWebAddress(text) ? '' : text);
  if (content.textContent === '') {
    content.append(element('a', text, { href: text, rel: 'nofollow noopener noreferrer' }));
  }
  return content;
}

function showProfile({ user }) {
  byId('avatar').src = user.avatar ?? new URL(`avatar/${user.id}`, api);
  byId('name').textContent = user.real_name || user.username;
  byId('texts').replaceChildren(
    ...Object.keys(labels)
      .filter((field) => user[field])
      .flatMap((field) => [element('dt', labels[field]), value(field, user[field])]),
  );
  byId('profile').hidden = false;
}

function control(field, rule, current) {
  if (rule.choices) {
    const select = element('select', '');
    select.append(...rule.choices.map((choice) => element('option', choice, { value: choice })));
    select.value = current;
    return select;
  }
  const input =
    field === 'bio'
      ? element('textarea', '')
      : element('input', '', { type: field === 'date_of_birth' ? 'date' : 'text' });
  input.value = current ?? '';
  return input;
}

function hint(rule) {
  if (rule.read_only) {
    return 'Locked: another system keeps this field.';
  }
  return rule.max_length ? `At most ${rule.max_length} characters.` : '';
}

function editor(field, rule, current) {
  const input = control(field, rule, current);
  input.id = `edit-${field}`;
  input.name = field;
  input.disabled = rule.read_only;
  input.setAttribute('aria-describedby', `hint-${field} error-${field}`);
  const block = element('div', '', { class: rule.read_only ? 'field locked' : 'field' });
  block.append(
    element('label', labels[field], { for: input.id }),
    input,
    element('p', hint(rule), { id: `hint-${field}`, class: 'hint' }),
    element('p', '', { id: `error-${field}`, class: 'down' }),
  );
  return block;
}

function showEditor({ user, rules }) {
  byId('fields').replaceChildren(
    ...Object.keys(labels)
      .filter((field) => rules[field])
      .map((field) => editor(field, rules[field], user[field])),
  );
  byId('edit').hidden = false;
}

async function problem(answer) {
  const { errors } = await answer.json();
  return errors;
}

async function rulesOf(user) {
  const answer = await request(`user/${user.id}/`, { method: 'OPTIONS' });
  return (await answer.json()).actions.PUT;
}

async function load(path, editable) {
  byId('profile').hidden = true;
  byId('edit').hidden = true;
  const answer = await request(path);
  if (!answer.ok) {
    say((await problem(answer))[0].message, 'down');
    return;
  }
  const user = await answer.json();
  shown = { user, tag: answer.headers.get('ETag'), rules: editable ? await rulesOf(user) : {} };
  say('');
  showProfile(shown);
  if (editable) {
    showEditor(shown);
  }
}

function changes(form, { user }) {
  const entries = [...new FormData(form)].map(([field, text]) => [field, text.replaceAll('\r\n', '\n')]);
  return Object.fromEntries(entries.filter(([field, text]) => text !== (user[field] ?? '')));
}

async function save(form) {
  const { user, tag } = shown;
  form.querySelectorAll('.down').forEach((place) => place.replaceChildren());
  const answer = await request(`user/${user.id}/`, {
    method: 'PATCH',
    headers: { 'Content-Type': 'application/json', 'If-Match': tag },
    body: JSON.stringify(changes(form, shown)),
  });
  if (answer.ok) {
    await load('user/me/', true);
    say('Saved', 'up');
    return;
  }
  for (const { field, messages = [], message } of await problem(answer)) {
    const place = byId(`error-${field}`) ?? byId('outcome');
    place.textContent = message ?? messages.at(-1).message;
  }
  if (byId('outcome').textContent === '') {
    say('Not saved', 'down');
  }
}

// No submit of this page is one of the browser's, so that no token ever stands in an address.
function onSubmit(id, action) {
  byId(id).addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await action(event.target);
    } catch {
      say('The server cannot be reached', 'down');
    }
  });
}

onSubmit('show', (form) => {
  token = '';
  return load(`user/${form.user.value}/`, false);
});
onSubmit('sign-in', (form) => {
  token = form.token.value;
  form.reset();
  return load('user/me/', true);
});
onSubmit('edit', save);

const asked = new URLSearchParams(location.search).get('user') ?? '';
if (/^[1-9][0-9]*$/.test(asked)) {
  byId('user').value = asked;
  byId('show').requestSubmit();
}
