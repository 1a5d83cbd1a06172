import { Draft } from './draft.js';
import { element } from './element.js';

const HUNDRED = 100;
const BY_WHEEL = 1.1;

/** Lets people choose what of a picture is seen: by sliders, by dragging, by two fingers or the wheel. */
export class Cutter {
  #draft;
  #canvas;
  #sliders;
  #edited;
  #fingers = new Map();

  /** @param {() => void} edited is told of each move */
  constructor(draft, name, texts, edited) {
    this.#draft = draft;
    this.#edited = edited;
    this.#canvas = element('canvas', {
      class: `frame ${name}-frame`,
      role: 'img',
      'aria-label': texts.say('preview'),
    });
    this.#sliders = {
      zoom: slider(`zoom-${name}`, { min: HUNDRED, max: Draft.closest * HUNDRED }),
      across: slider(`across-${name}`, { min: 0, max: HUNDRED, dir: 'ltr' }),
      down: slider(`down-${name}`, { min: 0, max: HUNDRED }),
    };
    this.view = element('div', { class: 'cutter' }, this.#canvas);
    if (draft.cuttable) {
      this.view.append(...Object.entries(this.#sliders).map(([what, input]) => this.#row(what, input, texts)));
      this.#listen();
    }
    this.#draw();
  }

  #row(what, input, texts) {
    input.addEventListener('input', () => {
      this.#draft[what] = input.valueAsNumber / HUNDRED;
      this.#edit();
    });
    return element('div', {}, element('label', { for: input.id }, texts.say(`cut.${what}`)), input);
  }

  #draw() {
    this.#draft.draw(this.#canvas);
    for (const [what, input] of Object.entries(this.#sliders)) {
      input.value = this.#draft[what] * HUNDRED;
    }
  }

  #listen() {
    this.#canvas.classList.add('movable');
    this.#canvas.addEventListener('pointerdown', (event) => {
      this.#canvas.setPointerCapture(event.pointerId);
      this.#fingers.set(event.pointerId, event);
    });
    for (const end of ['pointerup', 'pointercancel']) {
      this.#canvas.addEventListener(end, (event) => this.#fingers.delete(event.pointerId));
    }
    this.#canvas.addEventListener('pointermove', (event) => this.#follow(event));
    this.#canvas.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.#draft.zoom *= event.deltaY < 0 ? BY_WHEEL : 1 / BY_WHEEL;
      this.#edit();
    });
  }

  #follow(event) {
    const before = this.#fingers.get(event.pointerId);
    if (!before) {
      return;
    }
    const [other] = [...this.#fingers.values()].filter(({ pointerId }) => pointerId !== event.pointerId);
    if (other) {
      this.#draft.zoom *= distance(event, other) / Math.max(1, distance(before, other));
    } else {
      const { width, height } = this.#canvas.getBoundingClientRect();
      this.#draft.move((event.clientX - before.clientX) / width, (event.clientY - before.clientY) / height);
    }
    this.#fingers.set(event.pointerId, event);
    this.#edit();
  }

  #edit() {
    this.#draw();
    this.#edited();
  }
}

function slider(id, attributes) {
  return element('input', { id, type: 'range', ...attributes });
}

function distance(one, other) {
  return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
}
