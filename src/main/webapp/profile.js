// The page around <portrait-profile>: the profile that the address names, the sign-in, the directory and the language.
import './portrait-profile.js';
import { ProfileClient } from './profile/client.js';
import { element } from './profile/element.js';
import { showLanguages } from './profile/languages.js';
import { Search } from './profile/search.js';
import { Texts, chooseLanguage, pageLanguage } from './profile/texts.js';
import { Session } from './session.js';

const ROOT = new URL('.', import.meta.url);
const HOW_TO_SET_UP = new URL('server.html#sign-in', ROOT).href;

const profile = document.querySelector('portrait-profile');
const [enter, leave, name, notice, welcome, directory, language] = [
  'enter',
  'leave',
  'name',
  'notice',
  'welcome',
  'directory',
  'language',
].map((id) => document.getElementById(id));
const welcomeEnter = document.getElementById('welcome-enter');
const welcomeHint = document.getElementById('welcome-hint');
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

onSubmit('show', (form) => visit(`?user=${form.user.value}`));
onSubmit('sign-in', async (form) => {
  const token = form.token.value;
  form.reset();
  (await starting).use(token);
  visit('.');
  profile.setAttribute('user', 'me');
  document.querySelector('main').focus();
});

// The address names the profile: ?user=6, ?username=ann, or the person's own.
function requested() {
  const query = new URLSearchParams(location.search);
  const user = query.get('user') ?? '';
  const username = query.get('username') ?? '';
  if (/^[1-9][0-9]*$/.test(user)) {
    return user;
  }
  return /^[\w-]+$/.test(username) ? `@${username}` : null;
}

function visit(address) {
  const { href } = new URL(address, ROOT);
  if (href !== location.href) {
    history.pushState(null, '', href);
  }
  showRequested();
}

addEventListener('popstate', () => showRequested());

let signedIn = false;

function showRequested() {
  const user = requested() ?? (signedIn ? 'me' : null);
  welcome.hidden = user !== null;
  if (user === null) {
    profile.removeAttribute('user');
  } else if (profile.getAttribute('user') !== user) {
    profile.setAttribute('user', user);
  }
}

// The element returns to the profile before if the person keeps editing it. The address follows.
new MutationObserver(() => {
  const shown = profile.getAttribute('user');
  const named = requested() ?? 'me';
  if (shown !== null && shown !== named) {
    const query = shown.startsWith('@') ? `?username=${shown.slice(1)}` : `?user=${shown}`;
    history.pushState(null, '', new URL(shown === 'me' ? '.' : query, ROOT));
  }
  welcome.hidden = shown !== null;
}).observe(profile, { attributeFilter: ['user'] });

let shownName = null;

profile.addEventListener('portrait-shown', ({ detail }) => {
  shownName = detail.name;
  showTitle();
});

for (const event of ['portrait-deleted', 'portrait-error']) {
  profile.addEventListener(event, () => {
    shownName = null;
    showTitle();
  });
}

function showTitle() {
  const title = texts?.say('page.title') ?? document.title;
  document.title = shownName === null ? title : `${shownName} – Portrait`;
}

const chosen = pageLanguage();
document.documentElement.lang = chosen;
// Begins to load before the session is known. A failure is reported where the texts are used.
Texts.load(chosen).catch(() => {});
let texts;
const session = await starting;
signedIn = session.state === 'signed-in';
// Before the texts are there, so that the profile loads at the same time.
showRequested();
const client = () => new ProfileClient(new URL('api/v2/', ROOT), profile.tokenProvider, texts.language);

async function speak(tag) {
  texts = await Texts.load(tag);
  document.documentElement.lang = texts.language;
  for (const place of document.querySelectorAll('[data-text]')) {
    place.textContent = texts.say(place.dataset.text);
  }
  showTitle();
  showLanguages(language, texts.language);
  showSession();
}

language.addEventListener('change', async () => {
  const before = texts.language;
  try {
    await speak(language.value);
    chooseLanguage(texts.language);
    profile.reload();
  } catch {
    language.value = before;
    notice.textContent = texts.say('unreachable');
  }
});

function showSession() {
  if (!texts) {
    return; // it is called again when they are there
  }
  enter.hidden = session.state !== 'signed-out';
  welcomeEnter.hidden = enter.hidden;
  welcomeHint.hidden = enter.hidden;
  leave.hidden = session.state !== 'signed-in';
  name.textContent = session.name ?? '';
  notice.replaceChildren(...noticeOf(session));
  signedIn = session.state === 'signed-in';
  showDirectory();
}

function noticeOf({ state: current, problem }) {
  if (current === 'unconfigured') {
    return [texts.say('sign-in.unconfigured'), ' ', element('a', { href: HOW_TO_SET_UP }, texts.say('sign-in.set-up'))];
  }
  return problem === null ? [] : [texts.say(`sign-in-problem.${problem}`)];
}

// Only people who are signed in may search, and only where the site has a directory.
async function showDirectory() {
  const token = await session.token(null);
  const available = token !== null && (await client().find('a').catch(() => null)) !== null;
  directory.hidden = !available;
  if (available) {
    const search = new Search(client(), texts, ({ id }) => new URL(`?user=${id}`, ROOT).href);
    search.view.addEventListener('click', (event) => {
      const link = event.target.closest('a');
      if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        visit(link.href);
        document.querySelector('main').focus();
      }
    });
    directory.replaceChildren(search.view);
  }
}

enter.addEventListener('click', () => session.signIn());
welcomeEnter.addEventListener('click', () => session.signIn());
leave.addEventListener('click', async () => {
  await session.signOut();
  if (session.state === 'signed-in') {
    return; // the browser is on its way to the provider
  }
  if (profile.getAttribute('user') === 'me') {
    profile.removeAttribute('user');
  } else {
    profile.reload();
  }
});
// A session that ended by itself changes nothing else: what was typed can still be saved after the next sign-in.
session.addEventListener('change', () => showSession());

try {
  await speak(chosen);
} catch {
  notice.textContent = 'The texts of this page could not be loaded. Please load the page again.';
}
