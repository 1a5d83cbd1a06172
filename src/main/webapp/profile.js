// The page around <portrait-profile>. Sets the profile, the token and the language.
import './portrait-profile.js';
import { Texts, preferredLanguage } from './profile/texts.js';

const profile = document.querySelector('portrait-profile');
let token = null;

profile.tokenProvider = (rejected) => {
  if (rejected === token) {
    token = null;
  }
  return token;
};

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
onSubmit('sign-in', (form) => {
  token = form.token.value;
  profile.setAttribute('user', 'me');
  form.reset();
});

document.documentElement.lang = preferredLanguage();
const requested = new URLSearchParams(location.search).get('user') ?? '';
if (/^[1-9][0-9]*$/.test(requested)) {
  document.getElementById('user').value = requested;
  profile.setAttribute('user', requested);
}

const texts = await Texts.load(preferredLanguage());
for (const element of document.querySelectorAll('[data-text]')) {
  element.textContent = texts.say(element.dataset.text);
}
