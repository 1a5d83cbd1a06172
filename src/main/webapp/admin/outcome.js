/** The line that says what happened. It is a live region, so screen readers announce it. */
export class Outcome {
  #line;

  /** @param {HTMLElement} line an element with the role `status` */
  constructor(line) {
    this.#line = line;
  }

  good(text) {
    this.#show(text, 'good');
  }

  bad(text) {
    this.#show(text, 'bad');
  }

  busy(text) {
    this.#show(text, 'busy');
  }

  clear() {
    this.#show('', '');
  }

  #show(text, className) {
    this.#line.textContent = text;
    this.#line.className = className;
  }
}
