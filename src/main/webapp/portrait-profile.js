import { ProfileClient } from './profile/client.js';
import { ask } from './profile/dialog.js';
import { Editor } from './profile/editor.js';
import { element } from './profile/element.js';
import { explain } from './profile/problem.js';
import { Texts, preferredLanguage } from './profile/texts.js';
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
  #user = null;
  #turn = 0;
  #goingBack = false;
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
    if (!this.#goingBack) {
      this.#reloadSoon();
    }
  }

  /**
   * Reads the profile anew, with a token that is asked for again. What was not saved stays if it is still the same person's
   * profile; before another one takes its place, people are asked.
   */
  async reload() {
    const turn = ++this.#turn;
    if (!this.#editor?.unsaved) {
      this.#clear();
    }
    let texts = null;
    try {
      texts = await Texts.of(this.#language());
      await this.#load(texts, () => turn === this.#turn);
    } catch (problem) {
      if (turn === this.#turn) {
        this.#tell(problem, texts);
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

  // Somebody may ask for another profile while this one is read: then it is no longer wanted.
  async #load(texts, isWanted) {
    const user = this.getAttribute('user');
    const agreed = user === this.#user || (await this.#mayDiscard(texts));
    if (!isWanted()) {
      return;
    }
    if (!agreed) {
      this.#goBack();
      return;
    }
    this.#user = user;
    if (!/^(me|[1-9][0-9]*)$/.test(user ?? '')) {
      return;
    }
    const client = new ProfileClient(new URL('api/v2/', HERE), (rejected) => this.#askForToken(rejected));
    const version = await client.profile(user);
    const rules = version.editable ? await client.rules(version.user.id) : {};
    const same = version.editable && version.user.id === this.#editor?.userId;
    if (isWanted() && (same || (await this.#mayDiscard(texts))) && isWanted()) {
      this.#show(client, version, rules, texts);
    }
  }

  // Asks where something would be lost.
  async #mayDiscard(texts) {
    if (!this.#editor?.unsaved) {
      return true;
    }
    const explanation = element('p', {}, texts.say('unsaved.explanation'));
    const { answer } = await ask(this.#place, texts.say('unsaved'), [explanation], {
      keep: texts.say('continue'),
      discard: texts.say('discard'),
    });
    if (answer === 'discard') {
      this.#clear();
    }
    return answer === 'discard';
  }

  #goBack() {
    this.#goingBack = true;
    this.setAttribute('user', this.#user);
    this.#goingBack = false;
  }

  #clear() {
    this.#editor = null;
    this.#place.replaceChildren();
  }

  #show(client, version, rules, texts) {
    const typed = this.#editor?.unsaved ? this.#editor : null;
    const focused = this.shadowRoot.activeElement?.id;
    let shown = view(version.user, client.initials(version.user.id), texts);
    this.#place.lang = texts.language;
    this.#place.replaceChildren(shown);
    this.#editor = null;
    if (version.editable) {
      this.#editor = new Editor(client, version, rules, texts, ({ user }) => {
        const newer = view(user, client.initials(user.id), texts);
        shown.replaceWith(newer);
        shown = newer;
      });
      this.#place.append(this.#editor.form);
    } else if (version.own) {
      this.#place.prepend(element('p', { role: 'alert', class: 'error' }, texts.say('reason.blocked')));
    }
    if (typed) {
      this.#editor.adopt(typed);
      this.shadowRoot.getElementById(focused)?.focus();
    }
    this.dispatchEvent(new CustomEvent('portrait-shown', { bubbles: true, composed: true }));
  }

  // What was typed stays.
  #tell(problem, texts) {
    if (this.#editor) {
      this.#editor.tell(problem);
      return;
    }
    const text = texts === null ? 'The server cannot be reached.' : explain(problem, texts);
    this.#place.lang = texts?.language ?? 'en';
    this.#place.replaceChildren(element('p', { role: 'alert', class: 'error' }, text));
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
    return this.closest('[lang]')?.lang || preferredLanguage();
  }
}

customElements.define('portrait-profile', PortraitProfile);
