// The page around <portrait-profile>. Sets the profile, the token and the language.
import './portrait-profile.js';
import { element } from './profile/element.js';
import { Texts, preferredLanguage } from './profile/texts.js';
import { Session } from './session.js';

const ROOT = new URL('.', import.meta.url);
const HOW_TO_SET_UP = new URL('server.html#sign-in', ROOT).href;

const profile = document.querySelector('portrait-profile');
const starting = Session.start(ROOT, ROOT);

profile.tokenProvider = async (rejected) => (await starting).token(rejected);

// The script handles every submit, so that no token ever ends up in a URL. The page's content security policy forbids native
// submits, and Chromium would stop loading the scripts on such an attempt, so the buttons are disabled until now.
function onSubmit(id, action) {
  const form = document.getElementById(id);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    action(form);
  });
  form.querySelector('button').disabled = false;
}

onSubmit('show', (form) => profile.setAttribute('user', form.user.value));
onSubmit('sign-in', async (form) => {
  const token = form.token.value;
  form.reset();
  (await starting).use(token);
  profile.setAttribute('user', 'me');
});

document.documentElement.lang = preferredLanguage();
const texts = await Texts.load(preferredLanguage());
for (const place of document.querySelectorAll('[data-text]')) {
  place.textContent = texts.say(place.dataset.text);
}

const [enter, leave, name, notice] = ['enter', 'leave', 'name', 'notice'].map((id) => document.getElementById(id));
const session = await starting;
let state = session.state;

function show() {
  enter.hidden = session.state !== 'signed-out';
  leave.hidden = session.state !== 'signed-in';
  name.textContent = session.name ?? '';
  notice.replaceChildren(...noticeOf(session));
}

function noticeOf({ state, problem }) {
  if (state === 'unconfigured') {
    return [texts.say('sign-in.unconfigured'), ' ', element('a', { href: HOW_TO_SET_UP }, texts.say('sign-in.set-up'))];
  }
  return problem === null ? [] : [texts.say(`sign-in-problem.${problem}`)];
}

enter.addEventListener('click', () => session.signIn());
leave.addEventListener('click', () => session.signOut());
session.addEventListener('change', () => {
  show();
  if (state === 'signed-in' && session.state !== state) {
    if (profile.getAttribute('user') === 'me') {
      profile.removeAttribute('user');
    } else {
      profile.reload();
    }
  }
  state = session.state;
});
show();

// Only now, because the session restores the address of the page.
const requested = new URLSearchParams(location.search).get('user') ?? '';
if (/^[1-9][0-9]*$/.test(requested)) {
  document.getElementById('user').value = requested;
  profile.setAttribute('user', requested);
} else if (session.state === 'signed-in') {
  profile.setAttribute('user', 'me');
}
