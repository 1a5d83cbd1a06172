import { Cutter } from './cutter.js';
import { Draft } from './draft.js';
import { element } from './element.js';

const ACCEPTED = 'image/jpeg,image/png,image/gif,image/webp';
const SHAPES = { avatar: { width: 512, height: 512 }, cover: { width: 1920, height: 480 } };

/** The pictures of a profile, in the order in which people see them. */
export const PICTURES = Object.keys(SHAPES);

/** One picture of the form: chosen, dropped or pasted, cut, or removed. Its value is an address, a draft, or empty. */
export class Picture {
  #texts;
  #rule;
  #input;
  #remove;
  #discard;
  #cut = element('div');
  #state = element('p', { class: 'hint', role: 'status' });
  #error;
  #known = '';
  #value = '';
  #choices = 0;

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
    this.#discard.textContent = texts.say('picture.discard');
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
      this.#cut,
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

  /** What is there, as an address, or empty; or a draft to go on with. */
  set value(value) {
    if (!(value instanceof Draft)) {
      this.#known = value;
    }
    this.#change(value);
  }

  get readOnly() {
    return this.#rule.read_only;
  }

  /** What is wrong with the picture; nothing if it is empty. */
  set error(message) {
    this.#error.textContent = message;
    this.#input.setAttribute('aria-invalid', String(message !== ''));
  }

  /** What the messages of the server's errors may need. */
  get limits() {
    return { max: this.#rule.max_bytes, pixels: this.#rule.max_pixels };
  }

  focus() {
    this.#input.focus();
  }

  #listen() {
    this.#input.addEventListener('change', () => this.#choose(this.#input.files[0]));
    this.#remove.addEventListener('click', () => this.#change('', this.#discard));
    this.#discard.addEventListener('click', () => this.#change(this.#known, this.#input));
    this.row.addEventListener('dragover', (event) => event.preventDefault());
    this.row.addEventListener('drop', (event) => {
      event.preventDefault();
      this.#choose(event.dataTransfer.files[0]);
    });
    this.row.addEventListener('paste', (event) => this.#choose(event.clipboardData.files[0]));
  }

  async #choose(file) {
    if (file) {
      const choice = ++this.#choices;
      this.error = '';
      const draft = await Draft.of(file, SHAPES[this.name]);
      // Reading a large one takes a while, in which people may change their mind.
      if (choice === this.#choices) {
        this.#change(draft);
      }
    }
  }

  // A button that goes away must not take the focus with it.
  #change(value, focused = null) {
    this.#value = value;
    this.#choices++;
    const draft = value instanceof Draft;
    if (!draft) {
      this.#input.value = '';
    }
    this.#cut.replaceChildren(...(draft && value.readable ? [new Cutter(value, this.name, this.#texts).view] : []));
    this.#remove.hidden = this.readOnly || draft || value === '';
    this.#discard.hidden = value === this.#known;
    this.#state.textContent = this.#saying(value);
    focused?.focus();
  }

  #saying(value) {
    if (value === this.#known) {
      return '';
    }
    if (value === '') {
      return this.#texts.say('picture.goes');
    }
    return value.cuttable ? '' : this.#texts.say(value.readable ? 'picture.animation' : 'picture.unreadable');
  }
}
