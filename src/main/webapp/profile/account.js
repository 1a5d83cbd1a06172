import { ask } from './dialog.js';
import { button, element } from './element.js';
import { explain } from './problem.js';

/** The section in which users download everything that is stored about them, and delete their profile. */
export class Account {
  #client;
  #userId;
  #texts;
  #onDeleted;
  #state = element('p', { role: 'status' });

  /** @param {() => void} onDeleted is called after the profile was deleted */
  constructor(client, userId, texts, onDeleted) {
    this.#client = client;
    this.#userId = userId;
    this.#texts = texts;
    this.#onDeleted = onDeleted;
    const download = button({ id: 'download', class: 'quiet' }, texts.say('download'));
    const remove = button({ id: 'delete', class: 'quiet danger' }, texts.say('delete-profile'));
    download.addEventListener('click', () => this.#reporting(() => this.#download()));
    remove.addEventListener('click', () => this.#delete());
    this.view = element(
      'section',
      { 'aria-labelledby': 'section-data' },
      element('h3', { id: 'section-data' }, texts.say('section.data')),
      element('p', { class: 'hint' }, texts.say('hint.data')),
      element('p', { class: 'buttons' }, download, remove),
      this.#state,
    );
  }

  async #download() {
    this.#say('downloading');
    const href = URL.createObjectURL(await this.#client.export());
    element('a', { href, download: `profile-${this.#userId}.zip` }).click();
    URL.revokeObjectURL(href);
    this.#say('downloaded');
  }

  async #delete() {
    const content = ['delete-profile.effect', 'delete-profile.stays'].map((name) => element('p', {}, this.#texts.say(name)));
    const { answer } = await ask(this.view, this.#texts.say('delete-profile.question'), content, {
      cancel: this.#texts.say('cancel'),
      delete: this.#texts.say('delete-profile'),
    });
    if (answer === 'delete') {
      await this.#reporting(async () => {
        await this.#client.delete(this.#userId);
        this.#onDeleted();
      });
    }
  }

  async #reporting(work) {
    try {
      await work();
    } catch (problem) {
      this.#state.textContent = explain(problem, this.#texts);
    }
  }

  #say(name) {
    this.#state.textContent = this.#texts.say(name);
  }
}
