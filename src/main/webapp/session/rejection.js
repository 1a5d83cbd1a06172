const CAUSES = { audience: 'audience', expired: 'clock', 'not yet': 'clock', issuer: 'server-issuer' };

/**
 * Asks the server why it rejects a token that the provider has just issued.
 *
 * @returns {Promise<string>} a code for which the page has a text
 */
export async function rejection(browser, root, token) {
  try {
    const response = await browser.fetch(new URL('api/v2/user/me/', root).href, {
      headers: { Accept: 'application/json', Authorization: `Bearer ${token}` },
    });
    const [, cause] = /error_description="([^"]*)"/.exec(response.headers.get('WWW-Authenticate') ?? '') ?? [];
    return CAUSES[cause] ?? 'rejected';
  } catch {
    return 'server-unreachable';
  }
}
