import { element } from '../profile/element.js';
import { Texts, preferredLanguage } from '../profile/texts.js';

const SHEET = new URL('session.css', import.meta.url).href;

/**
 * Shows that the sign-in has expired. The focus returns to its previous element when the dialog closes.
 *
 * @param {() => boolean} open opens the popup; returns false if the browser blocked it
 * @returns {{ cancelled: Promise<void>, close: () => void }}
 */
export function showDialog(open) {
  const host = element('div', {});
  host.attachShadow({ mode: 'open' });
  document.body.append(host);
  // Without its texts there is no dialog, as if the person had cancelled.
  const cancelled = fill(host, open).catch(() => {});
  return {
    cancelled,
    close: () => {
      host.shadowRoot.querySelector('dialog')?.close();
      host.remove();
    },
  };
}

async function fill(host, open) {
  const texts = await Texts.load(document.documentElement.lang || preferredLanguage());
  const again = element('button', { type: 'button', autofocus: true }, texts.say('sign-in.again'));
  const cancel = element('button', { type: 'button', class: 'quiet' }, texts.say('sign-in.not-now'));
  const dialog = element(
    'dialog',
    { 'aria-labelledby': 'heading', 'aria-describedby': 'explanation', lang: texts.language },
    element('h2', { id: 'heading' }, texts.say('sign-in.expired')),
    element('p', { id: 'explanation' }, texts.say('sign-in.expired-explanation')),
    element('p', { class: 'buttons' }, again, cancel),
  );
  host.shadowRoot.append(element('link', { rel: 'stylesheet', href: SHEET }), dialog);
  again.addEventListener('click', open);
  if (host.isConnected) {
    dialog.showModal();
  }
  return new Promise((resolve) => {
    cancel.addEventListener('click', () => resolve());
    dialog.addEventListener('cancel', () => resolve());
  });
}
