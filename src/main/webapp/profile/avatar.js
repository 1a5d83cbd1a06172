import { element } from './element.js';

const HUES = 360;
// Spreads consecutive ids over the colours, as it has no common divisor with their number.
const HUE_STEP = 137;

/** Creates the picture of a user, or the initials of one without a picture. */
export function avatar(user, texts) {
  const name = user.real_name || user.username;
  return user.avatar
    ? element('img', { class: 'avatar', src: user.avatar, alt: texts.say('avatar', { name }), width: 128, height: 128 })
    : initials(user.id, name, texts);
}

// Drawn here, because the server shows its initials to signed-in callers only if profiles need a sign-in, and an <img> has no
// token.
function initials(id, name, texts) {
  const shown = element(
    'span',
    { class: 'avatar initials', role: 'img', 'aria-label': texts.say('no-avatar', { name }) },
    initialsOf(name),
  );
  // The content security policy forbids style attributes, not properties that a script sets.
  shown.style.setProperty('--hue', (id * HUE_STEP) % HUES);
  return shown;
}

/** Returns the initials of the first and the last word of a name. */
export function initialsOf(name) {
  const words = name.split(/[\s_-]+/u).filter((word) => word !== '');
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  return chosen.map(firstCharacter).join('').toLocaleUpperCase();
}

// What a reader takes for one character may consist of several code points.
function firstCharacter(word) {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
  return first?.segment ?? '';
}
