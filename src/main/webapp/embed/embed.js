// The page inside a frame. Our frame-ancestors header makes the browser refuse to show it in pages of other origins than the
// configured ones. So the parent window is trusted, and messages from other windows are ignored.
import '../portrait-profile.js';
import { Texts, preferredLanguage } from '../profile/texts.js';

const portal = window.parent === window ? null : window.parent;
const profile = document.querySelector('portrait-profile');
const query = new URLSearchParams(location.search);
let waiting = [];

function post(message) {
  // The origin of the parent is unknown until its first message. The messages contain no secrets.
  portal?.postMessage(message, '*');
}

function handle(message) {
  switch (message?.type) {
    case 'portrait-token': {
      const pending = waiting;
      waiting = [];
      pending.forEach((resolve) => resolve(typeof message.token === 'string' ? message.token : null));
      break;
    }
    case 'portrait-theme': {
      const known = message.theme === 'light' || message.theme === 'dark';
      document.documentElement.style.colorScheme = known ? message.theme : '';
      break;
    }
    default: // a message of another protocol
  }
}

addEventListener('message', ({ source, data }) => {
  if (portal !== null && source === portal) {
    handle(data);
  }
});

profile.tokenProvider = (rejected) => {
  if (portal === null) {
    return null;
  }
  return new Promise((resolve) => {
    waiting.push(resolve);
    post({ type: 'portrait-token', again: rejected !== null });
  });
};

new ResizeObserver(() => post({ type: 'portrait-height', height: document.body.offsetHeight })).observe(document.body);

document.documentElement.lang = query.get('lang') || preferredLanguage();
profile.setAttribute('user', query.get('user') ?? 'me');

const texts = await Texts.load(document.documentElement.lang);
document.title = texts.say('profile');
document.getElementById('title').textContent = texts.say('profile');
