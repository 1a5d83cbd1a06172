import { element } from '../profile/element.js';
import { badge, inSentence, nameOf, portrait } from './portrait.js';

/** A user in the list. */
export function row(user, texts) {
  return element(
    'li',
    { class: 'row-item' },
    portrait(user, 48),
    element(
      'span',
      { class: 'names' },
      link(user),
      element('span', { class: 'hint' }, element('bdi', {}, `@${user.username}`)),
    ),
    element('span', { class: 'mail hint' }, element('bdi', {}, user.email ?? '')),
    badge(user, texts),
    publicPage(user, texts),
  );
}

/**
 * A user in the grid of pictures.
 *
 * @param {(tile: HTMLElement) => void} remove is called to remove the picture
 */
export function tile(user, texts, remove) {
  const label = `${texts.say('remove')}: ${inSentence(nameOf(user))}`;
  const button = element('button', { type: 'button', class: 'quiet small', 'aria-label': label }, texts.say('remove'));
  const actions = element('div', { class: 'tile-actions' }, button, publicPage(user, texts));
  const made = element('li', { class: 'tile' }, portrait(user, 192), link(user), badge(user, texts), actions);
  button.addEventListener('click', () => remove(made));
  return made;
}

/** What is shown until the first list has been loaded. */
export function skeleton() {
  const rows = Array.from({ length: 6 }, () =>
    element('li', { class: 'row-item' }, element('span', { class: 'portrait' })),
  );
  return element('ul', { class: 'rows skeleton', 'aria-hidden': 'true' }, ...rows);
}

function publicPage(user, texts) {
  const title = texts.say('public-page');
  const label = `${title}: ${inSentence(nameOf(user))}`;
  return user.status === 'd'
    ? null
    : element('a', { class: 'outside', href: `../?user=${user.id}`, title, 'aria-label': label }, '\u2197\uFE0E');
}

// The list sets the address.
function link(user) {
  return element('a', { 'data-user': user.id }, element('bdi', {}, nameOf(user)));
}
