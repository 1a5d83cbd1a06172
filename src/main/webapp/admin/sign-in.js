import { Refusal } from '../profile/client.js';
import { element } from '../profile/element.js';
import { Texts } from '../profile/texts.js';
import { explain } from './problem.js';

const FORBIDDEN = 403;
const NOT_AUTHENTICATED = 401;

/** Says who is signed in, lets people sign in and out, and starts the page for administrators only. */
export class SignIn {
  #session;
  #client;
  #texts;
  #page;
  #started = false;
  #account = document.getElementById('account');
  #panel = document.getElementById('signed-out');
  #state = document.getElementById('sign-in-state');
  #button = document.getElementById('sign-in-button');
  #form = document.getElementById('sign-in');

  /** @param {AdminPage} page */
  constructor(session, client, texts, page) {
    this.#session = session;
    this.#client = client;
    this.#texts = texts;
    this.#page = page;
    this.#button.addEventListener('click', () => session.signIn());
    // The script handles the submit, so that no token ever ends up in a URL.
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      const token = this.#form.token.value.trim();
      this.#form.reset();
      session.use(token);
    });
    this.#form.querySelector('button').disabled = false;
    session.addEventListener('change', () => this.show());
  }

  /** Shows the state of the session. */
  async show() {
    this.#showAccount();
    if (this.#session.state !== 'signed-in') {
      // Keeps what is shown, so that an expired session costs no typed text.
      this.#showPanel(await this.#signedOutState());
      return;
    }
    const refusal = this.#started ? null : await this.#refusal();
    if (refusal !== null) {
      this.#showPanel([refusal]);
      return;
    }
    if (!this.#started) {
      this.#started = true;
      this.#page.start();
    } else if (!this.#panel.hidden) {
      this.#page.resume();
    }
    const focused = this.#panel.contains(document.activeElement);
    this.#panel.hidden = true;
    if (focused) {
      this.#page.focus();
    }
  }

  // Asks the server, which knows the roles, with the smallest request that needs the role.
  async #refusal() {
    try {
      await this.#client.list({ limit: 1, username: '-' });
      return null;
    } catch (problem) {
      const known = problem instanceof Refusal && [NOT_AUTHENTICATED, FORBIDDEN].includes(problem.status);
      return known || !(problem instanceof Refusal) ? explain(problem, this.#texts) : null;
    }
  }

  async #signedOutState() {
    const { problem, state } = this.#session;
    if (state === 'unconfigured' && !this.#started) {
      return [this.#texts.say('sign-in.unconfigured'), ' ', this.#howToSetUp()];
    }
    if (problem !== null) {
      // The profile page has a text for each cause.
      return [(await Texts.load(this.#texts.language)).say(`sign-in-problem.${problem}`)];
    }
    return [this.#texts.say(this.#started ? 'sign-in.expired' : 'sign-in.needed')];
  }

  #howToSetUp() {
    return element('a', { href: new URL('../server.html#sign-in', import.meta.url).href }, this.#texts.say('sign-in.set-up'));
  }

  #showPanel(content) {
    const had = this.#state.textContent;
    this.#state.replaceChildren(...content);
    this.#panel.hidden = false;
    this.#button.hidden = this.#session.state !== 'signed-out';
    if (had !== '' && had !== this.#state.textContent) {
      this.#state.focus();
    }
  }

  #showAccount() {
    if (this.#session.state !== 'signed-in') {
      this.#account.replaceChildren();
      return;
    }
    const { name } = this.#session;
    const out = element(
      'button',
      { type: 'button', class: 'quiet small', id: 'sign-out' },
      this.#texts.say('sign-out'),
    );
    out.addEventListener('click', () => this.#signOut());
    const who = name === null ? this.#texts.say('signed-in') : this.#texts.say('signed-in.as', { name });
    this.#account.replaceChildren(element('span', {}, who), out);
  }

  async #signOut() {
    if (await this.#page.mayLeave()) {
      this.#page.stop();
      this.#started = false;
      await this.#session.signOut();
      this.#state.focus();
    }
  }
}
