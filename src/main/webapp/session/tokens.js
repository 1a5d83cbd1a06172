const MARGIN = 60_000;
const FRESH = 10_000;

/** The tokens of a person who is signed in. Times are in milliseconds. */
export class Tokens {
  /**
   * @param {object} answer of the token endpoint
   * @param {object} claims of the ID token
   * @param {string} nonce of the first sign-in
   * @param {number} now
   * @param {Tokens|null} earlier what these tokens replace: a provider need not send all of them again
   */
  constructor(answer, claims, nonce, now, earlier = null) {
    const lifetime = answer.expires_in > 0 ? Number(answer.expires_in) * 1000 : Infinity;
    this.access = answer.access_token;
    this.refresh = answer.refresh_token ?? earlier?.refresh ?? null;
    this.id = answer.id_token ?? earlier?.id ?? null;
    this.claims = claims;
    this.nonce = nonce;
    this.received = now;
    /** Whether the person was signed in before with other tokens. */
    this.replacesOthers = earlier !== null;
    this.expires = now + lifetime;
    this.renewAt = now + lifetime - Math.min(MARGIN, lifetime / 3);
  }

  isExpired(now) {
    return now >= this.expires;
  }

  /** Whether a silent renewal is possible and worthwhile. */
  isDue(now) {
    return this.refresh !== null && now >= this.renewAt;
  }

  /** Whether another new token would fare no better. */
  isFresh(now) {
    return now - this.received < FRESH;
  }
}
