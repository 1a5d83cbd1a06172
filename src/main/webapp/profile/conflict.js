import { element } from './element.js';
import { content } from './view.js';

/**
 * Asks what is to stay of fields that somebody else changed at the same time.
 *
 * @param {Node} place where the dialogue is put while it is open
 * @param {Record<string, string|Draft>} mine what is about to be saved, field by field
 * @param {Record<string, string>} theirs what is there now, of the same fields
 * @returns {Promise<Record<string, string|Draft>|null>} what is to be saved: all or nothing of it; null to go on editing
 */
export function choose(place, mine, theirs, texts) {
  const form = element(
    'form',
    { method: 'dialog' },
    element('h2', { id: 'conflict' }, texts.say('conflict')),
    element('p', {}, texts.say('conflict.explanation')),
    ...Object.keys(mine).map((field) => choice(field, mine[field], theirs[field], texts)),
    element(
      'p',
      { class: 'buttons' },
      element('button', { value: 'save' }, texts.say('conflict.save')),
      element('button', { value: 'reload', class: 'quiet' }, texts.say('conflict.reload')),
      element('button', { value: 'cancel', class: 'quiet' }, texts.say('conflict.cancel')),
    ),
  );
  const dialog = element('dialog', { 'aria-labelledby': 'conflict' }, form);
  place.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(outcome(dialog.returnValue, new FormData(form), mine));
    });
  });
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

function outcome(button, chosen, mine) {
  switch (button) {
    case 'save':
      return Object.fromEntries(Object.entries(mine).filter(([field]) => chosen.get(field) === 'mine'));
    case 'reload':
      return {};
    default:
      return null; // Escape, too
  }
}
