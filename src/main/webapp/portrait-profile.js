import { ProfileClient } from './profile/client.js';
import { ask } from './profile/dialog.js';
import { Editor } from './profile/editor.js';
import { element } from './profile/element.js';
import { explain } from './profile/problem.js';
import { Texts, preferredLanguage } from './profile/texts.js';
import { view } from './profile/view.js';

const HERE = new URL('.', import.meta.url);

/**
 * `<portrait-profile user="me">` shows a profile and lets its owner edit it. `user` is an id or `me`. The language is that of
 * the nearest `lang` attribute, on the element or an ancestor, otherwise that of the browser.
 *
 * The embedding page supplies tokens in one of two ways. It sets the property `tokenProvider` to a function that takes the
 * rejected token, or null, and returns a token. Or it listens for the event `portrait-token` and calls `detail.respondWith`
 * with a token or a promise of one.
 */
class PortraitProfile extends HTMLElement {
  static observedAttributes = ['user', 'lang'];

  #tokenProvider = null;
  #content = element('div', { class: 'place' });
  #editor = null;
  #user = null;
  #loads = 0;
  #revertingUser = false;
  #warnBeforeUnload = (event) => {
    if (this.#editor?.unsaved) {
      event.preventDefault();
    }
  };

  constructor() {
    super();
    const sheet = element('link', { rel: 'stylesheet', href: new URL('portrait-profile.css', HERE).href });
    this.attachShadow({ mode: 'open' }).append(sheet, this.#content);
    // The page may have set the property before this script defined the element.
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
    addEventListener('beforeunload', this.#warnBeforeUnload);
    this.#reloadSoon();
  }

  disconnectedCallback() {
    removeEventListener('beforeunload', this.#warnBeforeUnload);
  }

  attributeChangedCallback() {
    if (!this.#revertingUser) {
      this.#reloadSoon();
    }
  }

  /**
   * Asks for a token again and loads the profile again. Keeps unsaved changes if the profile is the same as before, and asks
   * before it discards them to show another profile.
   */
  async reload() {
    const load = ++this.#loads;
    if (!this.#editor?.unsaved) {
      this.#clear();
    }
    let texts = null;
    try {
      texts = await Texts.load(this.#language());
      await this.#load(texts, () => load === this.#loads);
    } catch (problem) {
      if (load === this.#loads) {
        this.#showProblem(problem, texts);
      }
    }
  }

  // Several attribute changes in one task cause one reload.
  #reloadSoon() {
    const load = ++this.#loads;
    queueMicrotask(() => {
      if (load === this.#loads && this.isConnected) {
        this.reload();
      }
    });
  }

  // The page may ask for another profile while this one loads; the result of this load is then dropped.
  async #load(texts, isCurrent) {
    const user = this.getAttribute('user');
    const confirmed = user === this.#user || (await this.#confirmDiscard(texts));
    if (!isCurrent()) {
      return;
    }
    if (!confirmed) {
      this.#revertUser();
      return;
    }
    this.#user = user;
    if (!/^(me|[1-9][0-9]*)$/.test(user ?? '')) {
      return;
    }
    const client = new ProfileClient(new URL('api/v2/', HERE), (rejected) => this.#askForToken(rejected));
    client.language = texts.language;
    const version = await client.profile(user);
    const rules = version.editable ? await client.rules(version.user.id) : {};
    const same = version.editable && version.user.id === this.#editor?.userId;
    if (isCurrent() && (same || (await this.#confirmDiscard(texts))) && isCurrent()) {
      this.#show(client, version, rules, texts);
    }
  }

  // Asks only if there are unsaved changes.
  async #confirmDiscard(texts) {
    if (!this.#editor?.unsaved) {
      return true;
    }
    const explanation = element('p', {}, texts.say('unsaved.explanation'));
    const { answer } = await ask(this.#content, texts.say('unsaved'), [explanation], {
      keep: texts.say('continue'),
      discard: texts.say('discard'),
    });
    if (answer === 'discard') {
      this.#clear();
    }
    return answer === 'discard';
  }

  #revertUser() {
    this.#revertingUser = true;
    this.setAttribute('user', this.#user);
    this.#revertingUser = false;
  }

  #clear() {
    this.#editor = null;
    this.#content.replaceChildren();
  }

  #show(client, version, rules, texts) {
    const previous = this.#editor?.unsaved ? this.#editor : null;
    const focusedId = this.shadowRoot.activeElement?.id;
    let shown = view(version.user, client.initials(version.user.id), texts);
    this.#content.lang = texts.language;
    this.#content.replaceChildren(shown);
    this.#editor = null;
    if (version.editable) {
      this.#editor = new Editor(client, version, rules, texts, ({ user }) => {
        const newer = view(user, client.initials(user.id), texts);
        shown.replaceWith(newer);
        shown = newer;
      });
      this.#content.append(this.#editor.form);
    } else if (version.own) {
      this.#content.prepend(element('p', { role: 'alert', class: 'error' }, texts.say('reason.blocked')));
    }
    if (previous) {
      this.#editor.adoptChangesOf(previous);
      this.shadowRoot.getElementById(focusedId)?.focus();
    }
    this.dispatchEvent(new CustomEvent('portrait-shown', { bubbles: true, composed: true }));
  }

  // Keeps the form and its contents, if there is one.
  #showProblem(problem, texts) {
    if (this.#editor) {
      this.#editor.showProblem(problem);
      return;
    }
    const text = texts === null ? 'The server cannot be reached.' : explain(problem, texts);
    this.#content.lang = texts?.language ?? 'en';
    this.#content.replaceChildren(element('p', { role: 'alert', class: 'error' }, text));
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
