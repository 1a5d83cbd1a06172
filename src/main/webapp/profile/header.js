import { avatar } from './avatar.js';
import { Draft } from './draft.js';
import { element } from './element.js';

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
    const url = typeof picture === 'string' ? picture : '';
    if (field === 'avatar') {
      return avatar({ ...this.#user, avatar: url }, this.#texts);
    }
    const name = this.#user.real_name || this.#user.username;
    return url === '' ? null : element('img', { class: field, src: url, alt: this.#texts.say(field, { name }) });
  }
}
