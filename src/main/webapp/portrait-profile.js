import { ProfileClient } from './profile/client.js';
import { Editor } from './profile/editor.js';
import { button, element, icon } from './profile/element.js';
import { Header } from './profile/header.js';
import { explain, isTemporary } from './profile/problem.js';
import { Texts, preferredLanguage, supportedLanguage } from './profile/texts.js';
import { details } from './profile/view.js';

const HERE = new URL('.', import.meta.url);

/**
 * `<portrait-profile user="me">` shows a profile and lets its owner edit it. `user` is an id, `me`, or `@` and a username. `mode`
 * is `view` (no editing), `edit` (the owner sees the form at once), or absent (the owner opens the form by a button). `fields`
 * limits what is shown, for example `avatar,real_name,bio`. The language is that of the nearest `lang` attribute, on the element
 * or an ancestor, otherwise that of the browser.
 *
 * The embedding page supplies tokens in one of two ways. It sets the property `tokenProvider` to a function that takes the
 * rejected token, or null, and returns a token. Or it listens for the event `portrait-token` and calls `detail.respondWith`
 * with a token or a promise of one.
 *
 * Events that bubble: `portrait-shown` (`detail`: `id`, `own`, `name`), `portrait-saved` (`id` and the `fields` that changed),
 * `portrait-deleted` (`id`) and `portrait-error` (`status`, or null if the server cannot be reached).
 */
class PortraitProfile extends HTMLElement {
  static observedAttributes = ['user', 'lang', 'mode', 'fields'];

  #tokenProvider = null;
  #content = element('div');
  // Stays in the document while its text changes, so that screen readers announce it.
  #announcement = element('p', { class: 'announcement', role: 'status', tabindex: -1 });
  #place = element('div', { class: 'place' });
  #client = null;
  #texts = null;
  #version = null;
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
    this.#place.append(this.#announcement, this.#content);
    this.attachShadow({ mode: 'open' }).append(sheet, this.#place);
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
    // The element may have asked before the page was ready to answer.
    if (this.isConnected) {
      this.#reloadSoon();
    }
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
      this.#content.replaceChildren(skeleton());
    }
    try {
      await this.#load(() => load === this.#loads);
    } catch (problem) {
      if (load === this.#loads) {
        this.#showProblem(problem);
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
  async #load(isCurrent) {
    const user = this.getAttribute('user');
    const confirmed = user === this.#user || (await this.#confirmDiscard());
    if (!isCurrent()) {
      return;
    }
    if (!confirmed) {
      this.#revertUser();
      return;
    }
    this.#user = user;
    if (!/^(me|[1-9][0-9]*|@[\w-]+)$/.test(user ?? '')) {
      this.#content.replaceChildren();
      return;
    }
    const client = new ProfileClient(
      new URL('api/v2/', HERE),
      (rejected) => this.#askForToken(rejected),
      supportedLanguage(this.#language()),
    );
    const version = await this.#read(client, user);
    const edits = version.editable && (this.#mode === 'edit' || this.#editor !== null);
    const limits = edits ? await this.#limits(client, version) : null;
    const same = version.editable && version.user.id === this.#editor?.userId;
    if (isCurrent() && (same || (await this.#confirmDiscard())) && isCurrent()) {
      this.#client = client;
      this.#version = version;
      this.#show(limits);
      const { id, real_name: name, username } = version.user;
      this.#dispatch('portrait-shown', { id, own: version.own, name: name || username });
    }
  }

  // Reads texts and profile at the same time. The texts also describe why a profile cannot be read.
  async #read(client, user) {
    const [texts, version] = await Promise.allSettled([Texts.load(this.#language()), client.profile(user)]);
    if (texts.status === 'fulfilled') {
      this.#texts = texts.value;
    }
    for (const { reason } of [version, texts].filter(({ status }) => status === 'rejected')) {
      throw reason;
    }
    return version.value;
  }

  async #limits(client, { user }) {
    const [rules, levels] = await Promise.all([client.rules(user.id), client.levels()]);
    return { rules: Object.fromEntries(Object.entries(rules).filter(([field]) => this.#shows(field))), levels };
  }

  // Asks only if there are unsaved changes.
  async #confirmDiscard() {
    if (!this.#editor) {
      return true;
    }
    const discard = !this.#editor.unsaved || (await this.#editor.confirmDiscard(this.#content));
    if (discard) {
      this.#clear();
    }
    return discard;
  }

  #revertUser() {
    this.#revertingUser = true;
    this.setAttribute('user', this.#user);
    this.#revertingUser = false;
  }

  #clear() {
    this.#editor = null;
    this.#announce('');
    this.#content.replaceChildren();
  }

  /** @param {object|null} limits of the form; null to show the profile for reading */
  #show(limits) {
    this.#place.lang = this.#texts.language;
    if (limits) {
      this.#showEditor(limits);
    } else {
      this.#showView();
    }
  }

  #showEditor(limits) {
    const previous = this.#editor?.unsaved ? this.#editor : null;
    const focusedId = this.shadowRoot.activeElement?.id;
    this.#announce('');
    this.#editor = new Editor(this.#client, this.#version, limits, this.#texts, {
      saved: (version, fields) => this.#onSaved(version, fields),
      done: this.#mode === 'edit' ? null : (outcome) => this.#close(outcome),
      deleted: this.hasAttribute('fields') ? null : () => this.#onDeleted(),
    });
    this.#content.replaceChildren(this.#editor.form);
    if (previous) {
      this.#editor.adoptChangesOf(previous);
      this.shadowRoot.getElementById(focusedId)?.focus();
    }
  }

  #onSaved(version, fields) {
    this.#version = { ...this.#version, user: version.user, tag: version.tag };
    if (fields.length > 0) {
      this.#dispatch('portrait-saved', { id: version.user.id, fields });
    }
  }

  #onDeleted() {
    this.#clear();
    this.#announce(this.#texts.say('profile-deleted'), 'good');
    this.#announcement.focus();
    this.#dispatch('portrait-deleted', { id: this.#version.user.id });
  }

  // Returns from the form to the profile.
  #close(outcome) {
    this.#editor = null;
    this.#showView();
    this.#announce(outcome ? this.#texts.say(outcome) : '', outcome === 'saved' ? 'good' : '');
    this.shadowRoot.getElementById('edit')?.focus();
  }

  #showView() {
    const { user, own, editable } = this.#version;
    const shows = (field) => this.#shows(field);
    const header = new Header(this.#texts);
    header.show(user, shows);
    const article = element('article', { 'aria-label': user.real_name || user.username, tabindex: -1 }, header.view);
    article.append(details(user, shows, this.#texts));
    if (own && this.#mode !== 'view') {
      header.add({ actions: [...(editable ? [this.#editButton()] : []), this.#viewAs(article, header)] });
    }
    const blocked = own && !editable && this.#mode !== 'view';
    const alert = blocked ? [element('p', { role: 'alert', class: 'error' }, this.#texts.say('reason.blocked'))] : [];
    this.#content.replaceChildren(...alert, article);
  }

  #editButton() {
    const edit = button({ id: 'edit' }, icon('pencil'), this.#texts.say('edit'));
    edit.addEventListener('click', async () => {
      edit.setAttribute('aria-disabled', 'true');
      const version = this.#version;
      try {
        const limits = await this.#limits(this.#client, version);
        if (version !== this.#version) {
          return; // the page shows another profile by now
        }
        this.#show(limits);
        this.#editor.form.focus({ preventScroll: true });
        this.#editor.form.scrollIntoView({ block: 'nearest' });
      } catch (problem) {
        edit.setAttribute('aria-disabled', 'false');
        this.#announce(explain(problem, this.#texts), 'error');
      }
    });
    return edit;
  }

  // The server says what others see.
  #viewAs(article, header) {
    const options = ['owner', 'signed-in', 'public'].map((level) =>
      element('option', { value: level }, this.#texts.say(`view-as.${level}`)),
    );
    const select = element('select', { id: 'view-as', class: 'audience', 'aria-label': this.#texts.say('view-as') }, ...options);
    select.addEventListener('change', async () => {
      try {
        const level = select.value;
        const seen = level === 'owner' ? this.#version.user : await this.#client.preview(level);
        if (select.value === level) {
          this.#showAs(level, seen, article, header);
        }
      } catch (problem) {
        this.#announce(explain(problem, this.#texts), 'error');
      }
    });
    return element('label', { class: 'view-as' }, icon('eye'), select);
  }

  #showAs(level, seen, article, header) {
    const shows = (field) => this.#shows(field);
    const nothing = element('p', { class: 'details' }, this.#texts.say('view-as.nothing'));
    header.show(seen ?? { id: this.#version.user.id, username: this.#version.user.username }, shows);
    article.querySelector('.details').replaceWith(seen ? details(seen, shows, this.#texts) : nothing);
    this.#announce(level === 'owner' ? '' : this.#texts.say(`viewed-as.${level}`));
  }

  // Keeps the form and its contents, if there is one.
  #showProblem(problem) {
    this.#dispatch('portrait-error', { status: problem.status ?? null });
    if (this.#editor) {
      this.#editor.showProblem(problem);
      return;
    }
    const text = this.#texts === null ? 'The server cannot be reached.' : explain(problem, this.#texts);
    const retry = button({ id: 'retry', class: 'quiet' }, this.#texts?.say('retry') ?? 'Try again');
    retry.addEventListener('click', async () => {
      await this.reload();
      this.#content.querySelector('#retry, article')?.focus();
    });
    this.#place.lang = this.#texts?.language ?? 'en';
    this.#content.replaceChildren(
      element('p', { role: 'alert', class: 'error' }, text),
      ...(isTemporary(problem) ? [element('p', {}, retry)] : []),
    );
  }

  #announce(text, className = '') {
    this.#announcement.textContent = text;
    this.#announcement.className = `announcement ${className}`;
  }

  #dispatch(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  #askForToken(rejected) {
    if (this.#tokenProvider) {
      return this.#tokenProvider(rejected);
    }
    let token = null;
    const respondWith = (answer) => {
      token = answer;
    };
    this.#dispatch('portrait-token', { rejected, respondWith });
    return token;
  }

  get #mode() {
    return this.getAttribute('mode');
  }

  // An absent or empty list shows every field.
  #shows(field) {
    const list = this.getAttribute('fields')?.split(',').map((name) => name.trim()).filter(Boolean) ?? [];
    return list.length === 0 || list.includes(field);
  }

  #language() {
    return this.closest('[lang]')?.lang || preferredLanguage();
  }
}

// Shows the shape of a profile while it loads.
function skeleton() {
  const lines = Array.from({ length: 3 }, () => element('span', { class: 'line' }));
  return element(
    'div',
    { class: 'skeleton', 'aria-busy': 'true' },
    element('div', { class: 'cover' }),
    element('div', { class: 'head' }, element('div', { class: 'face' }, element('span', { class: 'avatar' }))),
    ...lines,
  );
}

customElements.define('portrait-profile', PortraitProfile);
