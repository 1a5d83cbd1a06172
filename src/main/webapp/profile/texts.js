/** The languages that have a catalogue. The first one is the fallback. */
export const LANGUAGES = ['en', 'it', 'de', 'fr', 'es'];

const PROFILE_TEXTS = new URL('texts/', import.meta.url);

/** Returns the first of the browser's languages that has a catalogue. */
export function preferredLanguage() {
  return navigator.languages.map(supported).find((name) => name) ?? LANGUAGES[0];
}

/** Returns the language of a catalogue for a language tag, such as `it` for `it-CH`, or the fallback. */
export function supportedLanguage(tag) {
  return supported(tag) ?? LANGUAGES[0];
}

const CHOICE = 'portrait.language';

/** Returns the language of our own pages: the one that the user chose, otherwise that of the browser. */
export function pageLanguage() {
  return chosenLanguage() ?? preferredLanguage();
}

// A browser that blocks storage throws.
function chosenLanguage() {
  try {
    return localStorage.getItem(CHOICE);
  } catch {
    return null;
  }
}

/** Keeps the user's choice of a language for our own pages. */
export function chooseLanguage(language) {
  try {
    localStorage.setItem(CHOICE, language);
  } catch {
    // It applies until the page is left.
  }
}

/** The texts of one language. */
export class Texts {
  #texts;

  constructor(language, texts) {
    this.language = language;
    this.#texts = texts;
  }

  /**
   * Loads the texts of a language, such as `it` or `it-CH`.
   *
   * @param {URL} folder contains one complete catalogue for each language
   */
  static async load(language, folder = PROFILE_TEXTS) {
    const name = supportedLanguage(language);
    return new Texts(name, await catalogue(new URL(`${name}.json`, folder).href));
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
}

function supported(language) {
  const [name] = language.toLowerCase().split('-');
  return LANGUAGES.includes(name) ? name : null;
}

const catalogues = new Map();

// Loads each catalogue once. A failed load is not cached.
function catalogue(address) {
  if (!catalogues.has(address)) {
    const loading = load(address);
    loading.catch(() => catalogues.delete(address));
    catalogues.set(address, loading);
  }
  return catalogues.get(address);
}

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`The texts could not be read: ${response.status}`);
  }
  return response.json();
}
