// The page inside a frame. Our frame-ancestors header makes the browser refuse to show it in pages of other origins than the
// configured ones. So the parent window is trusted, and messages from other windows are ignored.
import '../portrait-profile.js';
import { Texts, preferredLanguage } from '../profile/texts.js';

const EVENTS = ['portrait-shown', 'portrait-saved', 'portrait-deleted', 'portrait-error'];

const portal = window.parent === window ? null : window.parent;
const profile = document.querySelector('portrait-profile');
const query = new URLSearchParams(location.search);
let waiting = [];
// Unknown until the portal gives a token.
let portalOrigin = null;

// Only for messages without any content: the origin of the parent may be unknown.
function ask(message) {
  portal?.postMessage(message, '*');
}

function handle({ origin, data }) {
  switch (data?.type) {
    case 'portrait-token': {
      portalOrigin = origin === 'null' ? null : origin;
      const pending = waiting;
      waiting = [];
      pending.forEach((resolve) => resolve(typeof data.token === 'string' ? data.token : null));
      break;
    }
    case 'portrait-theme': {
      const known = data.theme === 'light' || data.theme === 'dark';
      document.documentElement.style.colorScheme = known ? data.theme : '';
      break;
    }
    default: // a message of another protocol
  }
}

addEventListener('message', (message) => {
  if (portal !== null && message.source === portal) {
    handle(message);
  }
});

profile.tokenProvider = (rejected) => {
  if (portal === null) {
    return null;
  }
  return new Promise((resolve) => {
    waiting.push(resolve);
    ask({ type: 'portrait-token', again: rejected !== null });
  });
};

for (const name of EVENTS) {
  profile.addEventListener(name, ({ type, detail }) => {
    if (portalOrigin !== null) {
      portal.postMessage({ type, ...detail }, portalOrigin);
    }
  });
}

new ResizeObserver(() => ask({ type: 'portrait-height', height: document.body.offsetHeight })).observe(document.body);

document.documentElement.lang = query.get('lang') || preferredLanguage();
for (const name of ['mode', 'fields'].filter((attribute) => query.has(attribute))) {
  profile.setAttribute(name, query.get(name));
}
profile.setAttribute('user', query.get('user') ?? 'me');

const texts = await Texts.load(document.documentElement.lang);
document.title = texts.say('profile');
document.getElementById('title').textContent = texts.say('profile');
