import { element } from '../profile/element.js';

/** Shows the receipt of a deletion or erasure (contract §1), which can be printed. */
export function receiptView(receipt, texts) {
  const date = new Intl.DateTimeFormat(texts.language, { dateStyle: 'long', timeStyle: 'long' }).format(
    new Date(receipt.date),
  );
  const fields = receipt.erased.fields.map((name) => (texts.has(`field.${name}`) ? texts.say(`field.${name}`) : name));
  const print = element('button', { type: 'button', class: 'quiet', id: 'print' }, texts.say('receipt.print'));
  print.addEventListener('click', () => window.print());
  const rows = {
    'field.id': String(receipt.id),
    'field.status': texts.say(`status.${receipt.status}`),
    'receipt.date': date,
    'receipt.fields': fields.join(', ') || texts.say('none'),
    'receipt.pictures': String(receipt.erased.pictures),
  };
  return element(
    'section',
    { class: 'card receipt', 'aria-labelledby': 'receipt-heading' },
    element('h3', { id: 'receipt-heading', tabindex: -1 }, texts.say('receipt')),
    element(
      'dl',
      {},
      ...Object.entries(rows).flatMap(([name, value]) => [
        element('dt', {}, texts.say(name)),
        element('dd', {}, element('bdi', {}, value)),
      ]),
    ),
    element('p', { class: 'buttons' }, print),
  );
}
