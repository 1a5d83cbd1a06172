import { showDialog } from './session/dialog.js';
import { Flow } from './session/flow.js';
import { displayName } from './session/id-token.js';
import { handOver, isForPopup } from './session/popup.js';
import { rejection } from './session/rejection.js';
import { SignInError } from './session/sign-in-error.js';

const TRIED = 'portrait.sign-in-tried';
const SHORTEST_TIMER = 5000; // even if tokens are valid for a second only
const LONGEST_TIMER = 2 ** 31 - 1;

/**
 * The sign-in of one page at the identity provider (contract §13): OpenID Connect with authorization code and PKCE, as "OAuth 2.0 for
 * Browser-Based Applications" recommends. Tokens are in this object only. Sends the event `change` when its properties change.
 */
export class Session extends EventTarget {
  #root;
  #browser;
  #showDialog;
  #flow;
  #configured = true;
  #tokens = null;
  #problem = null;
  #pasted = null;
  #timer = null;
  #refreshing = null;
  #renewing = null;
  #left = false;
  #shown = '';

  constructor(root, page, browser, dialog) {
    super();
    this.#root = root;
    this.#browser = browser;
    this.#showDialog = dialog;
    this.#flow = new Flow(root, page, browser);
  }

  /**
   * Starts the session of a page. Finishes a sign-in from which the provider sends the person back, and restores the address that
   * the page had before. Otherwise asks the provider, by a redirect, whether the person is still signed in, unless it did not answer
   * before, or the person has signed out.
   *
   * @param {URL} root the context root, with a trailing slash
   * @param {URL} page the redirect address of this page, without a query
   * @param {Window} browser
   * @param {Function} dialog as `showDialog`
   * @returns {Promise<Session>}
   */
  static async start(root, page, browser = globalThis, dialog = showDialog) {
    const session = new Session(root, page, browser, dialog);
    try {
      session.#listen();
      await session.#begin();
    } catch (problem) {
      session.#end(codeOf(problem));
    }
    return session;
  }

  /** @returns {'unconfigured'|'signed-out'|'signed-in'} */
  get state() {
    if (this.#pasted?.token) {
      return 'signed-in';
    }
    if (!this.#configured) {
      return 'unconfigured';
    }
    return this.#tokens === null ? 'signed-out' : 'signed-in';
  }

  /** The name of the person, or null. */
  get name() {
    return this.#tokens === null ? null : displayName(this.#tokens.claims);
  }

  /** Why the person is not signed in, as a code for which the page has a text `sign-in-problem.CODE`; or null. */
  get problem() {
    return this.#problem;
  }

  /**
   * Returns the access token. Renews it if it expires soon or was rejected: silently where the provider gave a refresh token,
   * otherwise in a popup, so that the page keeps what the person typed.
   *
   * @param {string|null} rejected the token that the server rejected
   * @returns {Promise<string|null>} null if nobody is signed in
   */
  async token(rejected = null) {
    if (this.#pasted !== null) {
      this.#pasted.token = rejected === this.#pasted.token ? null : this.#pasted.token;
      this.#changed();
      return this.#pasted.token;
    }
    const tokens = this.#tokens;
    const now = this.#browser.Date.now();
    if (tokens !== null && (rejected === tokens.access || tokens.isDue(now) || tokens.isExpired(now))) {
      this.#renewing ??= this.#renew(rejected === tokens.access).finally(() => {
        this.#renewing = null;
      });
      return this.#renewing;
    }
    return tokens?.access ?? null;
  }

  /** Sends the person to the provider. The page is left. */
  async signIn() {
    try {
      await this.#leave(false);
    } catch (problem) {
      this.#end(codeOf(problem));
    }
  }

  /** Signs out, at the provider too. The page is left if the provider has an address for that. */
  async signOut() {
    const address = this.#flow.endSessionUrl(this.#tokens);
    this.#browser.sessionStorage.setItem(TRIED, 'signed out');
    this.#pasted = null;
    if (address === null) {
      this.#end(null);
    } else {
      this.#left = true;
      this.#browser.location.assign(address);
    }
  }

  /** Uses a token that a developer pasted, instead of the provider's. */
  use(token) {
    this.#pasted = { token };
    this.#shown = ''; // another token may be of somebody else
    this.#changed();
  }

  async #begin() {
    const returned = this.#flow.takeResponse();
    if (returned !== null && isForPopup(returned.response)) {
      throw new SignInError((await handOver(returned.response, this.#browser)) ? 'popup-done' : 'state');
    }
    this.#configured = await this.#flow.isConfigured();
    if (returned !== null) {
      // The provider answers, so the next load of the page may ask again: the person may have signed in elsewhere by then.
      this.#browser.sessionStorage.removeItem(TRIED);
      const tokens = await this.#flow.finish(returned.response, returned.request);
      if (tokens !== null) {
        this.#accept(tokens);
      }
    } else if (this.#configured && this.#browser.sessionStorage.getItem(TRIED) === null) {
      await this.#leave(true);
    }
  }

  #leave(silent) {
    return this.#flow.goToProvider(silent, () => {
      this.#left = true;
      if (silent) {
        // The page does not ask again, even if the provider never sends the person back.
        this.#browser.sessionStorage.setItem(TRIED, 'asked');
      }
    });
  }

  #accept(tokens) {
    this.#tokens = tokens;
    this.#problem = null;
    this.#browser.clearTimeout(this.#timer);
    if (tokens.refresh !== null && tokens.renewAt < Infinity) {
      const wait = Math.min(Math.max(tokens.renewAt - this.#browser.Date.now(), SHORTEST_TIMER), LONGEST_TIMER);
      this.#timer = this.#browser.setTimeout(() => this.#refreshIfSeen(), wait);
    }
    this.#changed();
  }

  async #renew(rejected) {
    const { access } = this.#tokens;
    if (rejected && this.#tokens.isFresh(this.#browser.Date.now())) {
      return this.#giveUp(access);
    }
    const renewed = await this.#refresh();
    if (this.#tokens === null) {
      return null; // signed out in the meantime
    }
    if (renewed || (!rejected && !this.#tokens.isExpired(this.#browser.Date.now()))) {
      return this.#tokens.access;
    }
    return this.#signInAgain();
  }

  // A new token that the server rejects. If it accepted an earlier one, the session goes on, so that typed text can be saved later.
  async #giveUp(access) {
    const problem = await rejection(this.#browser, this.#root, access);
    if (problem === 'no-profile') {
      return access; // the page says so
    }
    if (this.#tokens?.replacesOthers) {
      this.#problem = problem;
      this.#changed();
    } else {
      this.#end(problem);
    }
    return null;
  }

  // Whatever goes wrong here, the next attempt opens the popup again, so that typed text can still be saved.
  async #signInAgain() {
    const expired = this.#tokens;
    try {
      const tokens = await this.#flow.signInAgain(expired, this.#showDialog);
      return this.#replace(expired, tokens) ? tokens.access : null;
    } catch (problem) {
      this.#problem = codeOf(problem);
      this.#changed();
      return null;
    }
  }

  // Providers that replace a refresh token at each use take a second use for theft.
  #refresh() {
    this.#refreshing ??= this.#tryRefresh().finally(() => {
      this.#refreshing = null;
    });
    return this.#refreshing;
  }

  async #tryRefresh() {
    const tokens = this.#tokens;
    if (tokens.refresh === null) {
      return false;
    }
    try {
      return this.#replace(tokens, await this.#flow.refresh(tokens));
    } catch (problem) {
      if (codeOf(problem) !== 'provider-unreachable') {
        tokens.refresh = null;
      }
      return false;
    }
  }

  // The person may have signed out in the meantime.
  #replace(tokens, newer) {
    const current = newer !== null && this.#tokens === tokens;
    if (current) {
      this.#accept(newer);
    }
    return current;
  }

  // A tab in the background lets the provider's session end. It renews the token when it is seen again, so also when the
  // device wakes up and no timer ran in time.
  #refreshIfSeen() {
    const visible = this.#browser.document?.visibilityState !== 'hidden';
    if (visible && this.#tokens?.isDue(this.#browser.Date.now())) {
      this.#refresh();
    }
  }

  #listen() {
    this.#browser.document?.addEventListener('visibilitychange', () => this.#refreshIfSeen());
    this.#browser.addEventListener?.('pageshow', ({ persisted }) => {
      // "Back" would otherwise show the page as it was, with its tokens.
      if (persisted && this.#left) {
        this.#browser.location.reload();
      }
    });
  }

  #end(problem) {
    this.#browser.clearTimeout(this.#timer);
    this.#tokens = null;
    this.#problem = problem;
    this.#changed();
  }

  #changed() {
    const { state, name, problem } = this;
    const shown = JSON.stringify([state, name, problem]);
    if (shown !== this.#shown) {
      this.#shown = shown;
      this.dispatchEvent(new Event('change'));
    }
  }
}

function codeOf(problem) {
  return problem instanceof SignInError ? problem.code : 'failed';
}
