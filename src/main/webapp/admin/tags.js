import { element } from '../profile/element.js';
import { inSentence } from './portrait.js';

/** Edits the tags of a user. Keeps what a tag has besides its name. Its value is a JSON array, as text. */
export class Tags {
  name = 'tags';
  #texts;
  #original;
  #tags;
  #list = element('ul', { class: 'tags' });
  #input;
  #error = element('p', { id: 'error-edit-tags', class: 'error' });
  #onChange;

  /** @param {() => void} onChange is called after a change that is no input event */
  constructor(tags, texts, onChange) {
    this.#texts = texts;
    this.#onChange = onChange;
    this.known = write(tags);
    this.#original = tags;
    this.#tags = tags;
    this.#input = element('input', {
      id: 'edit-tags',
      autocomplete: 'off',
      dir: 'auto',
      'aria-describedby': 'error-edit-tags',
    });
    const add = element('button', { type: 'button', class: 'quiet' }, texts.say('tag.add'));
    add.addEventListener('click', () => this.#add());
    this.#input.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing) {
        event.preventDefault();
        this.#add();
      }
    });
    this.row = element(
      'fieldset',
      { class: 'field' },
      element('legend', {}, texts.say('field.tags')),
      this.#list,
      element('label', { for: 'edit-tags', class: 'unseen' }, texts.say('tag.new')),
      element('div', { class: 'joined' }, this.#input, add),
      this.#error,
    );
    this.#show();
  }

  /** The tags, and the one that is typed but not added yet. */
  get value() {
    const typed = this.#input.value.trim();
    return write(typed === '' ? this.#tags : [...this.#tags, { name: typed }]);
  }

  get changed() {
    return this.value !== this.known;
  }

  set error(message) {
    this.#error.textContent = message;
    this.#input.setAttribute('aria-invalid', String(message !== ''));
  }

  focus() {
    this.#input.focus();
  }

  adopt(other) {
    this.#tags = other.#tags;
    this.#input.value = other.#input.value;
    this.#show();
  }

  reset() {
    this.#tags = this.#original;
    this.#input.value = '';
    this.error = '';
    this.#show();
  }

  #add() {
    const name = this.#input.value.trim();
    if (name !== '') {
      this.#input.value = '';
      this.#change([...this.#tags, { name }]);
    }
    this.focus();
  }

  #change(tags) {
    this.#tags = tags;
    this.#show();
    this.#onChange();
  }

  #show() {
    this.#list.hidden = this.#tags.length === 0;
    this.#list.replaceChildren(...this.#tags.map((tag) => this.#item(tag)));
  }

  #item(tag) {
    const label = this.#texts.say('tag.remove', { name: inSentence(tag.name) });
    const remove = element('button', { type: 'button', class: 'plain', 'aria-label': label }, '×');
    remove.addEventListener('click', () => {
      this.#change(this.#tags.filter((other) => other !== tag));
      this.focus();
    });
    return element('li', {}, element('bdi', {}, tag.name), remove);
  }
}

// A browser that reads integers beyond 2^53 exactly can write them too.
function write(tags) {
  return JSON.stringify(tags, (_, value) => (typeof value === 'bigint' ? JSON.rawJSON(String(value)) : value));
}
