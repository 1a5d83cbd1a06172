/** The languages with a catalogue in `texts/`. The first one is the fallback and has all texts. */
const LANGUAGES = ['en', 'it'];

/** Returns the first of the browser's languages that has a catalogue. */
export function preferredLanguage() {
  return navigator.languages.map(supported).find((name) => name) ?? LANGUAGES[0];
}

/** The texts of one language, with English for missing ones. */
export class Texts {
  #texts;

  constructor(language, texts) {
    this.language = language;
    this.#texts = texts;
  }

  /** Loads the texts of a language, such as `it` or `it-CH`. */
  static async load(language) {
    const [fallback] = LANGUAGES;
    const name = supported(language) ?? fallback;
    const catalogues = await Promise.all([...new Set([fallback, name])].map(catalogue));
    return new Texts(name, Object.assign({}, ...catalogues));
  }

  has(name) {
    return name in this.#texts;
  }

  /** Returns a text, with values in place of each `{placeholder}`. */
  say(name, values = {}) {
    return this.#texts[name].replaceAll(/\{(\w+)\}/g, (_, key) => values[key]?.toLocaleString(this.language) ?? '');
  }

  /** Returns a text in the language's plural form for a count, such as `name.one` or `name.other`. */
  count(name, count) {
    const form = `${name}.${new Intl.PluralRules(this.language).select(count)}`;
    return this.say(this.has(form) ? form : `${name}.other`, { count });
  }

  /** Returns the text for an error code of the server, or the server's English message if there is none. */
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

// Loads each catalogue once. A failed load is not cached.
function catalogue(language) {
  if (!catalogues.has(language)) {
    const loading = load(language);
    loading.catch(() => catalogues.delete(language));
    catalogues.set(language, loading);
  }
  return catalogues.get(language);
}

async function load(language) {
  const response = await fetch(new URL(`texts/${language}.json`, import.meta.url), { credentials: 'omit' });
  if (!response.ok) {
    throw new Error(`The texts could not be read: ${response.status}`);
  }
  return response.json();
}
