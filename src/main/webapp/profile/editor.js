import { Account } from './account.js';
import { CHANGED } from './client.js';
import { Collection } from './collection.js';
import { resolve } from './conflict.js';
import { ask } from './dialog.js';
import { Draft } from './draft.js';
import { element } from './element.js';
import { FormFields } from './form-fields.js';
import { Header } from './header.js';
import { explain } from './problem.js';
import { Programs } from './programs.js';
import { Progress } from './progress.js';

const NOT_SAVED = { 401: 'not-saved.signed-out', 403: 'not-saved.forbidden', [CHANGED]: 'not-saved.changed' };
const SECTIONS = {
  you: ['username', 'real_name', 'description'],
  about: ['bio', 'website'],
  place: ['location', 'location_lat_lng', 'position_lat_lng'],
  personal: ['date_of_birth', 'gender'],
};

/** The form to edit one's own profile. Sends only the fields that were changed. */
export class Editor {
  #client;
  #texts;
  #on;
  #header;
  #fields;
  #programs;
  #hasPicture;
  #outcome = element('p', { id: 'outcome', role: 'status' });
  #progress;
  #buttons;
  #busy = false;

  /**
   * @param {ProfileClient} client
   * @param {{ user: object, tag: string }} version the version to edit
   * @param {{ rules: object, levels: object|null }} limits the rules of the fields to show, and who may see them
   * @param {Texts} texts
   * @param {object} on
   * @param {(version: object, fields: string[]) => void} on.saved takes the current version after a save or a conflict, and the
   *   names of the fields that were saved
   * @param {(() => void)|null} on.done closes the form, after a save of everything or after Cancel; null if it stays open
   * @param {(() => void)|null} on.deleted is called after the profile was deleted; null if the form does not offer that
   */
  constructor(client, version, limits, texts, on) {
    this.#client = client;
    this.#texts = texts;
    this.#on = on;
    this.#header = new Header(texts);
    this.#header.show(version.user, (field) => field in limits.rules);
    this.#fields = new FormFields(version, limits, texts, (field, picture) => this.#header.showPicture(field, picture));
    this.#programs = on.deleted && new Programs(client, texts, this.#audienceOpener(limits.levels));
    this.#buttons = [
      element('button', { id: 'save', part: 'button' }, texts.say('save')),
      element(
        'button',
        { id: 'discard', type: 'reset', class: 'quiet', part: 'button' },
        texts.say(on.done ? 'cancel' : 'discard'),
      ),
    ];
    this.#progress = new Progress(texts, () => this.#buttons[0].focus());
    this.form = this.#makeForm();
    this.#listen();
    this.#loadPrograms();
  }

  #loadPrograms() {
    this.#hasPicture = this.#fields.version.user.avatar !== null;
    this.#programs?.load(this.#hasPicture);
  }

  // Where the site shows no picture to everyone, the user's choice does not matter.
  #audienceOpener(levels) {
    const avatar = this.#fields.get('avatar');
    return avatar && levels?.floor.avatar === 'public' ? () => avatar.focusAudience() : null;
  }

  #makeForm() {
    const fields = (names) => names.map((name) => this.#fields.get(name)).filter((field) => field);
    const [avatar, cover] = ['avatar', 'cover'].map((name) => this.#fields.get(name));
    this.#header.add({ avatar: avatar?.opener, cover: cover?.opener });
    if (avatar && !avatar.readOnly) {
      const collection = new Collection(this.#client, this.#texts, () => this.#refresh());
      avatar.row.append(collection.view);
      avatar.row.addEventListener('open', () => collection.load());
    }
    const sections = Object.entries(SECTIONS)
      .map(([name, names]) => [name, fields(names).map((field) => field.row)])
      .filter(([, rows]) => rows.length > 0)
      .map(([name, rows]) => this.#section(name, rows));
    const hint = element('p', { id: 'audience-hint', class: 'hint' }, this.#texts.say('hint.audience'));
    const { userId } = this;
    return element(
      'form',
      { novalidate: true, 'aria-label': this.#texts.say('edit'), tabindex: -1 },
      this.#header.view,
      ...fields(['avatar', 'cover']).map((field) => field.row),
      this.#fields.hasAudiences ? hint : null,
      ...sections,
      this.#programs?.view,
      this.#on.deleted && new Account(this.#client, userId, this.#texts, this.#on.deleted).view,
      element(
        'div',
        { class: 'save-bar', part: 'save-bar' },
        this.#progress.view,
        this.#outcome,
        element('p', { class: 'buttons' }, ...this.#buttons),
      ),
    );
  }

  #section(name, rows) {
    const id = `section-${name}`;
    const heading = element('h3', { id }, this.#texts.say(`section.${name}`));
    return element('section', { 'aria-labelledby': id }, heading, ...rows);
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
    this.#fields.adopt(other.#fields);
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
      this.#whileBusy(() => this.#cancel());
    });
  }

  async #cancel() {
    if (this.#on.done === null) {
      this.#fields.reset();
      this.#showOutcome('');
    } else if (!this.unsaved || (await this.confirmDiscard(this.form))) {
      this.#on.done(null);
    }
  }

  /** Asks whether to discard the unsaved changes. */
  async confirmDiscard(parent) {
    const explanation = element('p', {}, this.#texts.say('unsaved.explanation'));
    const { answer } = await ask(parent, this.#texts.say('unsaved'), [explanation], {
      keep: this.#texts.say('continue'),
      discard: this.#texts.say('discard'),
    });
    return answer === 'discard';
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
    const { changes, edits, levels } = this.#fields;
    if (incomplete > 0) {
      this.#showInvalidCount(incomplete);
      return;
    }
    // Before the texts, which nobody may see who is excluded now.
    if (Object.keys(levels).length > 0) {
      this.#fields.savedLevels(await this.#client.changeLevels(levels));
      this.#loadPrograms();
    }
    if (Object.keys(changes).length > 0) {
      await this.#send(changes, edits);
    } else if (Object.keys(levels).length > 0) {
      this.#finish(this.#fields.version, edits, {});
    } else {
      this.#finishUnchanged();
    }
  }

  // Shows the picture that the profile has now. Keeps all other changes, also if somebody else changed the same fields.
  async #refresh() {
    const { edits, changes, version } = this.#fields;
    const { avatar, ...others } = changes;
    const current = await this.#client.profile('me');
    const kept = await resolve(this.form.parentNode, others, version.user, current.user, this.#texts);
    this.#fields.rebase(current, edits, kept ?? others);
    this.#showHeader(current.user);
    this.#on.saved(current, ['avatar']);
  }

  async #send(changes, edits) {
    try {
      this.#finish(await this.#upload(changes), edits, changes);
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
    const kept = await resolve(this.form.parentNode, changes, this.#fields.version.user, current.user, this.#texts);
    if (kept === null) {
      this.#showOutcome('');
      return;
    }
    this.#fields.rebase(current, edits, kept);
    if (Object.keys(kept).length === 0) {
      this.#on.saved(current, []);
      this.#showHeader(current.user);
      this.#finishUnchanged();
    } else {
      this.#finish(await this.#upload(kept), edits, kept);
    }
  }

  // A removed picture is deleted, not only hidden among the earlier ones.
  async #upload(changes) {
    if (changes.avatar !== '') {
      return this.#put(changes);
    }
    const primary = (await this.#client.avatars()).find((picture) => picture.primary);
    const version = await this.#put(changes);
    if (primary) {
      await this.#client.deleteAvatar(primary.id);
    }
    return version;
  }

  async #put(changes) {
    const { user, tag } = this.#fields.version;
    const pictures = Object.entries(changes).filter(([, value]) => value instanceof Draft);
    if (pictures.length === 0) {
      return this.#client.change(user.id, tag, changes);
    }
    const files = await Promise.all(pictures.map(async ([name, draft]) => [name, await draft.content()]));
    const upload = { ...changes, ...Object.fromEntries(files) };
    return this.#progress.during((watch) => this.#client.change(user.id, tag, upload, watch));
  }

  #finish(version, edits, saved) {
    this.#fields.rebase(version, edits);
    this.#on.saved(version, Object.keys(saved));
    if (!this.unsaved && this.#on.done) {
      this.#on.done('saved');
      return;
    }
    this.#showHeader(version.user);
    this.#showOutcome(this.#texts.say(this.unsaved ? 'saved-in-part' : 'saved'), 'good');
  }

  // Keeps showing pictures that are not saved yet.
  #showHeader(user) {
    this.#header.show(user, (field) => this.#fields.get(field) !== undefined);
    if (this.#hasPicture !== (this.#fields.version.user.avatar !== null)) {
      this.#loadPrograms();
    }
    for (const field of ['avatar', 'cover'].filter((name) => this.#fields.get(name))) {
      this.#header.showPicture(field, this.#fields.get(field).value);
    }
  }

  #finishUnchanged() {
    if (this.#on.done && !this.unsaved) {
      this.#on.done('unchanged');
    } else {
      this.#showOutcome(this.#texts.say('unchanged'));
    }
  }

  #showOutcome(text, className = '') {
    this.#outcome.textContent = text;
    this.#outcome.className = className;
  }
}
