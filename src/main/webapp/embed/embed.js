// The page inside a frame. Who may be around it, the browser knows from our header (frame-ancestors), and lets in nobody else:
// so the window around is of a configured origin, and its messages count. Those of other windows do not.
import '../portrait-profile.js';
import { Texts, preferredLanguage } from '../profile/texts.js';

const portal = window.parent === window ? null : window.parent;
const profile = document.querySelector('portrait-profile');
const asked = new URLSearchParams(location.search);
let waiting = [];

function tell(message) {
  // Whom this names is not known before the first word; there is nothing secret in it.
  portal?.postMessage(message, '*');
}

function hear(message) {
  switch (message?.type) {
    case 'portrait-token': {
      const answered = waiting;
      waiting = [];
      answered.forEach((resolve) => resolve(typeof message.token === 'string' ? message.token : null));
      break;
    }
    case 'portrait-theme': {
      const known = message.theme === 'light' || message.theme === 'dark';
      document.documentElement.style.colorScheme = known ? message.theme : '';
      break;
    }
    default: // of somebody else's protocol
  }
}

addEventListener('message', ({ source, data }) => {
  if (portal !== null && source === portal) {
    hear(data);
  }
});

profile.tokenProvider = (rejected) => {
  if (portal === null) {
    return null;
  }
  return new Promise((resolve) => {
    waiting.push(resolve);
    tell({ type: 'portrait-token', again: rejected !== null });
  });
};

new ResizeObserver(() => tell({ type: 'portrait-height', height: document.body.offsetHeight })).observe(document.body);

document.documentElement.lang = asked.get('lang') || preferredLanguage();
profile.setAttribute('user', asked.get('user') ?? 'me');

const texts = await Texts.of(document.documentElement.lang);
document.title = texts.say('profile');
document.getElementById('title').textContent = texts.say('profile');
