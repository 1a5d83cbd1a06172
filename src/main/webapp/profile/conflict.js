import { ask } from './dialog.js';
import { element } from './element.js';
import { content } from './view.js';

/**
 * Asks which value to keep for each field that was changed on both sides.
 *
 * @param {Node} parent contains the dialog while it is open
 * @param {Record<string, string|Draft>} mine the values to be saved, by field
 * @param {Record<string, string>} theirs the current values of the same fields on the server
 * @returns {Promise<Record<string, string|Draft>|null>} the values of `mine` to save, possibly none; null to keep editing
 */
export async function choose(parent, mine, theirs, texts) {
  const choices = [
    element('p', {}, texts.say('conflict.explanation')),
    ...Object.keys(mine).map((field) => choice(field, mine[field], theirs[field], texts)),
  ];
  const { answer, values } = await ask(parent, texts.say('conflict'), choices, {
    save: texts.say('conflict.save'),
    reload: texts.say('conflict.reload'),
    cancel: texts.say('continue'),
  });
  return outcome(answer, values, mine);
}

function choice(field, mine, theirs, texts) {
  return element(
    'fieldset',
    {},
    element('legend', {}, texts.say(`field.${field}`)),
    option(field, 'mine', mine, texts),
    option(field, 'theirs', theirs, texts),
  );
}

function option(field, whose, value, texts) {
  // Not a link, which would leave the dialog.
  const display = field === 'website' ? value : content(field, value, texts);
  const shown = value === '' ? texts.say('empty') : display;
  return element(
    'label',
    {},
    element('input', { type: 'radio', name: field, value: whose, checked: whose === 'mine' }),
    element('span', {}, texts.say(`conflict.${whose}`), ' ', element('bdi', {}, shown)),
  );
}

function outcome(answer, values, mine) {
  switch (answer) {
    case 'save':
      return Object.fromEntries(Object.entries(mine).filter(([field]) => values.get(field) === 'mine'));
    case 'reload':
      return {};
    default:
      return null; // "Keep editing" or Escape
  }
}
