import { upload } from './upload.js';

/** The status of a change that is based on another version than the server has. */
export const CHANGED = 412;

const NOT_AUTHENTICATED = 401;
const FORBIDDEN = 403;

/**
 * That the server refused, with the errors it named: `{ code, message }`, or `{ field, messages }` for a field. `reason` is why
 * people do not get their own profile, as far as that could be found out.
 */
export class Refusal extends Error {
  reason = null;

  constructor(status, errors) {
    super(`The server answered ${status}`);
    this.status = status;
    this.errors = errors;
  }
}

/** What the API has for one page. Tokens are asked for when they are needed, and kept in this object only. */
export class ProfileClient {
  #api;
  #askForToken;
  #token = null;
  #rejected = null;

  /**
   * @param {URL} api its address, with a slash at the end
   * @param {(rejected: string|null) => (string|null|Promise<string|null>)} askForToken gives a token, or null where nobody is
   *   signed in; gets the one that the server no longer takes
   */
  constructor(api, askForToken) {
    this.#api = api;
    this.#askForToken = askForToken;
  }

  /**
   * A profile as whoever is signed in may see it; `own` if it is theirs, `editable` if they may change it as well. `id` is a
   * number, or `me`.
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

  /** The rule of each field that may be written. */
  async rules(id) {
    return (await this.#json(`user/${id}/`, { method: 'OPTIONS' })).actions.PUT;
  }

  /**
   * Changes fields of a version; refused with 412 if there is another by now.
   *
   * @param {Record<string, string|Blob>} fields texts and pictures, which land together or not at all
   * @param {{ signal?: AbortSignal, progress?: (part: number) => void }} watch ends it, and is told how much has gone
   */
  async change(id, tag, fields, watch = {}) {
    // Old libraries teach strings and arrays a toJSON of their own; a form is out of their reach.
    const body = new FormData();
    Object.entries(fields).forEach(([name, value]) => body.append(name, value));
    // Whoever was signed out may have signed in again by now.
    this.#token ??= await this.#askForToken(null);
    return this.#version(`user/${id}/`, {
      method: 'PATCH',
      // A proxy may have taken the tag away; then the last change of each field counts.
      headers: tag === null ? {} : { 'If-Match': tag },
      body,
      ...watch,
    });
  }

  /** The address of a picture for somebody who has none. */
  initials(id) {
    return new URL(`avatar/${id}`, this.#api).href;
  }

  // An administrator has no profile of their own, but may look at others'.
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

  // The server refuses tokens for several reasons by the same status; what it thinks of the token elsewhere tells more.
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
    const answer = await this.#answer(path, options);
    return { user: await answer.json(), tag: answer.headers.get('ETag') };
  }

  async #json(path, options) {
    return (await this.#answer(path, options)).json();
  }

  async #answer(path, options) {
    let answer = await this.#send(path, options);
    if (answer.status === NOT_AUTHENTICATED && this.#token !== null) {
      this.#rejected = this.#token;
      this.#token = await this.#askForToken(this.#token);
      // Without a token, some things may be read, but nothing changed.
      if (this.#token !== null || !options?.body) {
        answer = await this.#send(path, options);
      }
    }
    if (!answer.ok) {
      throw new Refusal(answer.status, await errorsOf(answer));
    }
    return answer;
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

// What stands before us may answer something else.
async function errorsOf(answer) {
  try {
    return (await answer.json()).errors ?? [];
  } catch {
    return [];
  }
}
