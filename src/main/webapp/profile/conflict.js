import { ask } from './dialog.js';
import { element } from './element.js';
import { content } from './view.js';

/**
 * Asks which value to keep of fields that somebody else changed at the same time.
 *
 * @param {Node} place where the dialogue is put while it is open
 * @param {Record<string, string|Draft>} mine what is about to be saved, field by field
 * @param {Record<string, string>} theirs what is there now, of the same fields
 * @returns {Promise<Record<string, string|Draft>|null>} what is to be saved: all or nothing of it; null to go on editing
 */
export async function choose(place, mine, theirs, texts) {
  const choices = [
    element('p', {}, texts.say('conflict.explanation')),
    ...Object.keys(mine).map((field) => choice(field, mine[field], theirs[field], texts)),
  ];
  const { answer, values } = await ask(place, texts.say('conflict'), choices, {
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
  // A link would lead away from the choice.
  const filled = field === 'website' ? value : content(field, value, texts);
  const shown = value === '' ? texts.say('empty') : filled;
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
      return null; // Escape, too
  }
}
