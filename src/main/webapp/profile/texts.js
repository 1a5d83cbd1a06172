/** The languages that have a catalogue in `texts/`. The first one has all texts. */
const LANGUAGES = ['en', 'it'];

/** The first of the browser's languages that has a catalogue. */
export function preferredLanguage() {
  return navigator.languages.map(supported).find((name) => name) ?? LANGUAGES[0];
}

/** The texts of one language; those that it lacks are English. */
export class Texts {
  #texts;

  constructor(language, texts) {
    this.language = language;
    this.#texts = texts;
  }

  /** Reads the catalogue of a language, as `it` or `it-CH`. */
  static async of(language) {
    const [fallback] = LANGUAGES;
    const name = supported(language) ?? fallback;
    const catalogues = await Promise.all([...new Set([fallback, name])].map(catalogue));
    return new Texts(name, Object.assign({}, ...catalogues));
  }

  has(name) {
    return name in this.#texts;
  }

  /** The text of that name, with the values in place of each `{placeholder}`. */
  say(name, values = {}) {
    return this.#texts[name].replaceAll(/\{(\w+)\}/g, (_, key) => values[key]?.toLocaleString(this.language) ?? '');
  }

  /** The text for a number of things: `name.one`, `name.other` or another plural form of the language. */
  count(name, count) {
    const form = `${name}.${new Intl.PluralRules(this.language).select(count)}`;
    return this.say(this.has(form) ? form : `${name}.other`, { count });
  }

  /** The server's messages are English: this gives the catalogue's text for the code, if there is one. */
  error({ code, message }, values) {
    const name = `error.${code}`;
    return this.has(name) ? this.say(name, values) : message;
  }
}

function supported(language) {
  const [name] = language.toLowerCase().split('-');
  return LANGUAGES.includes(name) ? name : null;
}

const catalogues = new Map();

// Each is read once; a reading that failed is tried again.
function catalogue(language) {
  if (!catalogues.has(language)) {
    const reading = read(language);
    reading.catch(() => catalogues.delete(language));
    catalogues.set(language, reading);
  }
  return catalogues.get(language);
}

async function read(language) {
  const answer = await fetch(new URL(`texts/${language}.json`, import.meta.url), { credentials: 'omit' });
  if (!answer.ok) {
    throw new Error(`The texts could not be read: ${answer.status}`);
  }
  return answer.json();
}
