import { button, element } from './element.js';

/** The text fields of a profile, in display order. */
export const FIELDS = [
  'username',
  'real_name',
  'description',
  'bio',
  'website',
  'location',
  'location_lat_lng',
  'position_lat_lng',
  'date_of_birth',
  'gender',
];

const TYPES = { date_of_birth: 'date', website: 'url' };
const AUTOCOMPLETE = { username: 'username', real_name: 'name', date_of_birth: 'bday', website: 'url' };
const COORDINATES = ['location_lat_lng', 'position_lat_lng'];
// An address without its scheme, such as example.org/ann.
const BARE_ADDRESS = /^[^\s/:@]+\.[^\s/:@]+(:\d+)?([/?#]\S*)?$/;
const NEARLY_FULL = 0.8;
// About 11 metres.
const DECIMALS = 4;
const LOCATION_TIMEOUT = 10_000;

/** One text field of the form: label, control, hint, character counter and error message. */
export class Field {
  #texts;
  #rule;
  #control;
  #counter;
  #error;
  #known = '';
  #edits = 0;

  /** @param {Audience|null} audience says who sees the field */
  constructor(name, rule, texts, audience) {
    this.name = name;
    this.#texts = texts;
    this.#rule = rule;
    this.#control = this.#makeControl();
    this.#counter = element('p', { id: `counter-${name}`, class: 'hint' });
    this.#error = element('p', { id: `error-${name}`, class: 'error' });
    const hint = this.#hint();
    this.row = element(
      'div',
      { class: 'field', part: 'field' },
      element('label', { for: name }, texts.say(`field.${name}`)),
      audience && audience.view,
      this.#control,
      COORDINATES.includes(name) && !rule.read_only && navigator.geolocation ? this.#locator() : null,
      hint && element('p', { id: `hint-${name}`, class: 'hint' }, hint),
      rule.max_length ? this.#counter : null,
      this.#error,
    );
    this.#control.addEventListener('input', () => this.#edited());
    if (name === 'website') {
      this.#control.addEventListener('change', () => this.#completeAddress());
    }
  }

  get value() {
    return this.#control.value;
  }

  set value(value) {
    this.#control.value = value;
    this.#showCount();
  }

  /** The value on the server. */
  get known() {
    return this.#known;
  }

  set known(value) {
    this.#known = value;
  }

  /** How often the user has edited the field. */
  get edits() {
    return this.#edits;
  }

  /** Whether the control contains invalid input, such as half a date. Its value is empty then. */
  get incomplete() {
    return this.#control.validity.badInput;
  }

  get readOnly() {
    return this.#rule.read_only;
  }

  /** The error message, or an empty string. */
  set error(message) {
    this.#error.textContent = message;
    this.#control.setAttribute('aria-invalid', String(message !== ''));
  }

  focus() {
    this.#control.focus();
  }

  #makeControl() {
    const { name } = this;
    const attributes = {
      id: name,
      name,
      disabled: this.#rule.read_only,
      'aria-describedby': `hint-${name} counter-${name} error-${name}`,
      autocomplete: AUTOCOMPLETE[name] ?? 'off',
    };
    if (this.#rule.choices) {
      const options = this.#rule.choices.map((choice) =>
        element('option', { value: choice }, this.#texts.say(`choice.${choice}`)),
      );
      return element('select', attributes, ...options);
    }
    return name === 'bio'
      ? element('textarea', { ...attributes, rows: 6, dir: 'auto' })
      : element('input', { ...attributes, type: TYPES[name] ?? 'text', dir: 'auto' });
  }

  #hint() {
    if (this.#rule.read_only) {
      return this.#texts.say('read-only');
    }
    const name = COORDINATES.includes(this.name) ? 'hint.coordinates' : `hint.${this.name}`;
    return this.#texts.has(name) ? this.#texts.say(name) : null;
  }

  #locator() {
    const locate = button({ id: `locate-${this.name}`, class: 'quiet' }, this.#texts.say('locate'));
    locate.addEventListener('click', () => {
      this.error = '';
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          this.#set(`${coords.latitude.toFixed(DECIMALS)},${coords.longitude.toFixed(DECIMALS)}`);
          this.focus();
        },
        () => {
          this.error = this.#texts.say('not-located');
          this.focus();
        },
        { timeout: LOCATION_TIMEOUT },
      );
    });
    return locate;
  }

  #completeAddress() {
    const address = this.value.trim();
    if (BARE_ADDRESS.test(address)) {
      this.#set(`https://${address}`);
    }
  }

  #set(value) {
    this.#control.value = value;
    this.#edited();
  }

  #edited() {
    this.#edits++;
    this.#showCount();
  }

  // Counts as the server does: code points, without leading and trailing white space. Shows the count near the limit only.
  #showCount() {
    const { max_length: max } = this.#rule;
    if (max) {
      const count = [...this.value.trim()].length;
      this.#counter.textContent = count < max * NEARLY_FULL ? '' : this.#texts.say('counter', { count, max });
      this.#counter.classList.toggle('error', count > max);
    }
  }
}
