import { element } from '../profile/element.js';
import { format } from './address.js';
import { Field, showErrors } from './field.js';
import { explain } from './problem.js';

// As JSON writes it.
const INTEGER = /^(0|-?[1-9]\d*)$/;

/** The form that creates a user. */
export class NewPerson {
  #client;
  #texts;
  #outcome;
  #created;
  #fields;
  #heading;
  #busy = false;

  /** @param {(user: object) => void} created takes the new user */
  constructor(client, texts, outcome, filters, created) {
    this.#client = client;
    this.#texts = texts;
    this.#outcome = outcome;
    this.#created = created;
    this.#fields = [
      new Field('real_name', texts),
      new Field('username', texts, { hint: 'hint.create.username' }),
      new Field('email', texts),
      new Field('email_isvalid', texts, { type: 'checkbox', value: 'false' }),
      new Field('subject', texts, { hint: 'hint.create.subject' }),
      new Field('ext_id', texts, { numeric: true }),
    ];
    this.#heading = element('h2', { id: 'detail-heading', tabindex: -1 }, texts.say('create'));
    const form = element(
      'form',
      { class: 'card', novalidate: true, id: 'create', 'aria-labelledby': 'detail-heading' },
      element('p', { class: 'hint' }, texts.say('create.why')),
      element('div', { class: 'fields' }, ...this.#fields.map(({ row }) => row)),
      element('p', { class: 'buttons' }, element('button', {}, texts.say('create.submit'))),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#create();
    });
    this.section = element(
      'section',
      { class: 'detail', 'aria-labelledby': 'detail-heading' },
      element('a', { class: 'back', href: format(filters) }, texts.say('back')),
      this.#heading,
      form,
    );
  }

  get unsaved() {
    return this.#fields.some((field) => field.changed);
  }

  resume() {}

  focusHeading() {
    this.#heading.focus();
  }

  /** The heading, for the title of the page. */
  get name() {
    return this.#texts.say('create');
  }

  async #create() {
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    this.#outcome.busy(this.#texts.say('working'));
    try {
      const given = this.#fields.filter((field) => field.changed);
      const values = Object.fromEntries(given.map((field) => [field.name, field.value]));
      const literals = ['email_isvalid', ...(INTEGER.test(values.ext_id) ? ['ext_id'] : [])];
      const user = await this.#client.create(values, literals);
      this.#fields.forEach((field) => field.reset());
      this.#created(user);
    } catch (problem) {
      const count = showErrors(this.#fields, problem);
      this.#outcome.bad(count > 0 ? this.#texts.count('not-saved', count) : explain(problem, this.#texts));
    } finally {
      this.#busy = false;
    }
  }
}
