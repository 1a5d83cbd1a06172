// Runs the module of docs/portal.md, which JavaScriptClientIT writes into example.mjs.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { saveProfile } from './example.mjs';

const { PORTRAIT_URL, PORTRAIT_ID, PORTRAIT_TOKEN, PORTRAIT_PHOTO } = process.env;

// The portal's server.
let token = PORTRAIT_TOKEN;
globalThis.fetch = async (path, { method }) => {
  assert.deepEqual([path, method], ['/token', 'POST']);
  return new Response(token);
};

test('texts and a picture are saved together', async () => {
  const photo = new Blob([readFileSync(PORTRAIT_PHOTO)], { type: 'image/jpeg' });
  const { profile } = await saveProfile({ real_name: 'Zoë 山', website: 'https://zoe.example/', location: '' }, photo, 'en');

  assert.equal(profile.id, Number(PORTRAIT_ID));
  assert.deepEqual([profile.real_name, profile.website, profile.location], ['Zoë 山', 'https://zoe.example/', '']);
  assert.ok(profile.avatar.startsWith(PORTRAIT_URL));
});

test('a refusal has a message for each field, in the language, and saves nothing', async () => {
  const { errors } = await saveProfile({ real_name: 'lost', website: 'nowhere', description: 'x'.repeat(51) }, null, 'it');

  assert.deepEqual(errors, {
    websiteError: { error: 'Inserisci un indirizzo che inizia con http:// o https://.' },
    descriptionError: { error: 'Accorcia il testo: sono ammessi al massimo 50 caratteri.' },
  });
  const { profile } = await saveProfile({}, null, 'it');
  assert.equal(profile.real_name, 'Zoë 山');
});

test('a refusal of the whole request has one message', async () => {
  token = 'x.y.z';

  assert.deepEqual(await saveProfile({ bio: 'x' }, null, 'en'), {
    errors: { error: 'Get a new token: this one is expired or invalid.' },
  });
});
