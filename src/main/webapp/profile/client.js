import { upload } from './upload.js';

/** That the server refused, with the errors it named: `{ code, message }`, or `{ field, messages }` for a field. */
export class Refusal extends Error {
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

  /**
   * @param {URL} api its address, with a slash at the end
   * @param {(rejected: string|null) => (string|null|Promise<string|null>)} askForToken gives a token, or null where nobody is
   *   signed in; gets the one that the server no longer takes
   */
  constructor(api, askForToken) {
    this.#api = api;
    this.#askForToken = askForToken;
  }

  /** A profile as whoever is signed in may see it; `editable` if it is their own. `id` is a number, or `me`. */
  async profile(id) {
    this.#token ??= await this.#askForToken(null);
    const own = this.#token === null && id !== 'me' ? null : await this.#ownProfile(id);
    return own ?? { ...(await this.#version(`user/${id}/`)), editable: false };
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
    const changed = await this.#version(`user/${id}/`, {
      method: 'PATCH',
      headers: { 'If-Match': tag },
      body,
      ...watch,
    });
    return { ...changed, editable: true };
  }

  /** The address of a picture for somebody who has none. */
  initials(id) {
    return new URL(`avatar/${id}`, this.#api).href;
  }

  // An administrator has no profile of their own, but may look at others'.
  async #ownProfile(id) {
    try {
      const own = await this.#version('user/me/');
      return id === 'me' || Number(id) === own.user.id ? { ...own, editable: true } : null;
    } catch (refusal) {
      if (id === 'me' || !(refusal instanceof Refusal)) {
        throw refusal;
      }
      return null;
    }
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
    if (answer.status === 401 && this.#token !== null) {
      this.#token = await this.#askForToken(this.#token);
      answer = await this.#send(path, options);
    }
    if (!answer.ok) {
      throw new Refusal(answer.status, await errorsOf(answer));
    }
    return answer;
  }

  #send(path, { headers = {}, ...options } = {}) {
    const authorization = this.#token === null ? {} : { Authorization: `Bearer ${this.#token}` };
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
