// Tests the sign-in of the pages without a browser: window, provider and clock are fakes. SessionModuleTest runs this file;
// Node.js 20.19 or later runs it directly, with "node --test".
import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import { beforeEach, describe, test } from 'node:test';
import { Session } from '../../../../src/main/webapp/session.js';

const ROOT = new URL('https://profiles.example/');
const PAGE = new URL('https://profiles.example/');
const ISSUER = 'https://id.example/realms/a';
const CLIENT = 'pages';
const START = Date.UTC(2026, 0, 1);
const SUBJECT = 'ann-1';

const DISCOVERY = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/auth?tenant=x`,
  token_endpoint: `${ISSUER}/token`,
  end_session_endpoint: `${ISSUER}/logout`,
};

/** The fake window of one tab; `open()` is a page load in it. */
class Tab {
  now = START;
  serverTime = null;
  visits = [];
  timers = [];
  posted = [];
  sent = [];
  discovery = { ...DISCOVERY };
  settings = { authority: ISSUER, client_id: CLIENT, scope: 'openid profile' };
  tokenAnswers = [];
  api = () => new Response('{}');
  storage = new Map();
  listeners = {};
  dialogs = [];

  constructor() {
    this.url = new URL('https://profiles.example/?user=6#bio');
    this.channels = new Set();
  }

  window() {
    const tab = this;
    const on = (name, listener) => (this.listeners[name] = listener);
    return {
      crypto: webcrypto,
      Date: { now: () => this.now },
      document: { visibilityState: 'visible', addEventListener: on },
      addEventListener: on,
      navigator: {},
      location: {
        get href() {
          return tab.url.href;
        },
        get search() {
          return tab.url.search;
        },
        assign: (address) => this.visits.push(new URL(address)),
        replace: (address) => this.visits.push(new URL(address)),
        reload: () => this.visits.push(this.url),
      },
      history: { replaceState: (state, title, address) => (this.url = new URL(address, this.url)) },
      sessionStorage: {
        getItem: (name) => this.storage.get(name) ?? null,
        setItem: (name, value) => this.storage.set(name, value),
        removeItem: (name) => this.storage.delete(name),
      },
      setTimeout: (action, wait) => this.timers.push({ action, at: this.now + wait }),
      clearTimeout: (number) => delete this.timers[number - 1],
      BroadcastChannel: channelClass(this.channels),
      open: (address) => {
        this.visits.push(new URL(address));
        return { close() {} };
      },
      close: () => this.visits.push('closed'),
      fetch: (address, options) => this.fetch(new URL(address), options),
    };
  }

  async fetch(address, options) {
    this.sent.push({ address: address.href, options });
    if (address.pathname === '/sign-in/') {
      return new Response(JSON.stringify(this.settings), { headers: { Date: new Date(this.serverTime ?? this.now).toUTCString() } });
    }
    if (address.pathname.startsWith('/api/')) {
      return this.api();
    }
    if (address.pathname.endsWith('openid-configuration')) {
      if (this.discovery === null) {
        throw new TypeError('Failed to fetch');
      }
      return new Response(JSON.stringify(this.discovery));
    }
    assert.equal(address.href, this.discovery.token_endpoint);
    const answer = this.tokenAnswers.shift();
    if (answer instanceof Error) {
      throw answer;
    }
    return new Response(JSON.stringify(answer), { status: answer.error ? 400 : 200 });
  }

  /** Loads the page. Returns once the session has started, or once the page was left. */
  async open() {
    const before = this.visits.length;
    let session = null;
    Session.start(ROOT, PAGE, this.window(), (open) => this.dialog(open)).then((started) => (session = started));
    await until(() => session !== null || this.visits.length > before);
    return session;
  }

  dialog(open) {
    let cancel;
    const cancelled = new Promise((resolve) => (cancel = resolve));
    const dialog = { open, cancel, closed: false };
    this.dialogs.push(dialog);
    return { cancelled, close: () => (dialog.closed = true) };
  }

  /** The parameters of the last visit to the provider. */
  get request() {
    return this.visits.at(-1).searchParams;
  }

  /** The provider sends the person back. */
  comeBack(parameters) {
    this.url = new URL(`?${new URLSearchParams({ state: this.request.get('state'), ...parameters })}`, PAGE);
    return this.open();
  }

  answer({ claims = {}, ...rest } = {}) {
    this.tokenAnswers.push({
      access_token: 'access-1',
      token_type: 'Bearer',
      expires_in: 300,
      id_token: this.idToken(claims),
      ...rest,
    });
  }

  idToken(claims) {
    const seconds = (this.serverTime ?? this.now) / 1000;
    const all = {
      iss: ISSUER,
      aud: CLIENT,
      sub: SUBJECT,
      nonce: this.request.get('nonce'),
      iat: seconds,
      exp: seconds + 300,
      name: 'Ann Exämple',
      ...claims,
    };
    return `x.${Buffer.from(JSON.stringify(all)).toString('base64url')}.x`;
  }

  /** Signs in by the request that a new tab makes by itself. */
  async signIn(answer) {
    await this.open();
    this.answer(answer);
    return this.comeBack({ code: 'code-1' });
  }

  get tokenRequests() {
    return this.sent.filter(({ address }) => address === DISCOVERY.token_endpoint).map(({ options }) => options.body);
  }

  async pass(milliseconds) {
    this.now += milliseconds;
    for (const timer of this.timers.filter(({ at } = {}) => at <= this.now)) {
      delete this.timers[this.timers.indexOf(timer)];
      timer.action();
    }
    await settled();
  }
}

function channelClass(open) {
  return class {
    constructor() {
      open.add(this);
    }
    postMessage(data) {
      open.forEach((other) => other !== this && queueMicrotask(() => other.onmessage?.({ data })));
    }
    close() {
      open.delete(this);
    }
  };
}

async function settled() {
  for (let turn = 0; turn < 50; turn++) {
    await new Promise(setImmediate);
  }
}

async function until(condition) {
  for (const end = Date.now() + 10_000; Date.now() < end && !condition(); ) {
    await new Promise((resolve) => setTimeout(resolve, 1)); // a digest takes another thread
  }
  assert.ok(condition(), `In vain: ${condition}`);
}

let tab;
beforeEach(() => {
  tab = new Tab();
});

describe('The start of a page', () => {
  test('asks the provider without a click, by code, PKCE, state and nonce', async () => {
    await tab.open();

    const { request } = tab;
    assert.equal(tab.visits[0].origin + tab.visits[0].pathname, `${ISSUER}/auth`);
    assert.deepEqual(
      ['tenant', 'response_type', 'client_id', 'redirect_uri', 'scope', 'prompt', 'code_challenge_method'].map((name) => request.get(name)),
      ['x', 'code', CLIENT, PAGE.href, 'openid profile', 'none', 'S256'],
    );
    ['state', 'nonce', 'code_challenge'].forEach((name) => assert.match(request.get(name), /^[\w-]{43}$/));
    assert.equal(new Set(['state', 'nonce', 'code_challenge'].map((name) => request.get(name))).size, 3);
  });

  test('signs in a person whom the provider knows, and restores the address', async () => {
    const session = await tab.signIn();

    assert.deepEqual([session.state, session.name, session.problem], ['signed-in', 'Ann Exämple', null]);
    assert.equal(await session.token(null), 'access-1');
    assert.equal(tab.url.href, 'https://profiles.example/?user=6#bio');
    const [sent] = tab.tokenRequests;
    assert.deepEqual(
      [sent.get('grant_type'), sent.get('code'), sent.get('redirect_uri'), sent.get('client_id')],
      ['authorization_code', 'code-1', PAGE.href, CLIENT],
    );
    const digest = await webcrypto.subtle.digest('SHA-256', new TextEncoder().encode(sent.get('code_verifier')));
    assert.equal(Buffer.from(digest).toString('base64url'), tab.request.get('code_challenge'));
  });

  test('keeps no token outside of the memory', async () => {
    await tab.signIn();

    assert.equal(tab.storage.size, 0);
  });

  test('asks again after a reload, since tokens are gone then', async () => {
    await tab.signIn();
    await tab.open();

    assert.equal(tab.visits.length, 2);
  });

  test('asks once if the provider knows nobody, and again after a reload', async () => {
    await tab.open();
    const session = await tab.comeBack({ error: 'login_required' });
    assert.deepEqual([session.state, session.problem, await session.token(null)], ['signed-out', null, null]);
    assert.equal(tab.url.search, '?user=6');

    assert.equal(tab.visits.length, 1);
    await tab.open();
    assert.equal(tab.visits.length, 2);
  });

  test('asks only once if the provider never answers', async () => {
    await tab.open();
    tab.url = new URL('https://profiles.example/?user=6');
    const session = await tab.open();

    assert.deepEqual([session.state, tab.visits.length], ['signed-out', 1]);
  });

  test('does not leave the page if the provider cannot be reached', async () => {
    tab.discovery = null;
    const session = await tab.open();

    assert.deepEqual([session.state, session.problem, tab.visits.length], ['signed-out', 'provider-unreachable', 0]);
  });

  test('says so if sign-in is not configured', async () => {
    tab.settings = {};
    const session = await tab.open();

    assert.deepEqual([session.state, session.problem, tab.visits.length], ['unconfigured', null, 0]);
    session.use('pasted');
    assert.equal(await session.token(null), 'pasted');
    assert.equal(await session.token('pasted'), null);
    assert.equal(await session.token(null), null);
  });

  for (const discovery of [
    { ...DISCOVERY, issuer: 'https://other.example' },
    { ...DISCOVERY, token_endpoint: 'http://id.example/token' },
    { ...DISCOVERY, authorization_endpoint: 'javascript:alert(1)' },
    {},
  ]) {
    test(`refuses the discovery document ${JSON.stringify(discovery)}`, async () => {
      tab.discovery = discovery;
      const session = await tab.open();

      assert.deepEqual([session.problem, tab.visits.length], ['provider-misconfigured', 0]);
    });
  }
});

describe('A response of the provider', () => {
  async function refused(parameters, problem) {
    const session = await tab.comeBack(parameters);
    assert.deepEqual([session.state, session.problem], ['signed-out', problem]);
    assert.equal(await session.token(null), null);
    assert.ok(!tab.url.searchParams.has('code'), 'the code is no longer in the address');
    return session;
  }

  beforeEach(() => tab.open());

  test('with another state is refused, and no code is redeemed', async () => {
    await refused({ code: 'x', state: 'forged' }, 'state');
    assert.deepEqual([tab.tokenRequests.length, tab.url.href], [0, PAGE.href]);
  });

  test('is accepted once only', async () => {
    tab.answer();
    await tab.comeBack({ code: 'code-1' });
    await refused({ code: 'code-1' }, 'state');
  });

  for (const [claim, value, problem] of [
    ['nonce', 'other', 'id-token'],
    ['nonce', undefined, 'id-token'],
    ['iss', 'https://other.example', 'id-token'],
    ['aud', 'another', 'id-token'],
    ['aud', [CLIENT, 'another'], 'id-token'],
    ['azp', 'another', 'id-token'],
    ['sub', '', 'id-token'],
    ['exp', undefined, 'clock'],
    ['exp', START / 1000 - 61, 'clock'],
    ['iat', START / 1000 + 61, 'clock'],
  ]) {
    test(`is refused if the claim ${claim} of the ID token is ${JSON.stringify(value)}`, async () => {
      tab.answer({ claims: { [claim]: value } });
      await refused({ code: 'x' }, problem);
    });
  }

  test('may come from clocks that differ by less than a minute', async () => {
    tab.answer({ claims: { iat: START / 1000 + 50, exp: START / 1000 - 50 } });
    assert.equal((await tab.comeBack({ code: 'x' })).state, 'signed-in');
  });

  test('is checked by the clock of the server, not of this device', async () => {
    tab.serverTime = START + 86_400_000;
    tab.answer();
    assert.equal((await tab.comeBack({ code: 'x' })).state, 'signed-in');
  });

  test('is refused without an ID token', async () => {
    tab.answer({ id_token: undefined });
    await refused({ code: 'x' }, 'id-token');
  });

  test('from another sender is refused', async () => {
    await refused({ code: 'x', iss: 'https://other.example' }, 'issuer');
    assert.equal(tab.tokenRequests.length, 0);
  });

  test('without a sender is refused if the provider promises one', async () => {
    tab.discovery.authorization_response_iss_parameter_supported = true;
    await refused({ code: 'x' }, 'issuer');
    await tab.open();
  });

  test('with the right sender is accepted', async () => {
    tab.discovery.authorization_response_iss_parameter_supported = true;
    tab.answer();
    assert.equal((await tab.comeBack({ code: 'x', iss: ISSUER })).state, 'signed-in');
  });

  for (const [error, problem] of [
    ['access_denied', 'denied'],
    ['unauthorized_client', 'refused'],
    ['server_error', 'refused'],
  ]) {
    test(`with the error ${error} is the problem "${problem}"`, async () => {
      await refused({ error }, problem);
    });
  }

  test('to a click on "Sign in" is a problem if nobody signed in', async () => {
    const session = await tab.comeBack({ error: 'login_required' });
    session.signIn();
    await until(() => tab.visits.length === 2);
    assert.equal(tab.request.has('prompt'), false);
    await refused({ error: 'login_required' }, 'refused');
  });

  test('whose code the provider refuses is a problem', async () => {
    tab.tokenAnswers.push({ error: 'invalid_grant' });
    await refused({ code: 'x' }, 'refused');
  });
});

describe('A token', () => {
  test('is renewed silently before it expires, once for all callers', async () => {
    const session = await tab.signIn({ refresh_token: 'refresh-1' });
    tab.answer({ access_token: 'access-2', refresh_token: 'refresh-2', claims: { nonce: undefined } });
    tab.pass(240_000);

    assert.deepEqual(await Promise.all([session.token(null), session.token('access-1')]), ['access-2', 'access-2']);
    const sent = tab.tokenRequests[1];
    assert.deepEqual([sent.get('grant_type'), sent.get('refresh_token')], ['refresh_token', 'refresh-1']);
    assert.equal(tab.tokenRequests.length, 2);

    tab.answer({ access_token: 'access-3', id_token: undefined });
    await tab.pass(250_000);
    assert.equal(await session.token(null), 'access-3');
    assert.equal(tab.tokenRequests[2].get('refresh_token'), 'refresh-2');
    assert.equal(session.name, 'Ann Exämple');
  });

  test('of 30 seconds is renewed in time too', async () => {
    const session = await tab.signIn({ refresh_token: 'refresh-1', expires_in: 30 });
    tab.answer({ access_token: 'access-2', expires_in: 30 });
    await tab.pass(15_000);
    assert.equal(tab.tokenRequests.length, 1);
    await tab.pass(6_000);

    assert.equal(tab.tokenRequests.length, 2);
    assert.equal(await session.token(null), 'access-2');
    assert.equal(tab.dialogs.length, 0);
  });

  for (const expires_in of [1, 0, -5, null, undefined, 'never']) {
    test(`of ${expires_in} seconds does not cause a flood of requests`, async () => {
      await tab.signIn({ refresh_token: 'refresh-1', expires_in });
      await tab.pass(4_000);

      assert.equal(tab.tokenRequests.length, 1);
    });
  }

  test('is renewed in time also if its lifetime is a text', async () => {
    await tab.signIn({ refresh_token: 'refresh-1', expires_in: '300' });
    tab.answer({ access_token: 'access-2' });
    await tab.pass(241_000);

    assert.equal(tab.tokenRequests.length, 2);
  });

  test('is renewed when the tab wakes up late, and not in the background', async () => {
    const session = await tab.signIn({ refresh_token: 'refresh-1' });
    tab.timers = []; // none runs while the device sleeps
    await tab.pass(3_600_000);
    tab.answer({ access_token: 'access-2' });
    tab.listeners.visibilitychange();
    await settled();

    assert.equal(tab.tokenRequests.length, 2);
    assert.equal(await session.token(null), 'access-2');
  });

  test('whose renewal is refused leads to a popup, and the page goes on with the new token', async () => {
    const session = await tab.signIn({ refresh_token: 'refresh-1' });
    tab.tokenAnswers.push({ error: 'invalid_grant' });
    await tab.pass(301_000);
    const token = session.token('access-1');
    await until(() => tab.dialogs.length === 1);
    assert.equal(tab.visits.length, 1, 'no popup without a click');

    tab.dialogs[0].open();
    assert.equal(tab.request.has('prompt'), false);
    tab.answer({ access_token: 'access-2' });
    const popup = Object.assign(new Tab(), { channels: tab.channels });
    popup.url = new URL(`?code=code-2&state=${tab.request.get('state')}`, PAGE);
    const inPopup = await popup.open();

    assert.equal(await token, 'access-2');
    assert.ok(tab.dialogs[0].closed);
    assert.equal(tab.url.href, 'https://profiles.example/?user=6#bio');
    assert.deepEqual([popup.visits, inPopup?.problem ?? 'popup-done', popup.tokenRequests.length], [['closed'], 'popup-done', 0]);
  });

  async function signInAgainAs(claims) {
    const session = await tab.signIn();
    await tab.pass(301_000);
    const token = session.token(null);
    await until(() => tab.dialogs.length === 1);
    tab.dialogs[0].open();
    tab.answer({ access_token: 'access-2', claims });
    tab.channels.forEach((channel) =>
      channel.onmessage({ data: { state: tab.request.get('state'), response: `code=x&state=${tab.request.get('state')}` } }),
    );
    return { session, token: await token };
  }

  test('without a refresh token is renewed by a popup, when it has expired', async () => {
    assert.equal((await signInAgainAs({})).token, 'access-2');
  });

  test('of another person is refused: the page shows the profile of the first', async () => {
    const { session, token } = await signInAgainAs({ sub: 'bob' });
    assert.deepEqual([token, session.problem, session.state], [null, 'other-account', 'signed-in']);
  });

  test('that comes without a nonce is refused after a popup', async () => {
    const { session, token } = await signInAgainAs({ nonce: undefined });
    assert.deepEqual([token, session.problem, session.state], [null, 'id-token', 'signed-in']);
  });

  test('is asked for again after the person closed the dialog', async () => {
    const session = await tab.signIn({ refresh_token: 'refresh-1' });
    tab.tokenAnswers.push({ error: 'invalid_grant' });
    await tab.pass(301_000);
    const token = session.token(null);
    await until(() => tab.dialogs.length === 1);
    tab.dialogs[0].cancel();
    assert.equal(await token, null);

    session.token(null);
    await until(() => tab.dialogs.length === 2);
    assert.equal(tab.tokenRequests.length, 2, 'a refused refresh token is not used again');
  });

  test('is kept while the provider cannot be reached, and renewed later', async () => {
    const session = await tab.signIn({ refresh_token: 'refresh-1' });
    tab.tokenAnswers.push(new TypeError('Failed to fetch'));
    await tab.pass(241_000);
    tab.tokenAnswers.push(new TypeError('Failed to fetch'));
    assert.equal(await session.token(null), 'access-1');

    tab.answer({ access_token: 'access-2' });
    assert.equal(await session.token(null), 'access-2');
  });

  for (const [cause, problem] of [
    ['audience', 'audience'],
    ['expired', 'clock'],
    ['not yet', 'clock'],
    ['issuer', 'server-issuer'],
    ['signature', 'rejected'],
  ]) {
    test(`that the server rejects at once because of "${cause}" is the problem "${problem}"`, async () => {
      const session = await tab.signIn({ refresh_token: 'refresh-1' });
      tab.api = () =>
        new Response('{}', {
          status: 401,
          headers: { 'WWW-Authenticate': `Bearer error="invalid_token", error_description="${cause}"` },
        });
      const changes = [];
      session.addEventListener('change', () => changes.push(session.state));

      assert.equal(await session.token('access-1'), null);
      assert.deepEqual([session.problem, session.state, changes], [problem, 'signed-out', ['signed-out']]);
      assert.deepEqual([tab.dialogs.length, tab.tokenRequests.length], [0, 1]);
    });
  }

  test('that the server rejects at once, after it accepted earlier ones, does not end the session', async () => {
    const session = await tab.signIn({ refresh_token: 'refresh-1' });
    tab.answer({ access_token: 'access-2', refresh_token: 'refresh-2' });
    await tab.pass(250_000);
    assert.equal(await session.token(null), 'access-2');
    tab.api = () => new Response('{}', { status: 401 });
    assert.equal(await session.token('access-2'), null);
    assert.deepEqual([session.problem, session.state], ['rejected', 'signed-in']);
  });

  test('of a person without a profile is not renewed, and the session goes on', async () => {
    const session = await tab.signIn({ refresh_token: 'refresh-1' });
    const statuses = [401, 403];
    tab.api = () => new Response('{}', { status: statuses.shift() });
    assert.equal(await session.token('access-1'), 'access-1');
    assert.deepEqual([session.problem, session.state, tab.tokenRequests.length], [null, 'signed-in', 1]);
  });

  test('that is renewed is no change for the page', async () => {
    const session = await tab.signIn({ refresh_token: 'refresh-1' });
    const changes = [];
    session.addEventListener('change', () => changes.push(session.state));
    tab.answer({ access_token: 'access-2' });
    await tab.pass(250_000);
    assert.equal(await session.token(null), 'access-2');
    assert.deepEqual(changes, []);
  });

  test('is not renewed after a sign-out in the meantime', async () => {
    tab.discovery.end_session_endpoint = undefined;
    const session = await tab.signIn({ refresh_token: 'refresh-1' });
    tab.now += 250_000;
    tab.answer({ access_token: 'access-2' });
    const token = session.token(null);
    await session.signOut();

    assert.deepEqual([await token, session.state], [null, 'signed-out']);
  });
});

describe('A sign-out', () => {
  test('ends the session of the provider, and the page does not ask again', async () => {
    const session = await tab.signIn();
    const idToken = tab.idToken({});
    await session.signOut();

    const address = tab.visits.at(-1);
    assert.equal(address.origin + address.pathname, `${ISSUER}/logout`);
    assert.equal(address.searchParams.get('post_logout_redirect_uri'), PAGE.href);
    assert.equal(address.searchParams.get('client_id'), CLIENT);
    assert.equal(address.searchParams.get('id_token_hint').length, idToken.length);
    tab.url = new URL(PAGE);
    assert.equal((await tab.open()).state, 'signed-out');
  });

  test('forgets the tokens if the provider has no address for it', async () => {
    tab.discovery.end_session_endpoint = undefined;
    const session = await tab.signIn({ refresh_token: 'refresh-1' });
    await session.signOut();

    assert.deepEqual([session.state, session.name, await session.token(null)], ['signed-out', null, null]);
    assert.deepEqual(tab.timers.filter(Boolean), []);
  });

  test('shows nothing of the person when they go back', async () => {
    const session = await tab.signIn();
    tab.listeners.pageshow({ persisted: true });
    await session.signOut();
    const before = tab.visits.length;
    tab.listeners.pageshow({ persisted: true });

    assert.equal(before, 2);
    assert.equal(tab.visits.length, 3);
  });
});
