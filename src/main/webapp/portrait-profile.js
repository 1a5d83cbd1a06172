import { ProfileClient, Refusal } from './profile/client.js';
import { Editor } from './profile/editor.js';
import { element } from './profile/element.js';
import { Texts } from './profile/texts.js';
import { view } from './profile/view.js';

const HERE = new URL('.', import.meta.url);

/**
 * `<portrait-profile user="me">` shows a profile, and lets its owner edit it. `user` is a number, or `me`; the language is that
 * of the element's `lang`, of what it stands in, or of the browser.
 *
 * Whoever embeds it supplies tokens: by the property `tokenProvider`, a function that gets the token that is no longer taken, or
 * null; or by listening to the event `portrait-token`, and calling `detail.respondWith` with a token or the promise of one.
 */
class PortraitProfile extends HTMLElement {
  static observedAttributes = ['user', 'lang'];

  #tokenProvider = null;
  #place = element('div', { class: 'place' });
  #editor = null;
  #turn = 0;
  #guard = (event) => {
    if (this.#editor?.unsaved) {
      event.preventDefault();
    }
  };

  constructor() {
    super();
    const sheet = element('link', { rel: 'stylesheet', href: new URL('portrait-profile.css', HERE).href });
    this.attachShadow({ mode: 'open' }).append(sheet, this.#place);
    // A page may have set it before this file was read.
    if (Object.hasOwn(this, 'tokenProvider')) {
      const early = this.tokenProvider;
      delete this.tokenProvider;
      this.tokenProvider = early;
    }
  }

  /** @returns {((rejected: string|null) => (string|null|Promise<string|null>))|null} */
  get tokenProvider() {
    return this.#tokenProvider;
  }

  set tokenProvider(provider) {
    this.#tokenProvider = provider;
  }

  connectedCallback() {
    addEventListener('beforeunload', this.#guard);
    this.#reloadSoon();
  }

  disconnectedCallback() {
    removeEventListener('beforeunload', this.#guard);
  }

  attributeChangedCallback() {
    this.#reloadSoon();
  }

  /** Reads the profile anew, with a token that is asked for again. What was not saved is lost. */
  async reload() {
    const turn = ++this.#turn;
    const user = this.getAttribute('user');
    this.#editor = null;
    this.#place.replaceChildren();
    if (!/^(me|[1-9][0-9]*)$/.test(user ?? '')) {
      return;
    }
    const texts = await Texts.of(this.#language());
    this.#place.lang = texts.language;
    try {
      const client = new ProfileClient(new URL('api/v2/', HERE), (rejected) => this.#askForToken(rejected));
      const version = await client.profile(user);
      const rules = version.editable ? await client.rules(version.user.id) : {};
      // Somebody may have asked for another profile in the meantime.
      if (turn === this.#turn) {
        this.#show(client, version, rules, texts);
      }
    } catch (problem) {
      if (turn === this.#turn) {
        this.#place.replaceChildren(element('p', { role: 'alert', class: 'error' }, whatIsWrong(problem, texts)));
      }
    }
  }

  // Once for all that changes at the same time.
  #reloadSoon() {
    const turn = ++this.#turn;
    queueMicrotask(() => {
      if (turn === this.#turn && this.isConnected) {
        this.reload();
      }
    });
  }

  #show(client, version, rules, texts) {
    let shown = view(version.user, client.initials(version.user.id), texts);
    this.#place.replaceChildren(shown);
    if (version.editable) {
      this.#editor = new Editor(client, version, rules, texts, ({ user }) => {
        const newer = view(user, client.initials(user.id), texts);
        shown.replaceWith(newer);
        shown = newer;
      });
      this.#place.append(this.#editor.form);
    }
    this.dispatchEvent(new CustomEvent('portrait-shown', { bubbles: true, composed: true }));
  }

  #askForToken(rejected) {
    if (this.#tokenProvider) {
      return this.#tokenProvider(rejected);
    }
    let token = null;
    const respondWith = (answer) => {
      token = answer;
    };
    const detail = { rejected, respondWith };
    this.dispatchEvent(new CustomEvent('portrait-token', { bubbles: true, composed: true, detail }));
    return token;
  }

  #language() {
    return this.closest('[lang]')?.lang || navigator.language;
  }
}

function whatIsWrong(problem, texts) {
  if (!(problem instanceof Refusal)) {
    return texts.say('unreachable');
  }
  if (problem.errors[0]?.code === 'not_authenticated') {
    return texts.say('sign-in');
  }
  return problem.errors[0] ? texts.error(problem.errors[0]) : texts.say('refused');
}

customElements.define('portrait-profile', PortraitProfile);
