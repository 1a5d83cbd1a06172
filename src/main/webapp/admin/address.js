/** The filters of the list, with the names that they have in the API (contract §12). */
export const FILTERS = ['search', 'status', 'ordering', 'ext_id', 'subject', 'location'];

/** The value of `ordering` that shows the newest pictures. */
export const NEWEST_PICTURES = 'avatar_date';

const NUMBER = /^[1-9][0-9]*$/;

/**
 * What the page shows: `filters` and `offset` of the list, the id of the `user` or null, and whether the form to create one is
 * open.
 *
 * @typedef {{ filters: Record<string, string>, offset: number, user: string|null, creating: boolean }} View
 */

/**
 * Returns what an address shows. Ignores what it does not know.
 *
 * @param {string} query the query of the address
 * @returns {View}
 */
export function parse(query) {
  const parameters = new URLSearchParams(query);
  const given = FILTERS.map((name) => [name, parameters.get(name)]).filter(([, value]) => value);
  const [offset, user] = ['offset', 'user']
    .map((name) => parameters.get(name) ?? '')
    .map((text) => (NUMBER.test(text) ? text : null));
  return { filters: Object.fromEntries(given), offset: Number(offset), user, creating: parameters.has('new') };
}

/**
 * Returns the relative address of a view.
 *
 * @param {Partial<View>} view
 */
export function format({ filters = {}, offset = 0, user = null, creating = false }) {
  const parameters = new URLSearchParams(FILTERS.filter((name) => filters[name]).map((name) => [name, filters[name]]));
  if (offset > 0) {
    parameters.set('offset', offset);
  }
  if (user !== null) {
    parameters.set('user', user);
  }
  if (creating) {
    parameters.set('new', '1');
  }
  return parameters.size > 0 ? `?${parameters}` : './';
}
