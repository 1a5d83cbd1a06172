import { element } from '../profile/element.js';
import { NEWEST_PICTURES } from './address.js';

const PAUSE = 250; // milliseconds between the last key and the search
const STATUSES = ['a', 'b', 'd'];
const ORDERS = ['username', '-date_joined', 'date_joined', 'id'];
const EXACT = ['ext_id', 'subject', 'location'];

/** The order of the list if the address names none. */
export const [DEFAULT_ORDER] = ORDERS;

/** The search field and the filters of the list. */
export class Filters {
  #texts;
  #changed;
  #search;
  #status;
  #ordering;
  #orderingRow;
  #exact;
  #more;
  #clear;
  #timer = null;
  #pictures = false;

  /** @param {(filters: Record<string, string>, typing: boolean) => void} changed is called when typing pauses */
  constructor(texts, changed) {
    this.#texts = texts;
    this.#changed = changed;
    this.#search = element('input', {
      id: 'search',
      type: 'search',
      autocomplete: 'off',
      dir: 'auto',
      'aria-describedby': 'search-hint',
    });
    this.#status = this.#select('status', [
      ['', 'status.any'],
      ...STATUSES.map((status) => [status, `status.${status}`]),
    ]);
    this.#ordering = this.#select(
      'ordering',
      ORDERS.map((order) => [order, `order.${order}`]),
    );
    this.#exact = EXACT.map((name) =>
      element('input', { id: `filter-${name}`, name, autocomplete: 'off', dir: 'auto' }),
    );
    this.#clear = element(
      'button',
      { type: 'button', class: 'quiet small', id: 'clear-filters', hidden: true },
      texts.say('filter.clear'),
    );
    this.#orderingRow = this.#row('ordering', 'filter.ordering', this.#ordering);
    this.#more = element(
      'details',
      { class: 'more' },
      element('summary', {}, texts.say('filter.more')),
      element('p', { class: 'hint' }, texts.say('filter.exact')),
      element(
        'div',
        { class: 'row' },
        ...this.#exact.map((input) => this.#row(input.name, `field.${input.name}`, input)),
      ),
    );
    this.form = this.#form();
    this.#listen();
  }

  /** Shows the filters of an address. Leaves alone what is being typed. */
  show(filters) {
    this.#pictures = filters.ordering === NEWEST_PICTURES;
    this.#orderingRow.hidden = this.#pictures;
    set(this.#search, filters.search);
    set(this.#status, filters.status);
    if (!this.#pictures) {
      set(this.#ordering, filters.ordering ?? DEFAULT_ORDER);
    }
    this.#exact.forEach((input) => set(input, filters[input.name]));
    this.#more.open ||= this.#exact.some((input) => input.value !== '');
    this.#showClear();
  }

  /** Drops what was typed but not searched yet. */
  cancel() {
    clearTimeout(this.#timer);
  }

  focus() {
    this.#search.focus();
  }

  #form() {
    return element(
      'form',
      { role: 'search', 'aria-label': this.#texts.say('filters'), class: 'filters' },
      element(
        'div',
        { class: 'row' },
        element(
          'div',
          { class: 'wide' },
          element('label', { for: 'search' }, this.#texts.say('search')),
          this.#search,
          element('p', { id: 'search-hint', class: 'hint' }, this.#texts.say('search.hint')),
        ),
        this.#row('status', 'filter.status', this.#status),
        this.#orderingRow,
      ),
      this.#more,
      this.#clear,
    );
  }

  #row(name, label, control) {
    return element('div', {}, element('label', { for: `filter-${name}` }, this.#texts.say(label)), control);
  }

  #select(name, options) {
    const made = options.map(([value, text]) => element('option', { value }, this.#texts.say(text)));
    return element('select', { id: `filter-${name}`, name }, ...made);
  }

  #listen() {
    this.form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#tell(true);
    });
    this.form.addEventListener('input', ({ target }) => {
      if (target.tagName === 'INPUT') {
        this.cancel();
        this.#timer = setTimeout(() => this.#tell(true), PAUSE);
        this.#showClear();
      }
    });
    this.form.addEventListener('change', ({ target }) => {
      if (target.tagName === 'SELECT') {
        this.#tell(false);
        this.#showClear();
      }
    });
    this.#clear.addEventListener('click', () => {
      [this.#search, this.#status, ...this.#exact].forEach((control) => (control.value = ''));
      this.focus();
      this.#tell(false);
      this.#showClear();
    });
  }

  #tell(typing) {
    this.cancel();
    this.#changed(this.#filters(), typing);
  }

  #filters() {
    const order = this.#ordering.value === DEFAULT_ORDER ? '' : this.#ordering.value;
    return {
      search: this.#search.value.trim(),
      status: this.#status.value,
      ordering: this.#pictures ? NEWEST_PICTURES : order,
      ...Object.fromEntries(this.#exact.map((input) => [input.name, input.value.trim()])),
    };
  }

  #showClear() {
    this.#clear.hidden = [this.#search, this.#status, ...this.#exact].every((control) => control.value === '');
  }
}

// The address has the trimmed value, and the cursor would jump.
function set(control, value = '') {
  if (control.value.trim() !== value) {
    control.value = value;
  }
}
