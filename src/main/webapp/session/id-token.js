import { SignInError } from './sign-in-error.js';

const SKEW_SECONDS = 60;
const MAX_NAME = 100;

/**
 * Checks the claims of an ID token (OpenID Connect Core 1.0, section 3.1.3.7) and returns them. The signature need not be checked:
 * the page itself receives the token from the token endpoint over TLS (item 6).
 *
 * @param {string} token
 * @param {{ issuer: string, clientId: string, nonce: string, subject: string|null, renewed?: boolean, now: number }} expected the
 *   subject is that of the person who is already signed in, or null; a token that was renewed by a refresh token need not have a nonce
 *   (section 12.2); `now` is in milliseconds
 */
export function checkedClaims(token, { issuer, clientId, nonce, subject, renewed = false, now }) {
  const claims = claimsOf(token);
  const audiences = [claims.aud].flat();
  check(claims.iss === issuer, 'iss');
  check(audiences.includes(clientId), 'aud');
  check(claims.azp === undefined ? audiences.length === 1 : claims.azp === clientId, 'azp');
  check(claims.nonce === nonce || (renewed && claims.nonce === undefined), 'nonce');
  check(typeof claims.sub === 'string' && claims.sub !== '', 'sub');
  if (subject !== null && claims.sub !== subject) {
    throw new SignInError('other-account');
  }
  const seconds = now / 1000;
  if (!(claims.exp > seconds - SKEW_SECONDS) || claims.iat > seconds + SKEW_SECONDS) {
    throw new SignInError('clock');
  }
  return claims;
}

/** Returns the name to show for the person, or null. */
export function displayName({ name, preferred_username: username, email }) {
  return [name, username, email].find((text) => typeof text === 'string' && text.trim() !== '')?.slice(0, MAX_NAME) ?? null;
}

function check(holds, claim) {
  if (!holds) {
    throw new SignInError('id-token', `The claim ${claim} of the ID token is wrong`);
  }
}

function claimsOf(token) {
  try {
    const base64 = token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new SignInError('id-token', 'The ID token cannot be read');
  }
}
