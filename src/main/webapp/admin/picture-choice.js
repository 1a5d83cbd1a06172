import { ACCEPTED, Draft, SHAPES } from '../profile/draft.js';
import { element } from '../profile/element.js';

/**
 * Creates a control to choose a picture file. The element `picture-kinds` describes it.
 *
 * @param {'avatar'|'cover'} kind
 * @param {(draft: Draft) => void} chosen takes the file, cropped to the middle
 */
export function pictureChoice(kind, texts, chosen) {
  const id = `set-${kind}`;
  const input = element('input', { id, type: 'file', accept: ACCEPTED, 'aria-describedby': 'picture-kinds' });
  input.addEventListener('change', async () => {
    const [file] = input.files;
    if (file) {
      const draft = await Draft.read(file, SHAPES[kind]);
      // The same file may be chosen again.
      input.value = '';
      chosen(draft);
    }
  });
  return element(
    'span',
    { class: 'choice' },
    input,
    element('label', { for: id, class: 'button quiet' }, texts.say(`action.${id}`)),
  );
}

/** Shows what will be uploaded, for the confirmation. */
export function preview(kind, draft, texts) {
  if (!draft.readable) {
    return element('p', {}, texts.say('picture.unreadable'));
  }
  const canvas = element('canvas', { class: `preview ${kind}`, role: 'img', 'aria-label': texts.say(`field.${kind}`) });
  draft.draw(canvas);
  return canvas;
}
