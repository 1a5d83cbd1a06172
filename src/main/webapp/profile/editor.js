import { CHANGED } from './client.js';
import { choose } from './conflict.js';
import { Draft } from './draft.js';
import { element } from './element.js';
import { FormFields } from './form-fields.js';
import { explain } from './problem.js';
import { Progress } from './progress.js';

const NOT_SAVED = { 401: 'not-saved.signed-out', 403: 'not-saved.forbidden', [CHANGED]: 'not-saved.changed' };

/** The form of one's own profile. Sends what was changed, and nothing else. */
export class Editor {
  #client;
  #texts;
  #saved;
  #fields;
  #outcome = element('p', { id: 'outcome', role: 'status' });
  #progress;
  #buttons;
  #busy = false;

  /**
   * @param {ProfileClient} client sends what is saved
   * @param {{ user: object, tag: string }} version that is edited
   * @param {object} rules of each field
   * @param {Texts} texts
   * @param {(version: object) => void} saved is told what is there after each change
   */
  constructor(client, version, rules, texts, saved) {
    this.#client = client;
    this.#texts = texts;
    this.#saved = saved;
    this.#fields = new FormFields(version, rules, texts);
    this.#buttons = [
      element('button', { id: 'save' }, texts.say('save')),
      element('button', { id: 'discard', type: 'reset', class: 'quiet' }, texts.say('discard')),
    ];
    this.#progress = new Progress(texts, () => this.#buttons[0].focus());
    this.form = element(
      'form',
      { novalidate: true, 'aria-label': texts.say('edit') },
      element('h2', {}, texts.say('edit')),
      ...this.#fields.rows,
      this.#progress.view,
      this.#outcome,
      element('p', { class: 'buttons' }, ...this.#buttons),
    );
    this.#listen();
  }

  /** The id of whose profile it is. */
  get userId() {
    return this.#fields.version.user.id;
  }

  /** Whether something would be lost if the form went away. */
  get unsaved() {
    return this.#fields.unsaved;
  }

  /** Takes over what was typed in another form of the same profile. */
  adopt(other) {
    this.#fields.adopt(other.#fields.changes);
    this.#say(this.#texts.say('still-unsaved'));
  }

  /** Says what went wrong. What was typed stays. */
  tell(problem) {
    const wrong = this.#fields.showErrors(problem.errors ?? []);
    if (wrong > 0) {
      this.#tellWrong(wrong);
    } else {
      const name = NOT_SAVED[problem.status];
      this.#say(name ? this.#texts.say(name) : explain(problem, this.#texts), 'error');
    }
  }

  #tellWrong(count) {
    this.#say(this.#texts.count('not-saved', count), 'error');
  }

  #listen() {
    // No submit is one of the browser's: nothing of the form ever stands in an address.
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#whileBusy(() => this.#save());
    });
    this.form.addEventListener('reset', (event) => {
      event.preventDefault();
      if (!this.#busy) {
        this.#fields.reset();
        this.#say('');
      }
    });
  }

  // The buttons are not disabled: they would lose the focus.
  async #whileBusy(work) {
    if (this.#busy) {
      return;
    }
    this.#setBusy(true);
    try {
      await work();
    } catch (problem) {
      this.tell(problem);
    } finally {
      this.#setBusy(false);
    }
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.#buttons.forEach((button) => button.setAttribute('aria-disabled', String(busy)));
  }

  async #save() {
    this.#say(this.#texts.say('saving'));
    this.#fields.clearErrors();
    await this.#fields.reading;
    const incomplete = this.#fields.showIncomplete();
    const { changes, edits } = this.#fields;
    if (incomplete > 0) {
      this.#tellWrong(incomplete);
    } else if (Object.keys(changes).length === 0) {
      this.#say(this.#texts.say('unchanged'));
    } else {
      await this.#send(changes, edits);
    }
  }

  async #send(changes, edits) {
    try {
      this.#done(await this.#upload(changes), edits);
    } catch (problem) {
      if (problem.status !== CHANGED) {
        throw problem;
      }
      await this.#sendAgain(changes, edits);
    }
  }

  // Once: a proxy that spoils tags, or a program that never rests, would have it repeated for ever.
  async #sendAgain(changes, edits) {
    const present = await this.#client.profile('me');
    if (present.tag === this.#fields.version.tag) {
      this.#say(this.#texts.say('not-saved.unrecognised'), 'error');
      return;
    }
    const kept = await this.#settle(changes, edits, present);
    if (kept === null) {
      this.#say('');
    } else if (Object.keys(kept).length === 0) {
      this.#saved(present);
      this.#say(this.#texts.say('unchanged'));
    } else {
      this.#done(await this.#upload(kept), edits);
    }
  }

  async #upload(changes) {
    const { user, tag } = this.#fields.version;
    const pictures = Object.entries(changes).filter(([, value]) => value instanceof Draft);
    if (pictures.length === 0) {
      return this.#client.change(user.id, tag, changes);
    }
    const files = await Promise.all(pictures.map(async ([name, draft]) => [name, await draft.content()]));
    const upload = { ...changes, ...Object.fromEntries(files) };
    return this.#progress.during((watch) => this.#client.change(user.id, tag, upload, watch));
  }

  // What only one side changed is no matter of choice.
  async #settle(changes, edits, present) {
    const { user } = this.#fields.version;
    const theirs = (name) => present.user[name] ?? '';
    const disputed = Object.keys(changes).filter(
      (name) => ![user[name] ?? '', changes[name]].includes(theirs(name)),
    );
    let kept = changes;
    if (disputed.length > 0) {
      const pick = (from) => Object.fromEntries(disputed.map((name) => [name, from(name)]));
      const chosen = await choose(
        this.form.parentNode,
        pick((name) => changes[name]),
        pick(theirs),
        this.#texts,
      );
      if (chosen === null) {
        return null;
      }
      const settled = Object.entries(changes).filter(([name]) => !disputed.includes(name) || name in chosen);
      kept = Object.fromEntries(settled);
    }
    this.#fields.rebase(present, edits, kept);
    return kept;
  }

  #done(version, edits) {
    this.#fields.rebase(version, edits);
    this.#saved(version);
    this.#say(this.#texts.say(this.unsaved ? 'saved-in-part' : 'saved'), 'good');
  }

  #say(text, mood = '') {
    this.#outcome.textContent = text;
    this.#outcome.className = mood;
  }
}
