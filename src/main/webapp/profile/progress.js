import { element } from './element.js';

/** The progress bar of an upload, with a button to cancel it. */
export class Progress {
  #bar;
  #cancel;
  #abort = null;

  /** @param {() => void} moveFocus is called when the focused cancel button disappears */
  constructor(texts, moveFocus) {
    this.moveFocus = moveFocus;
    this.#bar = element('progress', { 'aria-label': texts.say('uploading') });
    this.#cancel = element('button', { type: 'button', class: 'quiet' }, texts.say('cancel'));
    this.#cancel.addEventListener('click', () => this.#abort?.abort());
    this.view = element('p', { class: 'buttons', id: 'upload', hidden: true }, this.#bar, this.#cancel);
  }

  /**
   * Shows the progress bar while the work runs.
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

  // Hides the cancel button at the end: the server has the whole request and may have saved it.
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
      this.moveFocus();
    }
  }
}
