import { ask } from './dialog.js';
import { element } from './element.js';
import { content } from './view.js';

/**
 * Merges changes with those of somebody else. Asks only about fields that both sides changed, to different values.
 *
 * @param {Node} parent contains the dialog while it is open
 * @param {Record<string, string|Draft>} changes the values to be saved, by field
 * @param {object} before the user on which the changes are based
 * @param {object} current the user that the server has now
 * @returns {Promise<Record<string, string|Draft>|null>} the changes to save, possibly none; null to keep editing
 */
export async function resolve(parent, changes, before, current, texts) {
  const theirs = (name) => current[name] ?? '';
  const disputed = Object.keys(changes).filter((name) => ![before[name] ?? '', changes[name]].includes(theirs(name)));
  if (disputed.length === 0) {
    return changes;
  }
  const pick = (from) => Object.fromEntries(disputed.map((name) => [name, from(name)]));
  const chosen = await choose(parent, pick((name) => changes[name]), pick(theirs), texts);
  const isKept = ([name]) => !disputed.includes(name) || name in chosen;
  return chosen && Object.fromEntries(Object.entries(changes).filter(isKept));
}

async function choose(parent, mine, theirs, texts) {
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
