import { button, element } from './element.js';

const ADDRESS = 'picture-address';

/**
 * The section that says where other programs show the user's picture, and at which address. It is hidden if the site offers no
 * such address.
 */
export class Programs {
  #client;
  #texts;
  #sentence = element('p', { class: 'hint' });
  #address = element('input', { id: ADDRESS, readonly: true, dir: 'ltr', spellcheck: 'false' });
  #reveal;
  #state = element('p', { class: 'hint', role: 'status' });

  /** @param {(() => void)|null} reveal shows the control that says who sees the picture; null if nothing there would help */
  constructor(client, texts, reveal) {
    this.#client = client;
    this.#texts = texts;
    this.#reveal = reveal && button({ id: 'reveal-picture', class: 'quiet' }, texts.say('programs.reveal'));
    this.#reveal?.addEventListener('click', reveal);
    const copy = button({ id: 'copy-address', class: 'quiet' }, texts.say('programs.copy'));
    copy.addEventListener('click', () => this.#copy(copy));
    this.view = element(
      'section',
      { 'aria-labelledby': 'section-programs', hidden: true },
      element('h3', { id: 'section-programs' }, texts.say('section.programs')),
      this.#sentence,
      this.#reveal && element('p', { class: 'buttons' }, this.#reveal),
      element(
        'div',
        { class: 'field' },
        element('label', { for: ADDRESS }, texts.say('programs.address')),
        element('div', { class: 'copy' }, this.#address, copy),
      ),
      this.#state,
    );
  }

  /**
   * Reads the addresses. A problem leaves the section as it was: nothing in the form depends on it.
   *
   * @param {boolean} hasPicture whether the user has a picture that the programs could show
   */
  async load(hasPicture) {
    try {
      this.#show(await this.#client.avatarAddresses(), hasPicture);
    } catch {
      // The form says it when a request that matters fails.
    }
  }

  #show({ public: isPublic, programs, addresses: [address] }, hasPicture) {
    this.view.hidden = address === undefined;
    this.#address.value = address?.url ?? '';
    const picture = hasPicture ? 'shown' : 'none';
    const name = `${isPublic ? picture : 'hidden'}${programs.length > 0 ? '-in' : ''}`;
    const list = new Intl.ListFormat(this.#texts.language).format(programs);
    this.#sentence.textContent = this.#texts.say(`programs.${name}`, { programs: list });
    if (this.#reveal) {
      this.#reveal.parentNode.hidden = isPublic;
    }
  }

  async #copy(opener) {
    this.#state.textContent = '';
    const copied = await this.#copied();
    if (copied) {
      opener.focus();
    }
    this.#state.textContent = this.#texts.say(copied ? 'programs.copied' : 'programs.selected');
  }

  async #copied() {
    try {
      // There is no clipboard on a page without HTTPS, and a frame may not be allowed to use it.
      await navigator.clipboard.writeText(this.#address.value);
      return true;
    } catch {
      this.#address.focus();
      this.#address.select();
      return document.execCommand('copy');
    }
  }
}
