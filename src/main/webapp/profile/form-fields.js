import { Field, FIELDS } from './fields.js';
import { Picture, PICTURES } from './picture.js';

/** The fields of the form: what the server has, and what people have made of it. */
export class FormFields {
  #fields;
  #texts;
  #version;

  /**
   * @param {{ user: object, tag: string }} version that is edited
   * @param {object} rules of each field
   */
  constructor(version, rules, texts) {
    this.#texts = texts;
    const known = (names) => names.filter((name) => rules[name]);
    this.#fields = [
      ...known(PICTURES).map((name) => new Picture(name, rules[name], texts)),
      ...known(FIELDS).map((name) => new Field(name, rules[name], texts)),
    ];
    this.#version = version;
    this.reset();
  }

  get rows() {
    return this.#fields.map((field) => field.row);
  }

  get version() {
    return this.#version;
  }

  /** What people have changed, by the name of the field. */
  get changes() {
    return Object.fromEntries(this.#changed().map((field) => [field.name, field.value]));
  }

  /** Whether something would be lost if the form went away. */
  get unsaved() {
    return this.#changed().length > 0 || this.#fields.some((field) => field.incomplete);
  }

  /** How often each field has been edited so far. */
  get edits() {
    return new Map(this.#fields.map((field) => [field.name, field.edits]));
  }

  /** Is fulfilled when all chosen files have been read. */
  get reading() {
    return Promise.all(this.#fields.map((field) => field.reading));
  }

  /** Goes back to what the server has. */
  reset() {
    this.#fields.forEach((field) => this.#show(field));
    this.clearErrors();
  }

  /**
   * Goes on with another version.
   *
   * @param {Map<string, number>} edits fields that were edited more often by now stay as people left them
   * @param {object} kept so do fields of these names
   */
  rebase(version, edits, kept = {}) {
    this.#version = version;
    for (const field of this.#fields) {
      if (field.name in kept || field.edits !== edits.get(field.name) || field.incomplete) {
        field.known = this.#known(field);
      } else {
        this.#show(field);
      }
    }
  }

  /** Takes over what people have changed in another form. */
  adopt(changes) {
    const changed = this.#fields.filter((field) => field.name in changes && !field.readOnly);
    changed.forEach((field) => (field.value = changes[field.name]));
  }

  clearErrors() {
    this.#fields.forEach((field) => (field.error = ''));
  }

  /** Says at each field what the server refused, and gives the first the focus. */
  showErrors(errors) {
    const wrong = this.#fields.filter((field) => errors.some((error) => error.field === field.name));
    for (const field of wrong) {
      const { messages } = errors.find((error) => error.field === field.name);
      field.error = this.#texts.error(messages.at(-1), field.limits);
    }
    return this.#focusFirst(wrong);
  }

  /** Says at each field that holds no value what is wrong, and gives the first the focus. */
  showIncomplete() {
    const wrong = this.#fields.filter((field) => field.incomplete);
    wrong.forEach((field) => (field.error = this.#texts.say('incomplete-date')));
    return this.#focusFirst(wrong);
  }

  #focusFirst(wrong) {
    wrong[0]?.focus();
    return wrong.length;
  }

  #changed() {
    return this.#fields.filter((field) => !field.readOnly && !field.incomplete && field.value !== field.known);
  }

  #show(field) {
    field.known = this.#known(field);
    field.value = field.known;
  }

  #known(field) {
    return this.#version.user[field.name] ?? '';
  }
}
