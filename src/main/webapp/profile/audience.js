import { element, icon } from './element.js';

// From the widest to the narrowest.
const LEVELS = ['public', 'signed-in', 'owner'];

/** The control that says who sees a field. Offers what the site allows. */
export class Audience {
  #select;
  #floor;
  #known;

  /**
   * @param {string} name of the field
   * @param {{ floor: object }} levels the levels of all fields, as the server returns them
   */
  constructor(name, levels, texts) {
    this.name = name;
    const options = LEVELS.map((level) => {
      const allowed = LEVELS.indexOf(level) >= LEVELS.indexOf(levels.floor[name]);
      const label = texts.say(allowed ? `audience.${level}` : `audience-not-allowed.${level}`);
      return element('option', { value: level, disabled: !allowed }, label);
    });
    const label = texts.say('audience', { field: texts.say(`field.${name}`) });
    this.#select = element(
      'select',
      { id: `audience-${name}`, class: 'audience', 'aria-label': label, title: label, 'aria-describedby': 'audience-hint' },
      ...options,
    );
    this.saved(levels);
  }

  get view() {
    return element('span', { class: 'who-sees' }, icon('eye'), this.#select);
  }

  /** The level to send, which is empty to follow the site; undefined if the user has not changed it. */
  get change() {
    const { value } = this.#select;
    if (value === this.#known) {
      return undefined;
    }
    return value === this.#floor ? '' : value;
  }

  /** Takes the levels that the server has now. */
  saved(levels) {
    this.#known = levels[this.name];
    this.#floor = levels.floor[this.name];
    this.reset();
  }

  /** Takes a change of another form. */
  adopt(change) {
    this.#select.value = change === '' ? this.#floor : change;
  }

  reset() {
    this.#select.value = this.#known;
  }

  focus() {
    this.#select.focus();
  }
}
