import { ask } from './dialog.js';
import { button, element, icon } from './element.js';
import { explain } from './problem.js';

/** The user's earlier pictures, to show one of them again or to delete it. Each takes effect at once. */
export class Collection {
  #client;
  #texts;
  #onChanged;
  #list = element('ul', { class: 'pictures' });
  #state = element('p', { class: 'hint', role: 'status' });

  /** @param {() => Promise<void>} onChanged is called after the profile shows another picture, or none */
  constructor(client, texts, onChanged) {
    this.#client = client;
    this.#texts = texts;
    this.#onChanged = onChanged;
    this.view = element(
      'div',
      { class: 'collection', hidden: true },
      element('p', { class: 'panel-title' }, texts.say('collection')),
      this.#list,
      this.#state,
    );
  }

  /** Reads the pictures. The list is not shown if there is none. */
  load() {
    return this.#reporting(async () => {
      const pictures = await this.#client.avatars();
      this.view.hidden = pictures.length === 0;
      this.#list.replaceChildren(...pictures.map((picture, index) => this.#item(picture, index + 1)));
    });
  }

  #item({ id, avatar, primary }, number) {
    const name = this.#texts.say('collection.picture', { number });
    const use = button(
      { class: 'thumbnail', 'aria-pressed': String(primary) },
      element('img', { src: avatar, alt: name, width: 72, height: 72 }),
    );
    const remove = button({ class: 'quiet small', 'aria-label': this.#texts.say('collection.delete', { number }) }, icon('bin'));
    use.addEventListener('click', () => this.#use(id));
    remove.addEventListener('click', () => this.#delete({ id, avatar, primary }, name));
    return element('li', {}, use, remove);
  }

  #use(id) {
    return this.#reporting(async () => {
      await this.#client.useAvatar(id);
      await this.#onChanged();
      await this.#change('collection.used');
    });
  }

  async #delete({ id, avatar, primary }, name) {
    const picture = element('img', { src: avatar, alt: name, width: 128, height: 128 });
    const { answer } = await ask(this.view, this.#texts.say('collection.question'), [picture], {
      cancel: this.#texts.say('cancel'),
      delete: this.#texts.say('delete'),
    });
    if (answer === 'delete') {
      await this.#reporting(async () => {
        await this.#client.deleteAvatar(id);
        if (primary) {
          await this.#onChanged();
        }
        await this.#change('collection.deleted');
      });
    }
  }

  async #change(message) {
    const index = [...this.#list.children].findIndex((item) => item.contains(this.view.getRootNode().activeElement));
    await this.load();
    this.#state.textContent = this.#texts.say(message);
    if (index >= 0) {
      this.#focus(index);
    }
  }

  // The focused button was replaced, or deleted with its picture.
  #focus(index) {
    const items = this.#list.querySelectorAll('.thumbnail');
    items[Math.min(index, items.length - 1)]?.focus();
  }

  async #reporting(work) {
    try {
      this.#state.textContent = '';
      await work();
    } catch (problem) {
      this.#state.textContent = explain(problem, this.#texts);
    }
  }
}
