import { upload } from './upload.js';

/** The status of a change that is based on an outdated version. */
export const CHANGED = 412;

const NOT_AUTHENTICATED = 401;
const FORBIDDEN = 403;
const NOT_FOUND = 404;
const ACTIVE = 'a';

/**
 * An error response, with its list of errors: `{ code, message }`, or `{ field, messages }` for a field. `reason` says why the
 * caller cannot read a profile, or is null if that is unknown.
 */
export class Refusal extends Error {
  reason = null;

  constructor(status, errors) {
    super(`The server answered ${status}`);
    this.status = status;
    this.errors = errors;
  }
}

/** The API client of one page. Asks for a token when it needs one, and keeps it in this object only. */
export class ProfileClient {
  #api;
  #askForToken;
  #language;
  #token = null;
  #rejected = null;

  /**
   * @param {URL} api the base URL, with a trailing slash
   * @param {(rejected: string|null) => (string|null|Promise<string|null>)} askForToken takes the token that the server
   *   rejected, or null; returns a token, or null if the user is not signed in
   * @param {string} language of the error messages
   */
  constructor(api, askForToken, language) {
    this.#api = api;
    this.#askForToken = askForToken;
    this.#language = language;
  }

  /**
   * Reads a profile as the caller may see it. `own` says whether it is the caller's, `editable` whether the caller may change
   * it. `id` is a number, `me`, or `@` and a username.
   */
  async profile(id) {
    try {
      this.#token ??= await this.#askForToken(null);
      const own = this.#token === null && id !== 'me' ? null : await this.#ownProfile(id);
      return own ?? { ...(await this.#profileOf(id)), own: false, editable: false };
    } catch (problem) {
      if (problem instanceof Refusal) {
        problem.reason = await this.#reason(problem.status);
      }
      throw problem;
    }
  }

  /** Reads the caller's own profile as others see it: anyone (`public`) or other users (`signed-in`). Null if they see none. */
  async preview(level) {
    try {
      return await this.#json(`user/me/visibility/${level}/`);
    } catch (problem) {
      if (problem.status === NOT_FOUND) {
        return null;
      }
      throw problem;
    }
  }

  /**
   * Finds users by the beginning of a name.
   *
   * @returns {Promise<object[]|null>} null if the site has no directory
   */
  async find(text, signal) {
    try {
      return (await this.#json(`users/?limit=8&search=${encodeURIComponent(text)}`, { signal })).results;
    } catch (problem) {
      if (problem.status === NOT_FOUND) {
        return null;
      }
      throw problem;
    }
  }

  /** Reads the rules of the writable fields. */
  async rules(id) {
    return (await this.#json(`user/${id}/`, { method: 'OPTIONS' })).actions.PUT;
  }

  /** Reads who may see the caller's fields: `{ field: level, …, floor: { field: level, … } }`. */
  levels() {
    return this.#json('user/me/visibility/');
  }

  /** Changes who may see the caller's fields. An empty level follows the site. Returns what `levels` returns. */
  changeLevels(levels) {
    return this.#json('user/me/visibility/', { method: 'PATCH', body: new URLSearchParams(levels) });
  }

  /**
   * Changes fields of a profile. The server refuses this with 412 if the tag is not that of the current version.
   *
   * @param {Record<string, string|Blob>} fields texts and pictures; the server saves all of them or none
   * @param {{ signal?: AbortSignal, progress?: (part: number) => void }} watch aborts the upload; takes the part that was sent
   */
  async change(id, tag, fields, watch = {}) {
    // A form, not JSON: old libraries such as Prototype add a toJSON to strings and arrays, which corrupts JSON.stringify.
    const body = new FormData();
    Object.entries(fields).forEach(([name, value]) => body.append(name, value));
    return this.#version(`user/${id}/`, {
      method: 'PATCH',
      // A proxy may have removed the ETag; then the last write wins.
      headers: tag === null ? {} : { 'If-Match': tag },
      body,
      ...watch,
    });
  }

  /** Reads all pictures of the caller, the newest first: `{ id, primary, avatar }`. */
  async avatars() {
    return (await this.#json('user/avatar/?limit=100')).results;
  }

  /** Shows one of the caller's pictures in the profile. */
  async useAvatar(id) {
    await this.#response('user/avatar/', { method: 'PATCH', body: new URLSearchParams({ avatar_id: id }) });
  }

  /** Deletes one of the caller's pictures. */
  async deleteAvatar(id) {
    await this.#response(`user/avatar/?avatar_id=${id}`, { method: 'DELETE' });
  }

  /**
   * Reads the addresses at which other programs find the caller's picture: `{ public, programs, addresses: [{ by, url }] }`.
   * `public` says whether they show it, `programs` names those that the site knows of.
   */
  avatarAddresses() {
    return this.#json('user/me/avatar-addresses/');
  }

  /** Downloads everything that is stored about the caller. */
  async export() {
    return (await this.#response('user/me/export/')).blob();
  }

  /** Deletes a profile. */
  async delete(id) {
    await this.#response(`user/${id}/`, { method: 'DELETE' });
  }

  async #profileOf(id) {
    if (!id.startsWith('@')) {
      return this.#version(`user/${id}/`);
    }
    const { results } = await this.#json(`users/?username=${encodeURIComponent(id.slice(1))}`);
    if (results.length === 0) {
      throw new Refusal(NOT_FOUND, []);
    }
    return { user: results[0], tag: null };
  }

  // Returns null for a profile of somebody else, also if the caller, such as an administrator, has no profile.
  async #ownProfile(id) {
    try {
      const own = await this.#version('user/me/');
      return matches(id, own.user) ? { ...own, own: true, editable: own.user.status === ACTIVE } : null;
    } catch (refusal) {
      if (id === 'me' || !(refusal instanceof Refusal)) {
        throw refusal;
      }
      return null;
    }
  }

  // The server answers several problems with the same status. A request to an administrators' resource tells them apart.
  async #reason(status) {
    if (status !== NOT_AUTHENTICATED && status !== FORBIDDEN) {
      return null;
    }
    const token = this.#token ?? this.#rejected;
    if (token === null) {
      return 'signed-out';
    }
    const probe = await this.#send('user/?limit=1', { method: 'HEAD' }, token);
    if (probe.ok) {
      return 'administrator';
    }
    if (probe.status === FORBIDDEN) {
      return status === FORBIDDEN ? 'no-role' : 'no-profile';
    }
    return probe.status === NOT_AUTHENTICATED ? 'expired' : null;
  }

  async #version(path, options) {
    const response = await this.#response(path, options);
    return { user: await response.json(), tag: response.headers.get('ETag') };
  }

  async #json(path, options) {
    return (await this.#response(path, options)).json();
  }

  async #response(path, options) {
    // The user may have signed in since the last token was rejected.
    this.#token ??= await this.#askForToken(null);
    let response = await this.#send(path, options);
    if (response.status === NOT_AUTHENTICATED && this.#token !== null) {
      this.#rejected = this.#token;
      this.#token = await this.#askForToken(this.#token);
      // Anonymous callers may read some resources, but change none.
      if (this.#token !== null || !options?.body) {
        response = await this.#send(path, options);
      }
    }
    if (!response.ok) {
      throw new Refusal(response.status, await errorsOf(response));
    }
    return response;
  }

  #send(path, { headers = {}, ...options } = {}, token = this.#token) {
    const authorization = token === null ? {} : { Authorization: `Bearer ${token}` };
    const send = options.body instanceof FormData ? upload : fetch;
    // With the default credentials, which sends no cookies to other origins. Without any, Chromium opens a connection of its own.
    return send(new URL(path, this.#api), {
      ...options,
      headers: { Accept: 'application/json', 'Accept-Language': this.#language, ...authorization, ...headers },
    });
  }
}

function matches(id, { id: number, username }) {
  return id === 'me' || id === String(number) || id.toLowerCase() === `@${username}`.toLowerCase();
}

/** Returns the errors of a response. A proxy may answer with something other than our JSON. */
export async function errorsOf(response) {
  try {
    return (await response.json()).errors ?? [];
  } catch {
    return [];
  }
}
