import { element } from './element.js';
import { LANGUAGES } from './texts.js';

/** Fills a select with the languages, each in its own words. */
export function showLanguages(select, current) {
  select.replaceChildren(
    ...LANGUAGES.map((code) => {
      const name = new Intl.DisplayNames([code], { type: 'language' }).of(code);
      return element('option', { value: code, lang: code, selected: code === current }, name);
    }),
  );
}
