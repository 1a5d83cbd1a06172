/** Creates an element. Omits null and false attributes and null children. Strings become text nodes, not markup. */
export function element(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** Creates a button. It does not submit the form around it. */
export function button(attributes, ...children) {
  return element('button', { type: 'button', part: 'button', ...attributes }, ...children);
}

const SVG = 'http://www.w3.org/2000/svg';

// Drawn on a grid of 24 by 24.
const ICONS = {
  bin: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10 11v5M14 11v5',
  camera: 'M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z',
  cross: 'M6 6l12 12M18 6L6 18',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  pencil: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  pin: 'M12 21s-6.5-6-6.5-11a6.5 6.5 0 0 1 13 0c0 5-6.5 11-6.5 11zM12 12.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
};

/** Creates an icon, which assistive technologies ignore. */
export function icon(name) {
  const path = fill(document.createElementNS(SVG, 'path'), { d: ICONS[name] });
  const attributes = { class: 'icon', viewBox: '0 0 24 24', width: 20, height: 20, 'aria-hidden': 'true' };
  return fill(document.createElementNS(SVG, 'svg'), attributes, [path]);
}

function fill(made, attributes, children = []) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}
