import { Audience } from './audience.js';
import { Field, FIELDS } from './fields.js';
import { Picture, PICTURES } from './picture.js';

/** The fields of the form, with their values on the server and in the form. */
export class FormFields {
  #fields;
  #audiences;
  #texts;
  #version;

  /**
   * @param {{ user: object, tag: string }} version the version to edit
   * @param {{ rules: object, levels: object|null }} limits the rules of the fields to show, and who may see them
   * @param {(field: string, picture: string|Draft) => void} showPicture shows a chosen picture
   */
  constructor(version, { rules, levels }, texts, showPicture) {
    this.#texts = texts;
    const withRules = (names) => names.filter((name) => rules[name]);
    this.#audiences = withRules([...PICTURES, ...FIELDS])
      .filter((name) => levels?.floor[name])
      .map((name) => new Audience(name, levels, texts));
    const audience = (name) => this.#audiences.find((control) => control.name === name) ?? null;
    this.#fields = [
      ...withRules(PICTURES).map(
        (name) => new Picture(name, rules[name], texts, audience(name), (picture) => showPicture(name, picture)),
      ),
      ...withRules(FIELDS).map((name) => new Field(name, rules[name], texts, audience(name))),
    ];
    this.#version = version;
    this.reset();
  }

  /** Returns a field, or undefined if it is not in the form. */
  get(name) {
    return this.#fields.find((field) => field.name === name);
  }

  /** The levels that the user changed, by field. An empty level follows the site. */
  get levels() {
    return Object.fromEntries(
      this.#audiences.filter((control) => control.change !== undefined).map((control) => [control.name, control.change]),
    );
  }

  /** Takes the levels that the server has now. */
  savedLevels(levels) {
    this.#audiences.forEach((control) => control.saved(levels));
  }

  /** Whether the form says who sees its fields. */
  get hasAudiences() {
    return this.#audiences.length > 0;
  }

  get version() {
    return this.#version;
  }

  /** The changed values, by field. */
  get changes() {
    return Object.fromEntries(this.#changed().map((field) => [field.name, field.value]));
  }

  /** Whether the form has unsaved changes. */
  get unsaved() {
    return (
      this.#changed().length > 0 ||
      this.#fields.some((field) => field.incomplete) ||
      Object.keys(this.levels).length > 0
    );
  }

  /** How often the user has edited each field so far. */
  get edits() {
    return new Map(this.#fields.map((field) => [field.name, field.edits]));
  }

  /** Resolves when all chosen files have been read. */
  get reading() {
    return Promise.all(this.#fields.map((field) => field.reading));
  }

  /** Resets all fields to the values on the server. */
  reset() {
    this.#fields.forEach((field) => this.#show(field));
    this.#audiences.forEach((control) => control.reset());
    this.clearErrors();
  }

  /**
   * Makes another version the base of the form. Shows its values in all fields except those that keep their own.
   *
   * @param {Map<string, number>} edits earlier numbers of edits; fields that were edited since then keep their values
   * @param {object} kept fields with these names keep their values too
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

  /** Copies the changes of another form. */
  adopt({ changes, levels }) {
    const changed = this.#fields.filter((field) => field.name in changes && !field.readOnly);
    changed.forEach((field) => (field.value = changes[field.name]));
    this.#audiences.filter(({ name }) => name in levels).forEach((control) => control.adopt(levels[control.name]));
  }

  clearErrors() {
    this.#fields.forEach((field) => (field.error = ''));
  }

  /** Shows the errors of the server at their fields and focuses the first. Returns the number of fields with errors. */
  showErrors(errors) {
    const invalid = this.#fields.filter((field) => errors.some((error) => error.field === field.name));
    for (const field of invalid) {
      const { messages } = errors.find((error) => error.field === field.name);
      field.error = messages.at(-1).message;
    }
    return this.#focusFirst(invalid);
  }

  /** Shows an error at each incomplete field and focuses the first. Returns the number of incomplete fields. */
  showIncomplete() {
    const invalid = this.#fields.filter((field) => field.incomplete);
    invalid.forEach((field) => (field.error = this.#texts.say('incomplete-date')));
    return this.#focusFirst(invalid);
  }

  #focusFirst(invalid) {
    invalid[0]?.focus();
    return invalid.length;
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
