import { ask } from '../profile/dialog.js';
import { element } from '../profile/element.js';

// Deletes or changes for good, so the confirming button looks different.
const FOR_GOOD = ['remove-avatar', 'delete-avatars', 'remove-cover', 'clear-text', 'block', 'delete', 'erase'];
// Enter must not confirm these by mistake, so the focus starts at "Cancel".
const CAREFUL = ['delete-avatars', 'delete', 'erase'];

/**
 * Asks whether to do something, and says what will happen.
 *
 * @param {string} action the name of its texts
 * @param {Record<string, string>} values the values of their placeholders
 * @param {Node[]} content below the explanation
 * @returns {Promise<boolean>}
 */
export async function confirm(action, values, texts, ...content) {
  const yes = [`yes.${action}`, `action.${action}`].find((name) => texts.has(name));
  const why = element('p', { class: FOR_GOOD.includes(action) && 'for-good' }, texts.say(`why.${action}`, values));
  const answered = ask(document.body, texts.say(`ask.${action}`, values), [why, ...content], {
    yes: texts.say(yes ?? action, values),
    no: texts.say('cancel'),
  });
  if (CAREFUL.includes(action)) {
    document.querySelector('dialog button[value="no"]').focus();
  }
  return (await answered).answer === 'yes';
}
