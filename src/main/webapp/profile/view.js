import { element } from './element.js';
import { FIELDS } from './fields.js';

/** A profile to look at. */
export function view(user, initials, texts) {
  const name = user.real_name || user.username;
  const rows = FIELDS.filter((field) => user[field]).flatMap((field) => [
    element('dt', {}, texts.say(`field.${field}`)),
    element('dd', { dir: 'auto' }, content(field, user[field], texts)),
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
    element('h2', { dir: 'auto' }, name),
    element('dl', {}, ...rows),
  );
}

/** A value as it is read, not as it is written. */
export function content(field, text, texts) {
  if (field === 'gender') {
    return texts.say(`choice.${text}`);
  }
  if (field === 'date_of_birth') {
    return new Intl.DateTimeFormat(texts.language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(text));
  }
  return field === 'website' && isWebAddress(text)
    ? element('a', { href: text, rel: 'nofollow noopener noreferrer' }, text)
    : text;
}

// The server keeps other addresses out; a page that trusts it with that would still be a page that trusts.
function isWebAddress(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
