import { CHANGED } from './client.js';
import { choose } from './conflict.js';
import { Draft } from './draft.js';
import { element } from './element.js';
import { FormFields } from './form-fields.js';
import { explain } from './problem.js';
import { Progress } from './progress.js';

const NOT_SAVED = { 401: 'not-saved.signed-out', 403: 'not-saved.forbidden', [CHANGED]: 'not-saved.changed' };

/** The form to edit one's own profile. Sends only the fields that were changed. */
export class Editor {
  #client;
  #texts;
  #onSaved;
  #fields;
  #outcome = element('p', { id: 'outcome', role: 'status' });
  #progress;
  #buttons;
  #busy = false;

  /**
   * @param {ProfileClient} client
   * @param {{ user: object, tag: string }} version the version to edit
   * @param {object} rules the rules by field
   * @param {Texts} texts
   * @param {(version: object) => void} onSaved takes the current version after a save or a conflict
   */
  constructor(client, version, rules, texts, onSaved) {
    this.#client = client;
    this.#texts = texts;
    this.#onSaved = onSaved;
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

  /** The id of the user whose profile is edited. */
  get userId() {
    return this.#fields.version.user.id;
  }

  /** Whether the form has unsaved changes. */
  get unsaved() {
    return this.#fields.unsaved;
  }

  /** Copies the unsaved changes of another form of the same profile. */
  adoptChangesOf(other) {
    this.#fields.adopt(other.#fields.changes);
    this.#showOutcome(this.#texts.say('still-unsaved'));
  }

  /** Shows a problem. Keeps the contents of the form. */
  showProblem(problem) {
    const invalid = this.#fields.showErrors(problem.errors ?? []);
    if (invalid > 0) {
      this.#showInvalidCount(invalid);
    } else {
      const name = NOT_SAVED[problem.status];
      this.#showOutcome(name ? this.#texts.say(name) : explain(problem, this.#texts), 'error');
    }
  }

  #showInvalidCount(count) {
    this.#showOutcome(this.#texts.count('not-saved', count), 'error');
  }

  #listen() {
    // The script handles every submit, so that no field ever ends up in a URL.
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#whileBusy(() => this.#save());
    });
    this.form.addEventListener('reset', (event) => {
      event.preventDefault();
      if (!this.#busy) {
        this.#fields.reset();
        this.#showOutcome('');
      }
    });
  }

  // Uses aria-disabled, because a disabled button loses the focus.
  async #whileBusy(work) {
    if (this.#busy) {
      return;
    }
    this.#setBusy(true);
    try {
      await work();
    } catch (problem) {
      this.showProblem(problem);
    } finally {
      this.#setBusy(false);
    }
  }

  #setBusy(busy) {
    this.#busy = busy;
    this.#buttons.forEach((button) => button.setAttribute('aria-disabled', String(busy)));
  }

  async #save() {
    this.#showOutcome(this.#texts.say('saving'));
    this.#fields.clearErrors();
    await this.#fields.reading;
    const incomplete = this.#fields.showIncomplete();
    const { changes, edits } = this.#fields;
    if (incomplete > 0) {
      this.#showInvalidCount(incomplete);
    } else if (Object.keys(changes).length === 0) {
      this.#showOutcome(this.#texts.say('unchanged'));
    } else {
      await this.#send(changes, edits);
    }
  }

  async #send(changes, edits) {
    try {
      this.#finish(await this.#upload(changes), edits);
    } catch (problem) {
      if (problem.status !== CHANGED) {
        throw problem;
      }
      await this.#retry(changes, edits);
    }
  }

  // Retries once. A proxy that changes ETags, or constant changes by other clients, would otherwise cause an endless loop.
  async #retry(changes, edits) {
    const current = await this.#client.profile('me');
    if (current.tag === this.#fields.version.tag) {
      this.#showOutcome(this.#texts.say('not-saved.unrecognised'), 'error');
      return;
    }
    const kept = await this.#resolveConflict(changes, edits, current);
    if (kept === null) {
      this.#showOutcome('');
    } else if (Object.keys(kept).length === 0) {
      this.#onSaved(current);
      this.#showOutcome(this.#texts.say('unchanged'));
    } else {
      this.#finish(await this.#upload(kept), edits);
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

  // Asks only about fields that both sides changed, to different values. Returns the changes to send, or null to keep editing.
  async #resolveConflict(changes, edits, current) {
    const { user } = this.#fields.version;
    const theirs = (name) => current.user[name] ?? '';
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
      const remaining = Object.entries(changes).filter(([name]) => !disputed.includes(name) || name in chosen);
      kept = Object.fromEntries(remaining);
    }
    this.#fields.rebase(current, edits, kept);
    return kept;
  }

  #finish(version, edits) {
    this.#fields.rebase(version, edits);
    this.#onSaved(version);
    this.#showOutcome(this.#texts.say(this.unsaved ? 'saved-in-part' : 'saved'), 'good');
  }

  #showOutcome(text, className = '') {
    this.#outcome.textContent = text;
    this.#outcome.className = className;
  }
}
