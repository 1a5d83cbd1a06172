import { element } from './element.js';

/** How much of an upload has gone, while it goes, and a button to end it. */
export class Progress {
  #bar;
  #cancel;

  constructor(texts) {
    this.#bar = element('progress', { 'aria-label': texts.say('uploading') });
    this.#cancel = element('button', { type: 'button', class: 'quiet' }, texts.say('cancel'));
    this.view = element('p', { class: 'buttons', id: 'upload', hidden: true }, this.#bar, this.#cancel);
  }

  /**
   * Is there while the work is done.
   *
   * @param {(watch: { signal: AbortSignal, progress: (part: number) => void }) => Promise<T>} work
   * @template T
   */
  async during(work) {
    const abort = new AbortController();
    this.#bar.removeAttribute('value');
    this.#cancel.disabled = false;
    this.#cancel.onclick = () => abort.abort();
    this.view.hidden = false;
    try {
      return await work({ signal: abort.signal, progress: (part) => this.#show(part) });
    } finally {
      this.view.hidden = true;
    }
  }

  // What the server has whole, it may have saved.
  #show(part) {
    this.#bar.value = part;
    this.#cancel.disabled = part === 1;
  }
}
