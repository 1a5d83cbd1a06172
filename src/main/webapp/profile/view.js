import { Draft } from './draft.js';
import { element, icon } from './element.js';
import { PICTURES } from './picture.js';

const ROWS = ['location', 'position_lat_lng', 'website', 'date_of_birth', 'gender', 'date_joined'];

/**
 * Creates the texts of a profile for reading. Shows no empty field.
 *
 * @param {(field: string) => boolean} shows whether the page wants to show a field
 */
export function details(user, shows, texts) {
  const rows = ROWS.filter(shows).flatMap((field) => row(field, user, texts));
  return element(
    'div',
    { class: 'details', part: 'details' },
    user.bio && shows('bio') ? element('p', { class: 'bio', dir: 'auto' }, user.bio) : null,
    rows.length > 0 ? element('dl', {}, ...rows) : null,
  );
}

function row(field, user, texts) {
  const shown = value(field, user, texts);
  return shown.length === 0
    ? []
    : [element('div', {}, element('dt', {}, texts.say(`field.${field}`)), element('dd', {}, ...shown))];
}

function value(field, user, texts) {
  const text = user[field];
  if (field === 'location') {
    const name = text ? [element('bdi', {}, text)] : [];
    return user.location_lat_lng ? [...name, map(user.location_lat_lng, texts)] : name;
  }
  if (!text || (field === 'gender' && text === 'Unspecified')) {
    return [];
  }
  if (field === 'position_lat_lng') {
    return [map(text, texts)];
  }
  return [element('bdi', {}, content(field, text, texts))];
}

// A link, so that nobody but those who follow it contacts another server.
function map(coordinates, texts) {
  const [latitude, longitude] = coordinates.split(',').map((part) => encodeURIComponent(part.trim()));
  const href = `https://www.openstreetmap.org/?mlat=${latitude}&mlon=${longitude}#map=14/${latitude}/${longitude}`;
  return element('a', { class: 'map', href, rel: 'noopener noreferrer' }, icon('pin'), texts.say('map'));
}

/** Returns a field value as text or element for display. */
export function content(field, value, texts) {
  if (value instanceof Draft) {
    return value.readable ? picture(value, texts.say(`field.${field}`)) : texts.say('picture.unreadable');
  }
  if (PICTURES.includes(field)) {
    return element('img', { src: value, alt: texts.say(`field.${field}`) });
  }
  switch (field) {
    case 'gender':
      return texts.say(`choice.${value}`);
    case 'date_of_birth':
      return date(value, { dateStyle: 'long' }, texts);
    case 'date_joined':
      return date(value, { month: 'long', year: 'numeric' }, texts);
    case 'website':
      return isWebAddress(value) ? element('a', { href: value, rel: 'nofollow noopener noreferrer' }, bare(value)) : value;
    default:
      return value;
  }
}

function date(value, format, texts) {
  return new Intl.DateTimeFormat(texts.language, { ...format, timeZone: 'UTC' }).format(new Date(value));
}

function bare(address) {
  return address.replace(/^https?:\/\//, '').replace(/\/$/, '');
}

function picture(draft, label) {
  const canvas = element('canvas', { role: 'img', 'aria-label': label });
  draft.draw(canvas);
  return canvas;
}

// The server accepts web addresses only. The page checks again, so that no javascript: URL becomes a link.
function isWebAddress(text) {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
