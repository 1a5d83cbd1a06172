import { SignInError } from './sign-in-error.js';

const DISCOVERY = '/.well-known/openid-configuration';
const TIMEOUT = 10_000;
// Nothing is shown before the document has come.
const DISCOVERY_TIMEOUT = 4000;
const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

/** The endpoints of the identity provider, as its discovery document names them (OpenID Connect Discovery 1.0). */
export class Provider {
  #settings;
  #metadata;
  #browser;

  constructor(settings, metadata, browser) {
    this.#settings = settings;
    this.#metadata = metadata;
    this.#browser = browser;
  }

  /** @param {{ authority: string, client_id: string, scope: string }} settings what `sign-in/` answers */
  static async discover(settings, browser) {
    const response = await request(browser, settings.authority.replace(/\/$/, '') + DISCOVERY, {
      signal: AbortSignal.timeout(DISCOVERY_TIMEOUT),
    });
    const metadata = response.ok ? await json(response) : {};
    const endpoints = [metadata.authorization_endpoint, metadata.token_endpoint];
    if (metadata.issuer !== settings.authority || !endpoints.every(isSecure)) {
      throw new SignInError(response.status >= 500 ? 'provider-unreachable' : 'provider-misconfigured');
    }
    return new Provider(settings, metadata, browser);
  }

  get issuer() {
    return this.#metadata.issuer;
  }

  /** The address to which the person goes to sign in. */
  authorizationUrl({ state, nonce, challenge }, page, prompt) {
    return withQuery(this.#metadata.authorization_endpoint, {
      response_type: 'code',
      client_id: this.#settings.client_id,
      redirect_uri: page.href,
      scope: this.#settings.scope,
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      ...(prompt ? { prompt } : {}),
    });
  }

  /** Checks who sent a response (RFC 9207), so that a code is never sent to another provider than the one that issued it. */
  checkSender(response) {
    const sender = response.get('iss');
    const required = this.#metadata.authorization_response_iss_parameter_supported === true;
    if (sender === null ? required : sender !== this.issuer) {
      throw new SignInError('issuer');
    }
  }

  /** Exchanges a code for tokens. */
  redeem(code, verifier, page) {
    return this.#tokens({ grant_type: 'authorization_code', code, redirect_uri: page.href, code_verifier: verifier });
  }

  /** Exchanges a refresh token for new tokens. */
  refresh(token) {
    return this.#tokens({ grant_type: 'refresh_token', refresh_token: token });
  }

  /** The address at which the provider ends its session (OpenID Connect RP-Initiated Logout 1.0), or null if it has none. */
  endSessionUrl(idToken, page) {
    const endpoint = this.#metadata.end_session_endpoint;
    return isSecure(endpoint)
      ? withQuery(endpoint, {
          ...(idToken !== null && { id_token_hint: idToken }),
          client_id: this.#settings.client_id,
          post_logout_redirect_uri: page.href,
        })
      : null;
  }

  async #tokens(grant) {
    const response = await request(this.#browser, this.#metadata.token_endpoint, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ ...grant, client_id: this.#settings.client_id }),
    });
    if (response.status >= 500) {
      throw new SignInError('provider-unreachable');
    }
    const answer = await json(response);
    if (!response.ok || typeof answer.access_token !== 'string' || !/^bearer$/i.test(answer.token_type ?? '')) {
      throw new SignInError('refused', answer.error);
    }
    return answer;
  }
}

function isSecure(address) {
  if (!URL.canParse(address ?? '')) {
    return false;
  }
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}

function withQuery(address, parameters) {
  const url = new URL(address);
  Object.entries(parameters).forEach(([name, value]) => url.searchParams.set(name, value));
  return url.href;
}

async function request(browser, address, options = {}) {
  try {
    return await browser.fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
      ...options,
    });
  } catch {
    throw new SignInError('provider-unreachable');
  }
}

async function json(response) {
  try {
    return (await response.json()) ?? {};
  } catch {
    return {};
  }
}
