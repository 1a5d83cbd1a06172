import { Draft } from './draft.js';
import { element } from './element.js';
import { FIELDS } from './fields.js';
import { PICTURES } from './picture.js';

/** Creates the read-only view of a profile. */
export function view(user, initials, texts) {
  const name = user.real_name || user.username;
  const rows = FIELDS.filter((field) => user[field]).flatMap((field) => [
    element('dt', {}, texts.say(`field.${field}`)),
    element('dd', {}, element('bdi', {}, content(field, user[field], texts))),
  ]);
  return element(
    'article',
    {},
    user.cover && element('img', { class: 'cover', src: user.cover, alt: texts.say('cover', { name }) }),
    element('img', {
      class: 'avatar',
      src: user.avatar ?? initials,
      alt: texts.say('avatar', { name }),
      width: 128,
      height: 128,
    }),
    element('h2', {}, element('bdi', {}, name)),
    element('dl', {}, ...rows),
  );
}

/** Returns a field value as text or element for display. */
export function content(field, value, texts) {
  if (value instanceof Draft) {
    return value.readable ? picture(value, texts.say(`field.${field}`)) : texts.say('picture.unreadable');
  }
  if (PICTURES.includes(field)) {
    return element('img', { src: value, alt: texts.say(`field.${field}`) });
  }
  if (field === 'gender') {
    return texts.say(`choice.${value}`);
  }
  if (field === 'date_of_birth') {
    return new Intl.DateTimeFormat(texts.language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(value));
  }
  return field === 'website' && isWebAddress(value)
    ? element('a', { href: value, rel: 'nofollow noopener noreferrer' }, value)
    : value;
}

function picture(draft, label) {
  const canvas = element('canvas', { role: 'img', 'aria-label': label });
  draft.draw(canvas);
  return canvas;
}

// The server accepts web addresses only. The page checks again, so that no javascript: URL becomes a link.
function isWebAddress(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
