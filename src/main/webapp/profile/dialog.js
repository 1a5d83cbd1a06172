import { element } from './element.js';

/**
 * Asks in a modal dialogue. When it closes, the focus returns to where it was.
 *
 * @param {Node} place where the dialogue is put while it is open
 * @param {Node[]} content between the heading and the buttons
 * @param {Record<string, string>} buttons the label of each answer
 * @returns {Promise<{ answer: string, values: FormData }>} the answer is empty if the dialogue was closed without one
 */
export function ask(place, heading, content, buttons) {
  const form = element(
    'form',
    { method: 'dialog' },
    element('h2', { id: 'question' }, heading),
    ...content,
    element('p', { class: 'buttons' }, ...Object.entries(buttons).map(button)),
  );
  const dialog = element('dialog', { 'aria-labelledby': 'question' }, form);
  place.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve({ answer: dialog.returnValue, values: new FormData(form) });
    });
  });
}

function button([value, label], index) {
  return element('button', { value, class: index > 0 && 'quiet' }, label);
}
