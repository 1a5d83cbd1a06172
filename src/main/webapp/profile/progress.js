import { element } from './element.js';

/** How much of an upload has gone, while it goes, and a button to end it. */
export class Progress {
  #bar;
  #cancel;
  #abort = null;

  /** @param {() => void} left gets the focus on when the button that has it goes away */
  constructor(texts, left) {
    this.left = left;
    this.#bar = element('progress', { 'aria-label': texts.say('uploading') });
    this.#cancel = element('button', { type: 'button', class: 'quiet' }, texts.say('cancel'));
    this.#cancel.addEventListener('click', () => this.#abort?.abort());
    this.view = element('p', { class: 'buttons', id: 'upload', hidden: true }, this.#bar, this.#cancel);
  }

  /**
   * Is there while the work is done.
   *
   * @param {(watch: { signal: AbortSignal, progress: (part: number) => void }) => Promise<T>} work
   * @template T
   */
  async during(work) {
    this.#abort = new AbortController();
    this.#bar.removeAttribute('value');
    this.#cancel.hidden = false;
    this.view.hidden = false;
    try {
      return await work({ signal: this.#abort.signal, progress: (part) => this.#show(part) });
    } finally {
      this.#hide(this.view);
    }
  }

  // What the server has whole, it may have saved.
  #show(part) {
    this.#bar.value = part;
    if (part === 1) {
      this.#hide(this.#cancel);
    }
  }

  #hide(part) {
    const focused = this.view.getRootNode().activeElement === this.#cancel;
    part.hidden = true;
    if (focused) {
      this.left();
    }
  }
}
