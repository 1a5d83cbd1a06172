import { element } from '../profile/element.js';
import { NEWEST_PICTURES, format } from './address.js';
import { DEFAULT_ORDER, Filters } from './filters.js';
import { row, skeleton, tile } from './items.js';
import { explain } from './problem.js';

const PEOPLE = 25;
const PICTURES = 60;

/** The list of people, or the grid of the newest pictures, with search, filters and pages. */
export class List {
  #client;
  #texts;
  #filters;
  #remove;
  #heading;
  #tabs;
  #count = element('p', { class: 'count', role: 'status' });
  #content = element('div', { class: 'content' });
  #pages;
  #view = { filters: {}, offset: 0 };
  #shown = null;
  #loading = new AbortController();

  /**
   * @param {AdminClient} client
   * @param {{ go: (filters: object, typing: boolean) => void, remove: (user: object, tile: HTMLElement) => void }} on takes new
   *   filters; removes the picture of a user
   */
  constructor(client, texts, { go, remove }) {
    this.#client = client;
    this.#texts = texts;
    this.#remove = remove;
    this.#filters = new Filters(texts, go);
    this.#heading = element('h2', { id: 'list-heading', class: 'unseen', tabindex: -1 }, texts.say('people'));
    this.#tabs = element('nav', { class: 'tabs', 'aria-label': texts.say('views') });
    this.#pages = element('nav', { class: 'pages', 'aria-label': texts.say('pages'), hidden: true });
    this.section = element(
      'section',
      { class: 'list', 'aria-labelledby': 'list-heading' },
      this.#heading,
      element(
        'div',
        { class: 'bar' },
        this.#tabs,
        element(
          'a',
          { class: 'button quiet small', href: format({ creating: true }), id: 'new-person' },
          `+\u00a0${texts.say('new-person')}`,
        ),
      ),
      this.#filters.form,
      this.#count,
      this.#content,
      this.#pages,
    );
  }

  /** Shows the list of a view. Does not load it again if it is shown already. */
  show(view) {
    this.#view = view;
    this.#filters.cancel();
    this.#filters.show(view.filters);
    this.#showTabs();
    const address = format({ filters: view.filters, offset: view.offset });
    if (address === this.#shown) {
      this.#mark();
      return Promise.resolve();
    }
    this.#shown = address;
    return this.refresh();
  }

  /** Loads the list again. The newest call wins. */
  async refresh() {
    this.#loading.abort();
    const loading = new AbortController();
    this.#loading = loading;
    this.#content.setAttribute('aria-busy', 'true');
    if (this.#content.childElementCount === 0) {
      this.#count.textContent = this.#texts.say('loading');
      this.#content.append(skeleton());
    }
    try {
      const page = await this.#client.list(this.#query(), loading.signal);
      if (loading === this.#loading) {
        this.#showPage(page);
      }
    } catch (problem) {
      if (loading === this.#loading) {
        this.#showProblem(problem);
      }
    }
  }

  focusHeading() {
    this.#heading.focus();
  }

  /** Focuses the link of a user, otherwise the search. */
  focusUser(user) {
    const link = this.section.querySelector(`[data-user="${user}"]`);
    if (link) {
      link.focus();
    } else {
      this.#filters.focus();
    }
  }

  get #pictures() {
    return this.#view.filters.ordering === NEWEST_PICTURES;
  }

  get #limit() {
    return this.#pictures ? PICTURES : PEOPLE;
  }

  #query() {
    const { filters, offset } = this.#view;
    return { ordering: DEFAULT_ORDER, ...filters, limit: this.#limit, offset };
  }

  #showTabs() {
    const { ordering: _, ...others } = this.#view.filters;
    const pictures = this.#pictures;
    const tab = (name, filters, current) =>
      element('a', { href: format({ filters }), 'aria-current': current && 'page' }, this.#texts.say(name));
    const focused = [...this.#tabs.children].indexOf(document.activeElement);
    this.#tabs.replaceChildren(
      tab('people', pictures ? others : this.#view.filters, !pictures),
      tab('newest-pictures', { ...others, ordering: NEWEST_PICTURES }, pictures),
    );
    this.#tabs.children[focused]?.focus();
    this.#heading.textContent = this.#texts.say(pictures ? 'newest-pictures' : 'people');
  }

  #showPage({ count, next, results, limited = false }) {
    const items = results.map((user) => this.#item(user));
    const focused = document.activeElement?.dataset.user;
    this.#content.removeAttribute('aria-busy');
    this.#content.replaceChildren(
      items.length > 0 ? element('ul', { class: this.#pictures ? 'tiles' : 'rows' }, ...items) : this.#nobody(),
    );
    this.#count.textContent = [count > 0 && this.#found(count), limited && this.#texts.say('limited')]
      .filter(Boolean)
      .join('. ');
    this.#showPages(count, next !== null);
    this.#mark();
    if (focused && document.activeElement === document.body) {
      this.focusUser(focused);
    }
  }

  #found(count) {
    return this.#pictures ? this.#texts.count('found-pictures', count) : this.#texts.count('found', count);
  }

  #nobody() {
    return element(
      'p',
      { class: 'nobody', role: 'status' },
      this.#texts.say(this.#pictures ? 'no-pictures' : 'nobody'),
    );
  }

  #showProblem(problem) {
    const retry = element('button', { type: 'button', class: 'quiet' }, this.#texts.say('retry'));
    retry.addEventListener('click', () => this.refresh());
    this.#content.removeAttribute('aria-busy');
    this.#content.replaceChildren(
      element('p', { class: 'bad', role: 'alert' }, explain(problem, this.#texts)),
      element('p', {}, retry),
    );
    this.#count.textContent = '';
    this.#pages.hidden = true;
  }

  /** Shows that the picture of a tile is gone, and moves the focus to the next one. */
  markRemoved(tile) {
    const tiles = [...this.section.querySelectorAll('.tile:not(.removed)')];
    const place = tiles.indexOf(tile);
    const next = tiles[place + 1] ?? tiles[place - 1];
    tile.classList.add('removed');
    tile
      .querySelector('.portrait')
      .replaceWith(element('span', { class: 'portrait gone' }, this.#texts.say('picture-removed')));
    tile.querySelector('button').remove();
    (next?.querySelector('button') ?? tile.querySelector('[data-user]')).focus();
  }

  #item(user) {
    return this.#pictures ? tile(user, this.#texts, (shown) => this.#remove(user, shown)) : row(user, this.#texts);
  }

  // Sets the addresses, and marks the user whose profile is shown beside the list.
  #mark() {
    for (const link of this.section.querySelectorAll('[data-user]')) {
      const { filters, offset, user } = this.#view;
      link.href = format({ filters, offset, user: link.dataset.user });
      if (link.dataset.user === user) {
        link.setAttribute('aria-current', 'true');
        link.scrollIntoView({ block: 'nearest' });
      } else {
        link.removeAttribute('aria-current');
      }
    }
  }

  #showPages(count, more) {
    const { offset } = this.#view;
    const link = (name, to, exists) =>
      exists
        ? element(
            'a',
            { class: 'button quiet', href: format({ ...this.#view, offset: to }), rel: name },
            this.#texts.say(`page.${name}`),
          )
        : null;
    const range = { first: offset + 1, last: Math.min(offset + this.#limit, count), count };
    const focused = this.#pages.contains(document.activeElement);
    this.#pages.hidden = offset === 0 && !more;
    this.#pages.replaceChildren(
      ...[
        link('previous', Math.max(0, offset - this.#limit), offset > 0),
        element('span', {}, this.#texts.say('page.range', range)),
        link('next', offset + this.#limit, more),
      ].filter((part) => part !== null),
    );
    if (focused) {
      this.#heading.focus();
    }
  }
}
