// The page around <portrait-profile>: whose profile, and by which token.
import './portrait-profile.js';

const profile = document.querySelector('portrait-profile');

function show(user, token) {
  profile.tokenProvider = (rejected) => (rejected === null ? token : null);
  profile.setAttribute('user', user);
}

// No submit of this page is one of the browser's, so that no token ever stands in an address.
function onSubmit(id, action) {
  document.getElementById(id).addEventListener('submit', (event) => {
    event.preventDefault();
    action(event.target);
  });
}

onSubmit('show', (form) => show(form.user.value, null));
onSubmit('sign-in', (form) => {
  show('me', form.token.value);
  form.reset();
});

const asked = new URLSearchParams(location.search).get('user') ?? '';
if (/^[1-9][0-9]*$/.test(asked)) {
  document.getElementById('user').value = asked;
  show(asked, null);
}
