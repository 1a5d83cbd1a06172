import { element } from '../profile/element.js';
import { Field, showErrors } from './field.js';
import { Tags } from './tags.js';

const COUNTERS = ['followings', 'followers', 'posts', 'discussions', 'statuses', 'polls'].map(
  (name) => `${name}_counter`,
);

/** The form of the managed fields. Sends only what was changed. */
export class ManagedForm {
  #texts;
  #fields;

  /**
   * @param {Outcome} outcome says if there is nothing to save
   * @param {(changes: Field[]) => Promise<void>} save asks and saves
   */
  constructor(user, texts, outcome, save) {
    this.#texts = texts;
    const text = (name, options) => new Field(name, texts, { value: String(user[name] ?? ''), ...options });
    const counters = COUNTERS.map((name) => text(name, { numeric: true }));
    const main = [
      text('username', { hint: 'hint.username' }),
      text('ext_id', { numeric: true }),
      text('email'),
      text('email_isvalid', { type: 'checkbox' }),
      text('reputation', { numeric: true }),
      ...(user.subject === null ? [text('subject', { hint: 'hint.subject' })] : []),
      new Tags(user.tags, texts, () => outcome.clear()),
    ];
    this.#fields = [...main, ...counters];
    this.form = element(
      'form',
      { class: 'card', novalidate: true, 'aria-labelledby': 'managed-heading', id: 'managed' },
      element('h3', { id: 'managed-heading' }, texts.say('section.managed')),
      element('p', { class: 'hint' }, texts.say('section.managed.hint')),
      user.subject === null ? null : known('subject', user.subject, texts),
      element('div', { class: 'fields' }, ...main.map(({ row }) => row)),
      element(
        'details',
        {},
        element('summary', {}, texts.say('counters')),
        element('div', { class: 'fields counters' }, ...counters.map(({ row }) => row)),
      ),
      element(
        'p',
        { class: 'buttons' },
        element('button', { id: 'save' }, texts.say('save')),
        element('button', { type: 'reset', class: 'quiet' }, texts.say('reset')),
      ),
    );
    this.form.addEventListener('reset', (event) => {
      event.preventDefault();
      this.#fields.forEach((field) => field.reset());
      outcome.clear();
    });
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      const changes = this.#changes;
      if (changes.length === 0) {
        outcome.good(texts.say('unchanged'));
      } else {
        save(changes);
      }
    });
  }

  /** Whether the form has changes that were not saved. */
  get unsaved() {
    return this.#changes.length > 0;
  }

  /** Copies what another form of the same user has and did not save. */
  adopt(other) {
    for (const changed of other.#changes) {
      this.#fields.find((field) => field.name === changed.name)?.adopt(changed);
    }
  }

  /** Shows the errors of a refusal at the fields, and returns how many fields have one. */
  showErrors(problem) {
    const count = showErrors(this.#fields, problem);
    this.form.querySelector('details').open ||= this.form.querySelector('.counters [aria-invalid="true"]') !== null;
    this.form.querySelector('[aria-invalid="true"]')?.focus();
    return count;
  }

  get #changes() {
    return this.#fields.filter((field) => field.changed);
  }
}

/** Lists changes for the confirmation: the value before and after. */
export function listed(changes, texts) {
  const shown = (field, value) => {
    switch (field.name) {
      case 'tags':
        return JSON.parse(value)
          .map(({ name }) => name)
          .join(', ');
      case 'email_isvalid':
        return texts.say(value === 'true' ? 'yes' : 'no');
      default:
        return value;
    }
  };
  const line = (key, field, value) =>
    element('dd', {}, texts.say(key, { value: shown(field, value) || texts.say('none') }));
  return element(
    'dl',
    { class: 'changes' },
    ...changes.flatMap((field) => [
      element('dt', {}, texts.say(`field.${field.name}`)),
      line('change.from', field, field.known),
      line('change.to', field, field.value),
    ]),
  );
}

function known(name, value, texts) {
  return element('dl', {}, element('dt', {}, texts.say(`field.${name}`)), element('dd', {}, element('bdi', {}, value)));
}
