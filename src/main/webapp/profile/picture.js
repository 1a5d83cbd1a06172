import { Cutter } from './cutter.js';
import { Draft } from './draft.js';
import { element } from './element.js';

const ACCEPTED = 'image/jpeg,image/png,image/gif,image/webp';
const SHAPES = { avatar: { width: 512, height: 512 }, cover: { width: 1920, height: 480 } };

/** The picture fields of a profile, in display order. */
export const PICTURES = Object.keys(SHAPES);

/** One picture field of the form: choose, drop, paste, crop or remove. Its value is a URL, a draft, or an empty string. */
export class Picture {
  #texts;
  #rule;
  #input;
  #remove;
  #discard;
  #cropArea = element('div');
  #state = element('p', { class: 'hint', role: 'status' });
  #error;
  #known = '';
  #value = '';
  #edits = 0;
  #reading = null;

  constructor(name, rule, texts) {
    this.name = name;
    this.#texts = texts;
    this.#rule = rule;
    this.#input = element('input', {
      id: name,
      type: 'file',
      accept: ACCEPTED,
      disabled: rule.read_only,
      'aria-describedby': `hint-${name} error-${name}`,
    });
    this.#remove = element('button', { type: 'button', class: 'quiet', id: `remove-${name}` });
    this.#discard = element('button', { type: 'button', class: 'quiet', id: `discard-${name}` });
    this.#error = element('p', { id: `error-${name}`, class: 'error' });
    this.#remove.textContent = texts.say(`remove.${name}`);
    this.#discard.textContent = texts.say(`undo.${name}`);
    const megabytes = (rule.max_bytes / (1 << 20)).toLocaleString(texts.language, { maximumSignificantDigits: 2 });
    this.row = element(
      'div',
      { class: 'field' },
      element('label', { for: name }, texts.say(`field.${name}`)),
      this.#input,
      element(
        'p',
        { id: `hint-${name}`, class: 'hint' },
        rule.read_only ? texts.say('read-only') : texts.say('hint.picture', { megabytes }),
      ),
      this.#cropArea,
      this.#state,
      element('p', { class: 'buttons' }, this.#remove, this.#discard),
      this.#error,
    );
    if (!rule.read_only) {
      this.#listen();
    }
  }

  get value() {
    return this.#value;
  }

  /** The value to save: a URL, a draft, or an empty string for no picture. */
  set value(value) {
    this.#change(value);
  }

  /** The value on the server: a URL, or an empty string for no picture. */
  get known() {
    return this.#known;
  }

  set known(value) {
    this.#known = value;
    this.#showState();
  }

  /** How often the user has edited the field. */
  get edits() {
    return this.#edits;
  }

  /** Always false, because every choice is complete. */
  get incomplete() {
    return false;
  }

  /** Resolves when the chosen file has been read. */
  get reading() {
    return this.#reading;
  }

  get readOnly() {
    return this.#rule.read_only;
  }

  /** The error message, or an empty string. */
  set error(message) {
    this.#error.textContent = message;
    this.#input.setAttribute('aria-invalid', String(message !== ''));
  }

  /** The values for placeholders in error messages. */
  get limits() {
    return { max: this.#rule.max_bytes, pixels: this.#rule.max_pixels };
  }

  focus() {
    this.#input.focus();
  }

  #listen() {
    this.#input.addEventListener('change', () => this.#choose(this.#input.files[0]));
    this.#remove.addEventListener('click', () => this.#edit(''));
    this.#discard.addEventListener('click', () => this.#edit(this.#known));
    this.row.addEventListener('dragover', (event) => event.preventDefault());
    this.row.addEventListener('drop', (event) => {
      event.preventDefault();
      this.#choose(event.dataTransfer.files[0]);
    });
    this.row.addEventListener('paste', (event) => this.#choose(event.clipboardData.files[0]));
  }

  #choose(file) {
    if (file) {
      this.error = '';
      this.#edits++;
      const reading = Draft.read(file, SHAPES[this.name]).then((draft) => {
        // Reading a large file takes a while, and the user may choose another one meanwhile.
        if (this.#reading === reading) {
          this.#change(draft);
        }
      });
      this.#reading = reading;
    }
  }

  #edit(value) {
    this.#edits++;
    this.#change(value);
  }

  #change(value) {
    const hadFocus = this.row.contains(this.#focused);
    this.#value = value;
    this.#reading = null;
    const draft = value instanceof Draft;
    if (!draft) {
      this.#input.value = '';
    }
    this.#cropArea.replaceChildren(...(draft && value.readable ? [this.#cutter(value)] : []));
    this.#showState();
    // The focus must not get lost with a button or slider that disappears.
    if (hadFocus && (!this.row.contains(this.#focused) || this.#focused.hidden)) {
      [this.#discard, this.#input].find((control) => !control.hidden).focus();
    }
  }

  get #focused() {
    return this.row.getRootNode().activeElement;
  }

  #cutter(draft) {
    return new Cutter(draft, this.name, this.#texts, () => this.#edits++).view;
  }

  #showState() {
    const value = this.#value;
    this.#remove.hidden = this.readOnly || value instanceof Draft || value === '';
    this.#discard.hidden = value === this.#known;
    this.#state.textContent = this.#stateText(value);
  }

  #stateText(value) {
    if (value === this.#known) {
      return '';
    }
    if (value === '') {
      return this.#texts.say('picture.will-be-removed');
    }
    return value.croppable ? '' : this.#texts.say(value.readable ? 'picture.animation' : 'picture.unreadable');
  }
}
