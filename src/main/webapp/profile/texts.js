const FALLBACK = 'en';

/** The words of one language; those that it lacks are English. */
export class Texts {
  #words;

  constructor(language, words) {
    this.language = language;
    this.#words = words;
  }

  /** Reads the catalogue of a language, as `it` or `it-CH`: the file of its name in `texts/`. */
  static async of(language) {
    const [name] = language.toLowerCase().split('-');
    const english = await catalogue(FALLBACK);
    const words = name === FALLBACK ? {} : await catalogue(name);
    return new Texts(words === null ? FALLBACK : name, { ...english, ...words });
  }

  has(name) {
    return name in this.#words;
  }

  /** The words of that name, with what stands for each `{placeholder}`. */
  say(name, values = {}) {
    return this.#words[name].replaceAll(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  /** What the server says is English: where the catalogue has words for its code, those. */
  error({ code, message }, values) {
    const name = `error.${code}`;
    return this.has(name) ? this.say(name, values) : message;
  }
}

async function catalogue(language) {
  if (!/^[a-z]{2,3}$/.test(language)) {
    return null;
  }
  const answer = await fetch(new URL(`texts/${language}.json`, import.meta.url), { credentials: 'omit' });
  return answer.ok ? answer.json() : null;
}
