// The page around <portrait-profile>: whose profile, by which token, in which language.
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

// No submit of this page is one of the browser's, so that no token ever stands in an address. The policy of the page forbids
// such a submit, and Chromium then also stops loading the scripts: so the buttons are disabled until here.
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
const asked = new URLSearchParams(location.search).get('user') ?? '';
if (/^[1-9][0-9]*$/.test(asked)) {
  document.getElementById('user').value = asked;
  profile.setAttribute('user', asked);
}

const texts = await Texts.of(preferredLanguage());
for (const element of document.querySelectorAll('[data-text]')) {
  element.textContent = texts.say(element.dataset.text);
}
