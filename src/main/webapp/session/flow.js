import { authorization, keep, take } from './authorization.js';
import { checkedClaims } from './id-token.js';
import { POPUP_STATE, signInByPopup } from './popup.js';
import { Provider } from './provider.js';
import { SignInError } from './sign-in-error.js';
import { Tokens } from './tokens.js';

// What a provider answers to prompt=none if it would have to show something (OpenID Connect Core 1.0, section 3.1.2.6).
const NOT_SIGNED_IN = ['login_required', 'interaction_required', 'consent_required', 'account_selection_required'];

/** The steps of the authorization code flow with PKCE, for one page. */
export class Flow {
  #root;
  #page;
  #browser;
  #settings = null;
  #provider = null;
  #clockOffset = 0;

  constructor(root, page, browser) {
    this.#root = root;
    this.#page = page;
    this.#browser = browser;
  }

  /** Reads what the server says about signing in. Returns whether it is configured. */
  async isConfigured() {
    if (this.#settings === null) {
      const response = await this.#browser.fetch(new URL('sign-in/', this.#root).href).catch(() => null);
      if (!response?.ok) {
        throw new SignInError('server-unreachable');
      }
      // The server checks tokens by its own clock, so that of this device does not matter.
      const date = Date.parse(response.headers.get('Date') ?? '');
      this.#clockOffset = Number.isNaN(date) ? 0 : date - this.#browser.Date.now();
      this.#settings = await response.json();
    }
    return typeof this.#settings.client_id === 'string';
  }

  /**
   * Returns the provider's response, if the address of the page has one, and the request that it must belong to. Removes the
   * response from the address, and so from the history, before anything else happens.
   *
   * @returns {{ response: URLSearchParams, request: object|null }|null}
   */
  takeResponse() {
    const { history, location, sessionStorage } = this.#browser;
    const request = take(sessionStorage);
    const response = new URLSearchParams(location.search);
    if (!response.has('state') || !(response.has('code') || response.has('error'))) {
      return null;
    }
    const expected = request?.state === response.get('state');
    history.replaceState(null, '', expected ? request.returnTo : this.#page.href);
    return { response, request: expected ? request : null };
  }

  /** Leaves the page for the provider. Does not return. A silent request shows nothing to the person. */
  async goToProvider(silent, beforeLeaving) {
    await this.#discover();
    const { location, sessionStorage, crypto } = this.#browser;
    const request = await authorization(crypto);
    const { state, nonce, verifier } = request;
    keep(sessionStorage, { state, nonce, verifier, silent, returnTo: location.href });
    beforeLeaving();
    const address = this.#provider.authorizationUrl(request, this.#page, silent ? 'none' : null);
    if (silent) {
      location.replace(address);
    } else {
      location.assign(address);
    }
    await new Promise(() => {});
  }

  /** Returns the tokens for a response, or null if a silent request found nobody signed in. */
  async finish(response, request) {
    if (request === null) {
      throw new SignInError('state');
    }
    await this.#discover();
    const nobody = request.silent && NOT_SIGNED_IN.includes(response.get('error'));
    this.#provider.checkSender(response);
    return nobody ? null : this.#redeem(response, request, null);
  }

  /** Returns new tokens, or null if the person cancelled. The page stays as it is. */
  async signInAgain(tokens, showDialog) {
    const request = await authorization(this.#browser.crypto, POPUP_STATE);
    const address = this.#provider.authorizationUrl(request, this.#page, null);
    const response = await signInByPopup(address, request.state, showDialog, this.#browser);
    if (response === null) {
      return null;
    }
    this.#provider.checkSender(response);
    return this.#redeem(response, request, tokens);
  }

  /** Returns new tokens for the refresh token. */
  async refresh(tokens) {
    const answer = await this.#provider.refresh(tokens.refresh);
    const expected = { nonce: tokens.nonce, subject: tokens.claims.sub, renewed: true };
    const claims = answer.id_token ? this.#check(answer.id_token, expected) : tokens.claims;
    return new Tokens(answer, claims, tokens.nonce, this.#browser.Date.now(), tokens);
  }

  /** The address at which the provider signs the person out, or null. */
  endSessionUrl(tokens) {
    return this.#provider?.endSessionUrl(tokens?.id ?? null, this.#page) ?? null;
  }

  async #discover() {
    if (!(await this.isConfigured())) {
      throw new SignInError('unconfigured');
    }
    this.#provider ??= await Provider.discover(this.#settings, this.#browser);
  }

  async #redeem(response, request, earlier) {
    const error = response.get('error');
    if (error !== null) {
      throw new SignInError(error === 'access_denied' ? 'denied' : 'refused', error);
    }
    const answer = await this.#provider.redeem(response.get('code'), request.verifier, this.#page);
    const claims = this.#check(answer.id_token, { nonce: request.nonce, subject: earlier?.claims.sub ?? null });
    return new Tokens(answer, claims, request.nonce, this.#browser.Date.now(), earlier);
  }

  #check(idToken, expected) {
    return checkedClaims(idToken, {
      ...expected,
      issuer: this.#provider.issuer,
      clientId: this.#settings.client_id,
      now: this.#browser.Date.now() + this.#clockOffset,
    });
  }
}
