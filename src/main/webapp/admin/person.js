import { element } from '../profile/element.js';
import { ACTIONS } from './actions.js';
import { format } from './address.js';
import { accountCard, head, picturesCard, textsCard } from './cards.js';
import { isMissing } from './client.js';
import { confirm } from './confirm.js';
import { ManagedForm, listed } from './managed-form.js';
import { preview } from './picture-choice.js';
import { inSentence, nameOf } from './portrait.js';
import { explain } from './problem.js';
import { receiptView } from './receipt.js';

const ERASED = 'u';
// What these refusals mean is visible in the current state only.
const OUTDATED = [404, 409, 412];

/** A user, with everything that an administrator can do. */
export class Person {
  #id;
  #client;
  #texts;
  #outcome;
  #on;
  #content = element('div');
  #person = null;
  #form = null;
  #receipt = null;
  #busy = false;

  /** @param {{ loaded: () => void, changed: () => void }} on is called when the user has been loaded, and after each change */
  constructor(id, client, texts, outcome, filters, on) {
    this.#id = id;
    this.#client = client;
    this.#texts = texts;
    this.#outcome = outcome;
    this.#on = on;
    this.section = element(
      'section',
      { class: 'detail', 'aria-labelledby': 'detail-heading' },
      element('a', { class: 'back', href: format(filters) }, texts.say('back')),
      this.#content,
    );
    this.#content.append(this.#title(texts.say('loading')));
  }

  /** The name of the user, for the title of the page. */
  get name() {
    return this.#person === null ? this.#texts.say('person', { id: this.#id }) : nameOf(this.#person.user);
  }

  /** Whether the form has unsaved changes. */
  get unsaved() {
    return this.#form?.unsaved ?? false;
  }

  focusHeading() {
    this.section.querySelector('#detail-heading').focus();
  }

  /** Loads the user if that failed. */
  resume() {
    if (this.#person === null) {
      this.load();
    }
  }

  /** Loads the user. Keeps the focus, and what was typed and not saved. */
  async load() {
    try {
      this.#person = await this.#client.person(this.#id);
      this.#show();
    } catch (problem) {
      if (isMissing(problem)) {
        this.#form = null;
        this.#showMissing();
      } else {
        this.#showProblem(problem);
      }
    }
  }

  #show() {
    const { user } = this.#person;
    const texts = this.#texts;
    const on = {
      act: (action) => this.#perform(action, { run: () => ACTIONS[action](this.#client, this.#person) }),
      setPicture: (kind, draft) => this.#setPicture(kind, draft),
      clear: (field) => this.#clear(field),
    };
    const previous = this.#form;
    const deleted = user.status === 'd';
    this.#form = deleted ? null : new ManagedForm(user, texts, this.#outcome, (changes) => this.#save(changes));
    this.#replace(
      head(user, texts),
      this.#receipt && receiptView(this.#receipt, texts),
      deleted ? element('p', { class: 'card' }, texts.say('deleted.explanation')) : picturesCard(user, texts, on),
      textsCard(user, texts, deleted ? null : on),
      accountCard(user, texts, on),
      this.#form?.form ?? null,
    );
    if (previous !== null) {
      this.#form?.adopt(previous);
    }
    this.#on.loaded();
  }

  #showMissing() {
    const texts = this.#texts;
    const title = this.#receipt ? this.name : texts.say('missing', { id: this.#id });
    this.#replace(this.#title(title), this.#receipt && receiptView(this.#receipt, texts));
    this.#on.loaded();
  }

  #showProblem(problem) {
    const retry = element('button', { type: 'button', class: 'quiet' }, this.#texts.say('retry'));
    retry.addEventListener('click', () => this.load());
    const reason = element('p', { role: 'alert', class: 'bad' }, explain(problem, this.#texts));
    this.#replace(this.#title(this.name), reason, element('p', {}, retry));
  }

  #title(text) {
    return element('h2', { id: 'detail-heading', tabindex: -1 }, text);
  }

  // Moves the focus to the same control, or to the heading if there is none any more.
  #replace(...parts) {
    const focused = this.#content.contains(document.activeElement) ? document.activeElement.id : null;
    this.#content.replaceChildren(...parts.filter((part) => part !== null));
    if (focused !== null) {
      (this.#content.querySelector(`[id="${focused}"]`) ?? this.#content.querySelector('#detail-heading')).focus();
    }
  }

  #setPicture(kind, draft) {
    return this.#perform(`set-${kind}`, {
      content: preview(kind, draft, this.#texts),
      run: async () => this.#client.change(this.#id, this.#person.tag, { [kind]: await draft.content() }),
    });
  }

  #clear(field) {
    return this.#perform('clear-text', {
      values: { field: this.#texts.say(`field.${field}`) },
      content: element('blockquote', { dir: 'auto' }, this.#person.user[field]),
      run: () => this.#client.change(this.#id, this.#person.tag, { [field]: '' }),
    });
  }

  #save(changes) {
    return this.#perform('save', {
      content: listed(changes, this.#texts),
      run: () => {
        const fields = Object.fromEntries(changes.map((field) => [field.name, field.value]));
        return this.#client.change(this.#id, this.#person.tag, fields);
      },
      // Otherwise the new form would get these changes once more.
      done: () => (this.#form = null),
    });
  }

  // Asks, does it, says what happened, and shows the new state.
  async #perform(action, { values = {}, content = null, run, done = () => {} }) {
    const all = { name: inSentence(this.name), ...values };
    if (this.#busy || !(await confirm(action, all, this.#texts, ...(content ? [content] : [])))) {
      return;
    }
    this.#busy = true;
    this.#outcome.busy(this.#texts.say('working'));
    try {
      const result = await run();
      this.#receipt = result.erased ? result : null;
      done();
      await this.#reload();
      this.#content.querySelector('#receipt-heading')?.focus();
      this.#outcome.good(this.#texts.say(`done.${action}`, all));
    } catch (problem) {
      await this.#fail(problem);
    } finally {
      this.#busy = false;
    }
  }

  async #fail(problem) {
    const count = this.#form?.showErrors(problem) ?? 0;
    if (OUTDATED.includes(problem.status)) {
      await this.#reload();
    }
    this.#outcome.bad(count > 0 ? this.#texts.count('not-saved', count) : explain(problem, this.#texts));
  }

  async #reload() {
    if (this.#receipt?.status === ERASED) {
      this.#person = null;
    }
    await this.load();
    this.#on.changed();
  }
}
