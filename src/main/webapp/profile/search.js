import { avatar } from './avatar.js';
import { element } from './element.js';
import { explain } from './problem.js';

// Long enough not to send a request for each key.
const PAUSE = 200;

/** The search for colleagues: a field and the list of those whose names begin with what was typed. */
export class Search {
  #client;
  #texts;
  #address;
  #input;
  #found = element('ul', { class: 'found', id: 'found', hidden: true });
  #state = element('p', { class: 'search-state', role: 'status' });
  #timer = 0;
  #request = null;

  /**
   * @param {ProfileClient} client
   * @param {(user: object) => string} address returns the address of a profile's page
   */
  constructor(client, texts, address) {
    this.#client = client;
    this.#texts = texts;
    this.#address = address;
    const label = texts.say('search');
    this.#input = element('input', { type: 'search', id: 'search', 'aria-label': label, placeholder: label, autocomplete: 'off' });
    this.view = element('form', { role: 'search' }, this.#input, this.#state, this.#found);
    this.view.addEventListener('submit', (event) => event.preventDefault());
    this.#input.addEventListener('input', () => this.#searchSoon());
    this.view.addEventListener('keydown', (event) => this.#onKey(event));
    this.view.addEventListener('focusout', ({ relatedTarget }) => {
      if (!this.view.contains(relatedTarget)) {
        this.#close();
      }
    });
    this.#found.addEventListener('click', () => this.#close());
  }

  #searchSoon() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    const text = this.#input.value.trim();
    if (text === '') {
      this.#close();
    } else {
      this.#timer = setTimeout(() => this.#search(text), PAUSE);
    }
  }

  async #search(text) {
    this.#request = new AbortController();
    try {
      const users = await this.#client.find(text, this.#request.signal);
      this.#show(users ?? []);
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        this.#close();
        this.#state.textContent = explain(problem, this.#texts);
      }
    }
  }

  #show(users) {
    this.#found.replaceChildren(...users.map((user) => this.#item(user)));
    this.#found.hidden = users.length === 0;
    this.#state.textContent = this.#texts.count('found', users.length);
    // Those who see the list need no number.
    this.#state.classList.toggle('invisible', users.length > 0);
  }

  #item(user) {
    const name = user.real_name || user.username;
    return element(
      'li',
      {},
      element(
        'a',
        { href: this.#address(user) },
        element('span', { 'aria-hidden': 'true' }, avatar(user, this.#texts)),
        element('span', {}, element('bdi', {}, name), element('small', {}, element('bdi', {}, `@${user.username}`))),
      ),
    );
  }

  // The arrow keys move through the list, Escape closes it.
  #onKey(event) {
    const stops = [this.#input, ...this.#found.querySelectorAll('a')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const current = stops.indexOf(document.activeElement);
    if (step && !this.#found.hidden) {
      event.preventDefault();
      stops[Math.max(0, Math.min(stops.length - 1, current + step))].focus();
    } else if (event.key === 'Escape') {
      this.#input.focus();
      this.#close();
    }
  }

  #close() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#found.hidden = true;
    this.#state.textContent = '';
  }
}
