import { element } from '../profile/element.js';
import { pictureChoice } from './picture-choice.js';
import { badge, inSentence, nameOf, portrait } from './portrait.js';

/** The texts that an administrator may clear (contract §12). */
const CLEARABLE = ['real_name', 'description', 'bio', 'location', 'website'];
const READABLE = ['location_lat_lng', 'position_lat_lng', 'date_of_birth', 'gender'];

/**
 * What the cards report.
 *
 * @typedef {object} On
 * @property {(action: string) => void} act
 * @property {(kind: string, draft: Draft) => void} setPicture
 * @property {(field: string) => void} clear
 */

/** The head of a profile: pictures, name, status, and what identifies the user. */
export function head(user, texts) {
  const name = inSentence(nameOf(user));
  const joined = new Intl.DateTimeFormat(texts.language, { dateStyle: 'long' }).format(new Date(user.date_joined));
  const facts = { 'field.id': String(user.id), 'field.email': user.email, 'field.date_joined': joined };
  return element(
    'header',
    { class: 'head' },
    user.cover ? element('img', { class: 'cover', src: user.cover, alt: texts.say('cover-of', { name }) }) : null,
    portrait(user, 112, texts.say('picture-of', { name })),
    element(
      'div',
      { class: 'names' },
      element('h2', { id: 'detail-heading', tabindex: -1 }, element('bdi', {}, nameOf(user)), ' ', badge(user, texts)),
      element('p', { class: 'hint' }, element('bdi', {}, `@${user.username}`)),
    ),
    user.status === 'd'
      ? null
      : element(
          'a',
          { class: 'button quiet', href: `../?user=${user.id}`, id: 'public-page' },
          texts.say('public-page'),
        ),
    definitions(
      Object.entries(facts)
        .filter(([, value]) => value)
        .map(([label, value]) => [texts.say(label), value]),
    ),
  );
}

/** The card to set, remove and delete pictures. */
export function picturesCard(user, texts, { act, setPicture }) {
  const group = (kind, ...buttons) =>
    element(
      'div',
      { class: 'group', role: 'group', 'aria-labelledby': `group-${kind}` },
      element('h4', { id: `group-${kind}` }, texts.say(`field.${kind}`)),
      element(
        'div',
        { class: 'buttons' },
        pictureChoice(kind, texts, (draft) => setPicture(kind, draft)),
        ...buttons,
      ),
    );
  return card(
    'pictures',
    texts,
    group('avatar', user.avatar ? button('remove-avatar', texts, act) : null, button('delete-avatars', texts, act)),
    group('cover', user.cover ? button('remove-cover', texts, act) : null),
    element('p', { class: 'hint', id: 'picture-kinds' }, texts.say('picture.kinds')),
  );
}

/** The card of the texts, each with a button to clear it, unless `on` is null. Leaves out empty texts. */
export function textsCard(user, texts, on) {
  const rows = [...CLEARABLE, ...READABLE].filter((field) => user[field] && user[field] !== 'Unspecified');
  return card(
    'texts',
    texts,
    rows.length === 0 ? element('p', { class: 'hint' }, texts.say('empty')) : null,
    definitions(
      rows.map((field) => [
        texts.say(`field.${field}`),
        content(field, user[field], texts),
        on && clearButton(field, texts, on),
      ]),
    ),
  );
}

/** The card to block, restore, delete and erase. */
export function accountCard(user, texts, { act }) {
  const actions = { a: ['block', 'delete', 'erase'], b: ['unblock', 'delete', 'erase'], d: ['restore', 'erase'] }[
    user.status
  ];
  const rows = actions.map((action) =>
    element(
      'div',
      { class: 'choice-row' },
      button(action, texts, act),
      element('span', { class: 'hint', id: `hint-${action}` }, texts.say(`hint.${action}`)),
    ),
  );
  return card('account', texts, ...rows);
}

function card(name, texts, ...content) {
  return element(
    'section',
    { class: `card ${name}`, 'aria-labelledby': `${name}-heading` },
    element('h3', { id: `${name}-heading` }, texts.say(`section.${name}`)),
    ...content,
  );
}

function button(action, texts, act) {
  const made = element(
    'button',
    { type: 'button', id: `action-${action}`, class: 'quiet' },
    texts.say(`action.${action}`),
  );
  made.addEventListener('click', () => act(action));
  return made;
}

function clearButton(field, texts, { clear }) {
  if (!CLEARABLE.includes(field)) {
    return null;
  }
  const label = texts.say('clear-text.label', { field: texts.say(`field.${field}`) });
  const made = element('button', { type: 'button', id: `clear-${field}`, class: 'quiet small', 'aria-label': label });
  made.textContent = texts.say('action.clear-text');
  made.addEventListener('click', () => clear(field));
  return made;
}

function definitions(rows) {
  return element(
    'dl',
    {},
    ...rows.flatMap(([label, value, control = null]) => [
      element('dt', {}, label),
      element('dd', {}, element('bdi', {}, value), control),
    ]),
  );
}

function content(field, value, texts) {
  switch (field) {
    case 'gender':
      return texts.say(`choice.${value}`);
    case 'date_of_birth':
      return new Intl.DateTimeFormat(texts.language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value));
    default:
      return value;
  }
}
