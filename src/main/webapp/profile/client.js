import { upload } from './upload.js';

/** The status of a change that is based on an outdated version. */
export const CHANGED = 412;

const NOT_AUTHENTICATED = 401;
const FORBIDDEN = 403;

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
  #token = null;
  #rejected = null;

  /**
   * @param {URL} api the base URL, with a trailing slash
   * @param {(rejected: string|null) => (string|null|Promise<string|null>)} askForToken takes the token that the server
   *   rejected, or null; returns a token, or null if the user is not signed in
   */
  constructor(api, askForToken) {
    this.#api = api;
    this.#askForToken = askForToken;
  }

  /**
   * Reads a profile as the caller may see it. `own` says whether it is the caller's, `editable` whether the caller may change
   * it. `id` is a number or `me`.
   */
  async profile(id) {
    try {
      this.#token ??= await this.#askForToken(null);
      const own = this.#token === null && id !== 'me' ? null : await this.#ownProfile(id);
      return own ?? { ...(await this.#version(`user/${id}/`)), own: false, editable: false };
    } catch (problem) {
      if (problem instanceof Refusal) {
        problem.reason = await this.#reason(problem.status);
      }
      throw problem;
    }
  }

  /** Reads the rules of the writable fields. */
  async rules(id) {
    return (await this.#json(`user/${id}/`, { method: 'OPTIONS' })).actions.PUT;
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
    // The user may have signed in again since the last token was rejected.
    this.#token ??= await this.#askForToken(null);
    return this.#version(`user/${id}/`, {
      method: 'PATCH',
      // A proxy may have removed the ETag; then the last write wins.
      headers: tag === null ? {} : { 'If-Match': tag },
      body,
      ...watch,
    });
  }

  /** The URL of the picture for a user without an avatar. */
  initials(id) {
    return new URL(`avatar/${id}`, this.#api).href;
  }

  // Returns null for a profile of somebody else, also if the caller, such as an administrator, has no profile.
  async #ownProfile(id) {
    try {
      const own = await this.#version('user/me/');
      return id === 'me' || Number(id) === own.user.id
        ? { ...own, own: true, editable: own.user.status === 'a' }
        : null;
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
    const send = options.body ? upload : fetch;
    return send(new URL(path, this.#api), {
      ...options,
      headers: { Accept: 'application/json', ...authorization, ...headers },
      credentials: 'omit',
    });
  }
}

/** Returns the errors of a response. A proxy may answer with something other than our JSON. */
export async function errorsOf(response) {
  try {
    return (await response.json()).errors ?? [];
  } catch {
    return [];
  }
}
