/** The sign-in of a page. This version knows pasted tokens only. */
export class Session extends EventTarget {
  #token = null;

  /**
   * @param {URL} _root the context root
   * @param {URL} _page the redirect address of the page
   */
  static async start(_root, _page) {
    return new Session();
  }

  get state() {
    return this.#token === null ? 'unconfigured' : 'signed-in';
  }

  get name() {
    return null;
  }

  get problem() {
    return null;
  }

  async token(rejected) {
    if (rejected !== null && rejected === this.#token) {
      this.#change(null);
    }
    return this.#token;
  }

  use(token) {
    this.#change(token);
  }

  signIn() {}

  async signOut() {
    this.#change(null);
  }

  #change(token) {
    this.#token = token;
    this.dispatchEvent(new Event('change'));
  }
}
