import { Draft } from './draft.js';
import { element } from './element.js';

const HUES = 360;
// Spreads consecutive ids over the colours, as it has no common divisor with their number.
const HUE_STEP = 137;

/**
 * The top of a profile: cover, avatar and names. Shows a picture that was chosen but not saved yet as it will look.
 */
export class Header {
  #texts;
  #cover = element('div', { class: 'cover', part: 'cover' });
  #face = element('div', { class: 'face' });
  #names = element('div', { class: 'who' });
  #actions = element('div', { class: 'actions' });
  #user;

  constructor(texts) {
    this.#texts = texts;
    this.view = element(
      'div',
      { class: 'top' },
      this.#cover,
      element('div', { class: 'head' }, this.#face, this.#names, this.#actions),
    );
  }

  /** The elements that edit the pictures, by field, or controls beside the names. */
  add({ avatar, cover, actions = [] }) {
    if (avatar) {
      this.#face.append(avatar);
    }
    if (cover) {
      this.#cover.append(cover);
    }
    this.#actions.append(...actions);
  }

  /** Shows a user. */
  show(user, shows = () => true) {
    this.#user = user;
    this.view.classList.toggle('without-avatar', !shows('avatar'));
    this.showPicture('cover', shows('cover') ? (user.cover ?? '') : '');
    this.showPicture('avatar', user.avatar ?? '');
    const name = shows('real_name') ? user.real_name : '';
    this.#names.replaceChildren(
      element('h2', { part: 'name' }, element('bdi', {}, name || user.username)),
      ...(name ? [element('p', { class: 'username' }, element('bdi', {}, `@${user.username}`))] : []),
      ...(user.description && shows('description')
        ? [element('p', { class: 'description' }, element('bdi', {}, user.description))]
        : []),
    );
  }

  /**
   * Shows a picture.
   *
   * @param {string|Draft} picture a URL, a draft, or an empty string for none
   */
  showPicture(field, picture) {
    const place = field === 'avatar' ? this.#face : this.#cover;
    place.querySelector('.picture')?.remove();
    const shown = this.#picture(field, picture);
    if (shown) {
      shown.classList.add('picture');
      place.prepend(shown);
    }
    if (field === 'cover') {
      this.#cover.classList.toggle('empty', !shown);
    }
  }

  #picture(field, picture) {
    if (picture instanceof Draft && picture.readable) {
      const canvas = element('canvas', { class: field, role: 'img', 'aria-label': this.#texts.say('preview') });
      picture.draw(canvas);
      return canvas;
    }
    if (typeof picture === 'string' && picture !== '') {
      const alt = this.#texts.say(field, { name: this.#name });
      return element('img', { class: field, src: picture, alt, ...(field === 'avatar' && { width: 128, height: 128 }) });
    }
    return field === 'avatar' ? this.#initials() : null;
  }

  get #name() {
    return this.#user.real_name || this.#user.username;
  }

  // Drawn here, because the server shows its initials to signed-in callers only if profiles need a sign-in, and an <img> has
  // no token.
  #initials() {
    const words = this.#name.trim().split(/\s+/);
    const letters = [words[0], words.length > 1 ? words.at(-1) : ''].map(firstCharacter).join('');
    const shown = element(
      'span',
      { class: 'avatar initials', role: 'img', 'aria-label': this.#texts.say('no-avatar', { name: this.#name }) },
      letters.toLocaleUpperCase(),
    );
    // The content security policy forbids style attributes, not properties that a script sets.
    shown.style.setProperty('--hue', (this.#user.id * HUE_STEP) % HUES);
    return shown;
  }
}

// What a reader takes for one character may consist of several code points.
function firstCharacter(word) {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
  return first?.segment ?? '';
}
