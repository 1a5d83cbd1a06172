import { SignInError } from './sign-in-error.js';

const WAITING = 'portrait.sign-in';
const BYTES = 32;

/**
 * Makes the secrets of an authorization request: state, nonce, and the verifier of PKCE with its challenge (RFC 7636, S256).
 *
 * @param {Crypto} crypto
 * @param {string} prefix of the state
 */
export async function authorization(crypto, prefix = '') {
  if (!crypto?.subtle) {
    throw new SignInError('insecure'); // browsers have it in secure contexts only
  }
  const [state, nonce, verifier] = [0, 1, 2].map(() => base64url(crypto.getRandomValues(new Uint8Array(BYTES))));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier));
  return { state: prefix + state, nonce, verifier, challenge: base64url(new Uint8Array(digest)) };
}

/** Keeps a request until the provider sends the person back. */
export function keep(storage, request) {
  storage.setItem(WAITING, JSON.stringify(request));
}

/** Returns the kept request and deletes it: no response is accepted twice. Returns null if none is kept. */
export function take(storage) {
  const kept = storage.getItem(WAITING);
  storage.removeItem(WAITING);
  return kept === null ? null : JSON.parse(kept);
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
