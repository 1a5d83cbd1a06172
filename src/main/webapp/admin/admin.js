// The page of administrators. Its address says what it shows, so that pages can be bookmarked and "back" works.
import { ask } from '../profile/dialog.js';
import { element } from '../profile/element.js';
import { showLanguages } from '../profile/languages.js';
import { Texts, chooseLanguage, pageLanguage } from '../profile/texts.js';
import { Session } from '../session.js';
import { format, parse } from './address.js';
import { AdminClient } from './client.js';
import { confirm } from './confirm.js';
import { List } from './list.js';
import { NewPerson } from './new-person.js';
import { Outcome } from './outcome.js';
import { Person } from './person.js';
import { inSentence, nameOf } from './portrait.js';
import { explain } from './problem.js';
import { SignIn } from './sign-in.js';

const ROOT = new URL('..', import.meta.url);
const PAGE = new URL('.', import.meta.url);

/** Shows the views of the page, one beside the other where there is room. */
class AdminPage {
  #client;
  #texts;
  #views = document.getElementById('views');
  #outcome = new Outcome(document.getElementById('outcome'));
  #list = null;
  #view = null;
  #detail = null;

  constructor(client, texts) {
    this.#client = client;
    this.#texts = texts;
    addEventListener('popstate', () => this.#follow());
    addEventListener('beforeunload', (event) => {
      if (this.#detail?.unsaved) {
        event.preventDefault();
      }
    });
    document.addEventListener('click', (event) => {
      // What happened before has been read by now.
      this.#outcome.clear();
      this.#clicked(event);
    });
  }

  /** Shows what the address says. */
  start() {
    this.#list = new List(this.#client, this.#texts, {
      go: (filters, typing) => this.#go({ ...this.#view, filters, offset: 0 }, typing),
      remove: (user, tile) => this.#removePicture(user, tile),
    });
    this.#views.replaceChildren(this.#list.section);
    this.#show(parse(location.search));
  }

  /** Loads again what could not be loaded before the administrator signed in again. */
  resume() {
    this.#list.refresh();
    this.#detail?.resume();
  }

  /** Focuses the heading of what is shown. */
  focus() {
    (this.#detail ?? this.#list).focusHeading();
  }

  /** Removes everything that was read. */
  stop() {
    this.#detail = null;
    this.#view = null;
    this.#outcome.clear();
    this.#views.replaceChildren();
  }

  // Links within the page change its address without loading it again.
  #clicked(event) {
    const link = event.target.closest?.('a[href]');
    const modified = event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (
      this.#view === null ||
      !link ||
      modified ||
      link.target ||
      ![PAGE.pathname, location.pathname].includes(new URL(link.href).pathname)
    ) {
      return;
    }
    event.preventDefault();
    this.#go(parse(new URL(link.href).search));
  }

  async #go(view, typing = false) {
    const address = format(view);
    if (!(await this.mayLeave(view))) {
      return;
    }
    // Typing changes one entry of the history, so that "back" does not undo single letters.
    history[typing ? 'replaceState' : 'pushState'](null, '', address);
    this.#outcome.clear();
    this.#show(parse(location.search));
  }

  // The address has changed already.
  async #follow() {
    if (this.#view === null) {
      return;
    }
    const view = parse(location.search);
    if (await this.mayLeave(view)) {
      this.#outcome.clear();
      this.#show(view);
    } else {
      history.pushState(null, '', format(this.#view));
    }
  }

  /** Asks whether to discard unsaved changes, unless there are none, or the view keeps them. */
  async mayLeave({ user = null, creating = false } = {}) {
    const stays = this.#view?.user === user && this.#view?.creating === creating;
    if (stays || !this.#detail?.unsaved) {
      return true;
    }
    const why = element('p', {}, this.#texts.say('leave.why'));
    const { answer } = await ask(document.body, this.#texts.say('leave'), [why], {
      stay: this.#texts.say('leave.stay'),
      discard: this.#texts.say('leave.discard'),
    });
    return answer === 'discard';
  }

  #show(view) {
    const previous = this.#view;
    this.#view = view;
    // A question about what is no longer shown.
    document.querySelector('dialog')?.close();
    const loaded = this.#list.show(view);
    if (previous?.user !== view.user || previous?.creating !== view.creating) {
      this.#showDetail(view, previous, loaded);
    }
    this.#showTitle();
  }

  #showDetail(view, previous, loaded) {
    const { activeElement } = document;
    const focused = activeElement === document.body || this.#detail?.section.contains(activeElement);
    this.#detail?.section.remove();
    this.#detail = this.#makeDetail(view);
    this.#views.classList.toggle('open', this.#detail !== null);
    if (this.#detail !== null) {
      this.#views.append(this.#detail.section);
    }
    // Not at the start, where the focus belongs to the beginning of the page.
    if (previous !== null && this.#detail !== null) {
      this.#detail.focusHeading();
    } else if (previous !== null && focused) {
      loaded.then(() => this.#list.focusUser(previous.user));
    }
  }

  #makeDetail({ user, creating, filters, offset }) {
    const list = { filters, offset };
    if (user !== null) {
      const person = new Person(user, this.#client, this.#texts, this.#outcome, list, {
        loaded: () => this.#showTitle(),
        changed: () => this.#list.refresh(),
      });
      person.load();
      return person;
    }
    return creating
      ? new NewPerson(this.#client, this.#texts, this.#outcome, list, (created) => this.#showCreated(created))
      : null;
  }

  #showTitle() {
    document.title = this.#detail
      ? this.#texts.say('title.person', { name: this.#detail.name })
      : this.#texts.say('title');
  }

  async #showCreated(user) {
    await this.#go({ user: String(user.id) });
    this.#outcome.good(this.#texts.say('create.done', { name: inSentence(nameOf(user)) }));
    this.#list.refresh();
  }

  // The list has no versions, so the current one is read first. It may have another picture, which nobody has looked at.
  async #removePicture(user, tile) {
    const values = { name: inSentence(nameOf(user)) };
    const picture = element('img', { class: 'preview avatar', src: user.avatar, alt: '' });
    if (!(await confirm('remove-avatar', values, this.#texts, picture))) {
      return;
    }
    this.#outcome.busy(this.#texts.say('working'));
    try {
      const { user: current, tag } = await this.#client.person(user.id);
      if (current.avatar !== user.avatar) {
        this.#outcome.bad(this.#texts.say('problem.changed'));
        await this.#list.refresh();
        return;
      }
      await this.#client.change(user.id, tag, { avatar: '' });
      this.#list.markRemoved(tile);
      this.#outcome.good(this.#texts.say('done.remove-avatar', values));
    } catch (problem) {
      this.#outcome.bad(explain(problem, this.#texts));
    }
  }
}

const [texts, session] = await Promise.all([
  Texts.load(pageLanguage(), new URL('texts/', import.meta.url)),
  Session.start(ROOT, PAGE),
]);
document.documentElement.lang = texts.language;
for (const translated of document.querySelectorAll('[data-text]')) {
  translated.textContent = texts.say(translated.dataset.text);
}
const language = document.getElementById('language');
showLanguages(language, texts.language);
language.addEventListener('change', () => {
  chooseLanguage(language.value);
  location.reload();
});
const client = new AdminClient(new URL('api/v2/', ROOT), session, texts.language);
const page = new AdminPage(client, texts);
new SignIn(session, client, texts, page).show();
