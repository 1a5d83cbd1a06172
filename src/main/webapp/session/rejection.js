const FORBIDDEN = 403;
const CAUSES = { audience: 'audience', expired: 'clock', 'not yet': 'clock', issuer: 'server-issuer' };

/**
 * Asks the server why it rejects a token that the provider has just issued.
 *
 * @returns {Promise<string>} a code for which the page has a text, or `no-profile` if it accepts the token
 */
export async function rejection(browser, root, token) {
  try {
    const headers = { Accept: 'application/json', Authorization: `Bearer ${token}` };
    const response = await browser.fetch(new URL('api/v2/user/me/', root).href, { headers });
    const [, cause] = /error_description="([^"]*)"/.exec(response.headers.get('WWW-Authenticate') ?? '') ?? [];
    if (cause !== undefined) {
      return CAUSES[cause] ?? 'rejected';
    }
    // A token that is accepted elsewhere belongs to a person without a profile.
    const other = await browser.fetch(new URL('api/v2/user/?limit=1', root).href, { method: 'HEAD', headers });
    return other.ok || other.status === FORBIDDEN ? 'no-profile' : 'rejected';
  } catch {
    return 'server-unreachable';
  }
}
