import { Cutter } from './cutter.js';
import { ACCEPTED, Draft, SHAPES } from './draft.js';
import { button, element, icon } from './element.js';

/** The picture fields of a profile, in display order. */
export const PICTURES = Object.keys(SHAPES);

/**
 * One picture field of the form: choose, take, drop, paste, crop or remove. Its value is a URL, a draft, or an empty string. The
 * field is a panel that `opener` opens, a button on the picture in the header.
 */
export class Picture {
  #texts;
  #rule;
  #input;
  #remove;
  #discard;
  #cropArea = element('div');
  #state = element('p', { class: 'hint', role: 'status' });
  #error;
  #audience;
  #showPicture;
  #known = '';
  #value = '';
  #edits = 0;
  #reading = null;

  /**
   * @param {Audience|null} audience says who sees the picture
   * @param {(picture: string|Draft) => void} showPicture shows it in the header
   */
  constructor(name, rule, texts, audience, showPicture) {
    this.name = name;
    this.#texts = texts;
    this.#rule = rule;
    this.#audience = audience;
    this.#showPicture = showPicture;
    this.#input = this.#fileInput(name, {});
    this.#error = element('p', { id: `error-${name}`, class: 'error' });
    this.#remove = button({ class: 'quiet', id: `remove-${name}` }, texts.say(`remove.${name}`));
    this.#discard = button({ class: 'quiet', id: `discard-${name}` }, texts.say(`undo.${name}`));
    this.opener = button(
      { id: `change-${name}`, class: 'change', 'aria-expanded': 'false', 'aria-controls': `panel-${name}` },
      icon('camera'),
      element('span', {}, texts.say(`change.${name}`)),
    );
    this.row = this.#makePanel();
    this.opener.addEventListener('click', () => (this.open = !this.open));
    if (!rule.read_only) {
      this.#listen();
    }
  }

  #makePanel() {
    const { name } = this;
    const camera = this.#fileInput(`camera-${name}`, { capture: name === 'avatar' ? 'user' : 'environment' });
    const megabytes = (this.#rule.max_bytes / (1 << 20)).toLocaleString(this.#texts.language, {
      maximumSignificantDigits: 2,
    });
    const hint = this.#rule.read_only
      ? this.#texts.say('read-only')
      : this.#texts.say('hint.picture', { megabytes });
    return element(
      'div',
      { class: 'panel', id: `panel-${name}`, role: 'group', 'aria-label': this.#texts.say(`field.${name}`), hidden: true },
      element('p', { class: 'panel-title' }, this.#texts.say(`field.${name}`)),
      this.#audience?.view,
      element(
        'p',
        { class: 'buttons' },
        this.#input,
        element('label', { for: name, class: 'button' }, this.#texts.say('choose')),
        element(
          'span',
          { class: 'camera' },
          camera,
          element('label', { for: camera.id, class: 'button quiet' }, this.#texts.say('take')),
        ),
        this.#remove,
        this.#discard,
      ),
      element('p', { id: `hint-${name}`, class: 'hint' }, hint),
      this.#cropArea,
      this.#state,
      this.#error,
    );
  }

  #fileInput(id, attributes) {
    const input = element('input', {
      id,
      type: 'file',
      class: 'invisible',
      accept: ACCEPTED,
      disabled: this.#rule.read_only,
      'aria-describedby': `hint-${this.name} error-${this.name}`,
      ...attributes,
    });
    input.addEventListener('change', () => this.#choose(input.files[0]));
    return input;
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

  /** Whether the panel is open. */
  get open() {
    return !this.row.hidden;
  }

  set open(open) {
    const opens = open && this.row.hidden;
    this.row.hidden = !open;
    this.opener.setAttribute('aria-expanded', String(open));
    if (opens) {
      this.row.dispatchEvent(new Event('open'));
    }
  }

  focus() {
    this.open = true;
    this.#input.focus();
  }

  /** Opens the panel at the control that says who sees the picture. */
  focusAudience() {
    this.open = true;
    this.#audience.focus();
  }

  #listen() {
    this.#remove.addEventListener('click', () => this.#edit(''));
    this.#discard.addEventListener('click', () => this.#edit(this.#known));
    for (const target of [this.row, this.opener]) {
      target.addEventListener('dragover', (event) => event.preventDefault());
      target.addEventListener('drop', (event) => {
        event.preventDefault();
        this.#choose(event.dataTransfer.files[0]);
      });
      target.addEventListener('paste', (event) => this.#choose(event.clipboardData.files[0]));
    }
  }

  #choose(file) {
    if (file) {
      this.open = true;
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
    this.#showPicture(value);
    // The focus must not get lost with a button or slider that disappears.
    if (hadFocus && (!this.row.contains(this.#focused) || this.#focused.hidden)) {
      [this.#discard, this.#input].find((control) => !control.hidden).focus();
    }
  }

  get #focused() {
    return this.row.getRootNode().activeElement;
  }

  #cutter(draft) {
    const edited = () => {
      this.#edits++;
      this.#showPicture(draft);
    };
    return new Cutter(draft, this.name, this.#texts, edited).view;
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
      return this.#texts.say(`removal.${this.name}`);
    }
    return value.croppable ? '' : this.#texts.say(value.readable ? 'picture.animation' : 'picture.unreadable');
  }
}
