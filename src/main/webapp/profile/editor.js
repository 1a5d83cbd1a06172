import { Refusal } from './client.js';
import { choose } from './conflict.js';
import { Draft } from './draft.js';
import { element } from './element.js';
import { Field, FIELDS } from './fields.js';
import { Picture, PICTURES } from './picture.js';
import { Progress } from './progress.js';

/** The form of one's own profile. Sends what was changed, and nothing else. */
export class Editor {
  #client;
  #texts;
  #saved;
  #version;
  #fields;
  #outcome = element('p', { id: 'outcome', role: 'status' });
  #progress;
  #buttons;

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
    const known = (names) => names.filter((name) => rules[name]);
    this.#fields = [
      ...known(PICTURES).map((name) => new Picture(name, rules[name], texts)),
      ...known(FIELDS).map((name) => new Field(name, rules[name], texts)),
    ];
    this.#progress = new Progress(texts);
    this.#buttons = [
      element('button', { id: 'save' }, texts.say('save')),
      element('button', { type: 'reset', class: 'quiet' }, texts.say('discard')),
    ];
    this.form = element(
      'form',
      { novalidate: true, 'aria-label': texts.say('edit') },
      element('h2', {}, texts.say('edit')),
      ...this.#fields.map((field) => field.row),
      this.#progress.view,
      this.#outcome,
      element('p', { class: 'buttons' }, ...this.#buttons),
    );
    // No submit is one of the browser's: nothing of the form ever stands in an address.
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#save();
    });
    this.form.addEventListener('reset', (event) => {
      event.preventDefault();
      this.#show(this.#version);
      this.#say('');
    });
    this.#show(version);
  }

  /** Whether something would be lost if the page went away. */
  get unsaved() {
    return Object.keys(this.#changes()).length > 0;
  }

  #show(version) {
    this.#version = version;
    for (const field of this.#fields) {
      field.value = version.user[field.name] ?? '';
      field.error = '';
    }
  }

  #changes() {
    const changed = this.#fields.filter((field) => !field.readOnly && field.value !== this.#known(field.name));
    return Object.fromEntries(changed.map((field) => [field.name, field.value]));
  }

  #known(name, { user } = this.#version) {
    return user[name] ?? '';
  }

  async #save() {
    const changes = this.#changes();
    if (Object.keys(changes).length === 0) {
      this.#say(this.#texts.say('unchanged'));
      return;
    }
    this.#fields.forEach((field) => (field.error = ''));
    this.#say(this.#texts.say('saving'));
    this.#buttons.forEach((button) => (button.disabled = true));
    try {
      await this.#send(changes);
    } catch (problem) {
      this.#tell(problem);
    } finally {
      this.#buttons.forEach((button) => (button.disabled = false));
    }
  }

  async #send(changes) {
    try {
      this.#done(await this.#upload(changes));
    } catch (problem) {
      if (!(problem instanceof Refusal) || problem.status !== 412) {
        throw problem;
      }
      await this.#settle(changes, await this.#client.profile('me'));
    }
  }

  async #upload(changes) {
    const { user, tag } = this.#version;
    const pictures = Object.entries(changes).filter(([, value]) => value instanceof Draft);
    if (pictures.length === 0) {
      return this.#client.change(user.id, tag, changes);
    }
    const files = await Promise.all(pictures.map(async ([name, draft]) => [name, await draft.content()]));
    const upload = { ...changes, ...Object.fromEntries(files) };
    return this.#progress.during((watch) => this.#client.change(user.id, tag, upload, watch));
  }

  // What only one side changed is no matter of choice.
  async #settle(changes, present) {
    const disputed = Object.keys(changes).filter(
      (name) => ![this.#known(name), changes[name]].includes(this.#known(name, present)),
    );
    let kept = changes;
    if (disputed.length > 0) {
      const pick = (from) => Object.fromEntries(disputed.map((name) => [name, from(name)]));
      const mine = pick((name) => changes[name]);
      const theirs = pick((name) => this.#known(name, present));
      const chosen = await choose(this.form, mine, theirs, this.#texts);
      if (chosen === null) {
        this.#say('');
        return;
      }
      const settled = Object.entries(changes).filter(([name]) => !disputed.includes(name) || name in chosen);
      kept = Object.fromEntries(settled);
    }
    this.#show(present);
    this.#fields.filter((field) => field.name in kept).forEach((field) => (field.value = kept[field.name]));
    if (Object.keys(kept).length === 0) {
      this.#saved(present);
      this.#say(this.#texts.say('unchanged'));
    } else {
      await this.#send(kept);
    }
  }

  #done(version) {
    this.#show(version);
    this.#saved(version);
    this.#say(this.#texts.say('saved'), 'good');
  }

  #tell(problem) {
    if (!(problem instanceof Refusal)) {
      this.#say(this.#texts.say(problem.name === 'AbortError' ? 'cancelled' : 'unreachable'), 'error');
      return;
    }
    const wrong = this.#fields.filter((field) => problem.errors.some((error) => error.field === field.name));
    for (const field of wrong) {
      const { messages } = problem.errors.find((error) => error.field === field.name);
      field.error = this.#texts.error(messages.at(-1), field.limits);
    }
    wrong[0]?.focus();
    const general = problem.errors.find((error) => error.message);
    if (wrong.length > 0) {
      this.#say(this.#texts.say('not-saved', { count: wrong.length }), 'error');
    } else {
      this.#say(general ? this.#texts.error(general) : this.#texts.say('refused'), 'error');
    }
  }

  #say(text, mood = '') {
    this.#outcome.textContent = text;
    this.#outcome.className = mood;
  }
}
