import { initialsOf } from '../profile/avatar.js';
import { element } from '../profile/element.js';

/** Returns the name of a user for headings and links. */
export function nameOf(user) {
  return user.real_name || user.username;
}

/** Returns a name for use inside a sentence, whose direction it does not change (Unicode's isolates FSI and PDI). */
export function inSentence(name) {
  return `\u2068${name}\u2069`;
}

/**
 * Shows a user's picture, or initials. The API's own initials need a token on many sites, which an `<img>` cannot send.
 *
 * @param {string} alt empty if the name stands beside the picture
 */
export function portrait(user, size, alt = '') {
  return user.avatar
    ? element('img', {
        class: 'portrait',
        src: user.avatar,
        alt,
        width: size,
        height: size,
        loading: 'lazy',
        decoding: 'async',
      })
    : element('span', { class: 'portrait', 'aria-hidden': 'true' }, initialsOf(nameOf(user)));
}

/** Shows the status of a user, unless it is the usual one. */
export function badge(user, texts) {
  return user.status === 'a'
    ? null
    : element('span', { class: `badge status-${user.status}` }, texts.say(`status.${user.status}`));
}
