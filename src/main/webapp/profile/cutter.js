import { Draft } from './draft.js';
import { element } from './element.js';

const PERCENT = 100;
const WHEEL_STEP = 1.1;

/** Crops a picture by sliders, dragging, pinching or the mouse wheel. */
export class Cutter {
  #draft;
  #canvas;
  #sliders;
  #edited;
  #pointers = new Map();

  /** @param {() => void} edited is called after each change */
  constructor(draft, name, texts, edited) {
    this.#draft = draft;
    this.#edited = edited;
    this.#canvas = element('canvas', {
      class: `frame ${name}-frame`,
      role: 'img',
      'aria-label': texts.say('preview'),
    });
    this.#sliders = {
      zoom: slider(`zoom-${name}`, { min: PERCENT, max: Draft.maxZoom * PERCENT }),
      across: slider(`across-${name}`, { min: 0, max: PERCENT, dir: 'ltr' }),
      down: slider(`down-${name}`, { min: 0, max: PERCENT }),
    };
    const frame = element('div', { class: `crop ${name}-crop` }, this.#canvas);
    this.view = element('div', { class: 'cutter' }, frame);
    if (draft.croppable) {
      const rows = Object.entries(this.#sliders).map(([slider, input]) => this.#row(slider, input, texts));
      const group = { class: 'sliders', role: 'group', 'aria-label': texts.say(`crop.${name}-group`) };
      this.view.append(element('div', group, ...rows));
      this.#listen();
    }
    this.#draw();
  }

  #row(name, input, texts) {
    input.addEventListener('input', () => {
      this.#draft[name] = input.valueAsNumber / PERCENT;
      this.#update();
    });
    return element('div', {}, element('label', { for: input.id }, texts.say(`crop.${name}`)), input);
  }

  #draw() {
    this.#draft.draw(this.#canvas);
    for (const [name, input] of Object.entries(this.#sliders)) {
      input.value = this.#draft[name] * PERCENT;
    }
  }

  #listen() {
    this.#canvas.classList.add('movable');
    this.#canvas.addEventListener('pointerdown', (event) => {
      this.#canvas.setPointerCapture(event.pointerId);
      this.#pointers.set(event.pointerId, event);
    });
    for (const end of ['pointerup', 'pointercancel']) {
      this.#canvas.addEventListener(end, (event) => this.#pointers.delete(event.pointerId));
    }
    this.#canvas.addEventListener('pointermove', (event) => this.#onPointerMove(event));
    this.#canvas.addEventListener('wheel', (event) => {
      event.preventDefault();
      this.#draft.zoom *= event.deltaY < 0 ? WHEEL_STEP : 1 / WHEEL_STEP;
      this.#update();
    });
  }

  #onPointerMove(event) {
    const before = this.#pointers.get(event.pointerId);
    if (!before) {
      return;
    }
    const [other] = [...this.#pointers.values()].filter(({ pointerId }) => pointerId !== event.pointerId);
    if (other) {
      this.#draft.zoom *= distance(event, other) / Math.max(1, distance(before, other));
    } else {
      const { width, height } = this.#canvas.getBoundingClientRect();
      this.#draft.move((event.clientX - before.clientX) / width, (event.clientY - before.clientY) / height);
    }
    this.#pointers.set(event.pointerId, event);
    this.#update();
  }

  #update() {
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
