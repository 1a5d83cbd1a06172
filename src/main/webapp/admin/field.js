import { element } from '../profile/element.js';

/** One field of a form: label, control, hint and error message. Its value is a text. */
export class Field {
  #control;
  #error;

  /**
   * @param {string} name the name of the field in the API
   * @param {{ hint?: string, type?: string, value?: string, numeric?: boolean }} options `hint` is the name of a text
   */
  constructor(name, texts, { hint = null, type = 'text', value = '', numeric = false } = {}) {
    this.name = name;
    this.known = value;
    const id = `edit-${name}`;
    this.#control = element('input', {
      id,
      type,
      autocomplete: 'off',
      dir: type === 'checkbox' ? null : 'auto',
      inputmode: numeric && 'numeric',
      'aria-describedby': `${hint ? `hint-${id} ` : ''}error-${id}`,
    });
    this.#error = element('p', { id: `error-${id}`, class: 'error' });
    const label = element('label', { for: id }, texts.say(`field.${name}`));
    this.row = element(
      'div',
      { class: `field ${type}` },
      ...(type === 'checkbox' ? [this.#control, label] : [label, this.#control]),
      hint && element('p', { id: `hint-${id}`, class: 'hint' }, texts.say(hint)),
      this.#error,
    );
    this.reset();
  }

  get value() {
    return this.#control.type === 'checkbox' ? String(this.#control.checked) : this.#control.value.trim();
  }

  get changed() {
    return this.value !== this.known;
  }

  /** The error message, or an empty string. */
  set error(message) {
    this.#error.textContent = message;
    this.#control.setAttribute('aria-invalid', String(message !== ''));
  }

  focus() {
    this.#control.focus();
  }

  /** Copies what was typed into another field. */
  adopt(other) {
    this.#control.value = other.#control.value;
    this.#control.checked = other.#control.checked;
  }

  /** Shows the known value again. */
  reset() {
    if (this.#control.type === 'checkbox') {
      this.#control.checked = this.known === 'true';
    } else {
      this.#control.value = this.known;
    }
    this.error = '';
  }
}

/**
 * Shows the errors of a refusal at their fields, focuses the first, and returns how many fields have one.
 *
 * @param {{ name: string, error: string, focus: () => void }[]} fields
 */
export function showErrors(fields, problem) {
  fields.forEach((field) => (field.error = ''));
  const invalid = fields.filter((field) => problem.errors?.some((error) => error.field === field.name));
  for (const field of invalid) {
    const { messages } = problem.errors.find((error) => error.field === field.name);
    field.error = messages.at(-1).message;
  }
  invalid[0]?.focus();
  return invalid.length;
}
