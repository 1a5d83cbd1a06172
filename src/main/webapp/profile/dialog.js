import { element } from './element.js';

/**
 * Shows a modal dialog. The focus returns to its previous element when the dialog closes.
 *
 * @param {Node} parent contains the dialog while it is open
 * @param {Node[]} content between the heading and the buttons
 * @param {Record<string, string>} buttons the label for each answer
 * @returns {Promise<{ answer: string, values: FormData }>} the answer is empty if the dialog was closed by Escape
 */
export function ask(parent, heading, content, buttons) {
  const form = element(
    'form',
    { method: 'dialog' },
    element('h2', { id: 'question' }, heading),
    ...content,
    element('p', { class: 'buttons' }, ...Object.entries(buttons).map(button)),
  );
  const dialog = element('dialog', { 'aria-labelledby': 'question' }, form);
  parent.append(dialog);
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
