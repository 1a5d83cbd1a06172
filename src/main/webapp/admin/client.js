import { Refusal, errorsOf } from '../profile/client.js';

const NOT_AUTHENTICATED = 401;
const NOT_FOUND = 404;

/** Whether the problem is that a user does not exist, or was deleted. */
export function isMissing(problem) {
  return problem instanceof Refusal && problem.status === NOT_FOUND;
}

/** The administrators' calls of the API (contract §12). */
export class AdminClient {
  #api;
  #session;
  #language;

  /**
   * @param {URL} api the base URL, with a trailing slash
   * @param {{ token: (rejected: string|null) => Promise<string|null> }} session
   * @param {string} language of the error messages
   */
  constructor(api, session, language) {
    this.#api = api;
    this.#session = session;
    this.#language = language;
  }

  /** Reads a page of the list: `{ count, next, results, limited }`. */
  async list(parameters, signal) {
    return json(await this.#response(`user/?${new URLSearchParams(parameters)}`, { signal }));
  }

  /**
   * Reads a user, with all managed fields and the tag of this version: `{ user, tag }`. A deleted user has no managed fields and
   * no tag.
   */
  async person(id) {
    try {
      const [profile, managed] = await Promise.all(
        ['', 'managed/'].map((part) => this.#response(`user/${id}/${part}`, {})),
      );
      return { user: { ...(await json(profile)), ...(await json(managed)) }, tag: managed.headers.get('ETag') };
    } catch (problem) {
      const deleted = isMissing(problem) ? (await this.list({ id })).results : [];
      if (deleted.length === 0) {
        throw problem;
      }
      return { user: deleted[0], tag: null };
    }
  }

  /**
   * Changes managed fields, removes pictures or clears texts. The server refuses this with 412 if the tag is not current.
   *
   * @param {Record<string, string|Blob>} fields numbers, truth values and lists as JSON text; an empty text clears a field
   */
  change(id, tag, fields) {
    // A form, because JSON.stringify cannot write the 64-bit integers that some fields have.
    const body = new FormData();
    Object.entries(fields).forEach(([name, value]) => body.append(name, value));
    return this.#response(`user/${id}/managed/`, { method: 'PATCH', headers: ifMatch(tag), body });
  }

  /** Sets the status `a` (approved) or `b` (blocked). */
  setStatus(id, tag, status) {
    const body = new URLSearchParams({ status });
    return this.#response(`user/${id}/status/`, { method: 'PATCH', headers: ifMatch(tag), body });
  }

  deleteAvatars(id) {
    return this.#response(`user/${id}/avatars/`, { method: 'DELETE' });
  }

  /** Deletes or erases a user, and returns the receipt. */
  async delete(id, { hard }) {
    return json(await this.#response(`user/${id}/${hard ? '?hard=1' : ''}`, { method: 'DELETE' }));
  }

  /**
   * Creates a user and returns it.
   *
   * @param {Record<string, string>} fields texts, and numbers and truth values as JSON text
   * @param {string[]} literals the names of the fields whose value is JSON text
   */
  async create(fields, literals) {
    const members = Object.entries(fields).map(
      ([name, value]) => `${JSON.stringify(name)}:${literals.includes(name) ? value : JSON.stringify(value)}`,
    );
    const headers = { 'Content-Type': 'application/json' };
    return json(await this.#response('user/', { method: 'POST', headers, body: `{${members}}` }));
  }

  async #response(path, options) {
    const token = await this.#session.token(null);
    let response = await this.#send(path, options, token);
    if (response.status === NOT_AUTHENTICATED && token !== null) {
      const newer = await this.#session.token(token);
      if (newer !== null) {
        response = await this.#send(path, options, newer);
      }
    }
    if (!response.ok) {
      throw new Refusal(response.status, await errorsOf(response));
    }
    return response;
  }

  #send(path, { headers = {}, ...options }, token) {
    const authorization = token === null ? {} : { Authorization: `Bearer ${token}` };
    return fetch(new URL(path, this.#api), {
      ...options,
      headers: { Accept: 'application/json', 'Accept-Language': this.#language, ...authorization, ...headers },
    });
  }
}

// A proxy may have removed the ETag; then the last write wins.
function ifMatch(tag) {
  return tag === null ? {} : { 'If-Match': tag };
}

// Keeps every digit of integers beyond 2^53, where the browser gives access to the source text.
async function json(response) {
  return JSON.parse(await response.text(), (_, value, context) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(context?.source)
      ? BigInt(context.source)
      : value,
  );
}
