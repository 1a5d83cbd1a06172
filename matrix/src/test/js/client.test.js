'use strict';

// Tests the published client without modifications. It needs tslib without declaring it (0.7.0-alpha.13), so package.json does.
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { beforeEach, test } = require('node:test');
const { UserService, formatHttpErrorCode, http } = require('@selfcommunity/api-services');

const { PORTRAIT_URL, PORTRAIT_ID, PORTRAIT_TOKEN, PORTRAIT_OTHER_ID, PORTRAIT_PHOTO } = process.env;
const id = Number(PORTRAIT_ID);
const URLENCODED = { headers: { 'Content-Type': 'application/x-www-form-urlencoded' } };
const MULTIPART = { headers: { 'Content-Type': 'multipart/form-data' } };

http.setBasePortal(PORTRAIT_URL);

beforeEach(() => http.setAuthorizeToken(PORTRAIT_TOKEN));

function photo() {
  return new Blob([readFileSync(PORTRAIT_PHOTO)], { type: 'image/jpeg' });
}

function form(fields) {
  const data = new FormData();
  Object.entries(fields).forEach(([name, value]) => data.append(name, value));
  return data;
}

async function errorCodes(promise) {
  return formatHttpErrorCode(await promise.then(() => assert.fail('The request was not refused.'), (error) => error));
}

test('getCurrentUser returns the caller, including the e-mail address', async () => {
  const user = await UserService.getCurrentUser();

  assert.equal(user.id, id);
  assert.equal(Object.keys(user).length, 27);
});

test('getSpecificUser returns any user, also without a token', async () => {
  http.setAuthorizeToken(null);
  const user = await UserService.getSpecificUser(id);

  assert.equal(user.id, id);
  assert.equal('email' in user, false);
});

for (const method of ['userUpdate', 'userPatch']) {
  test(`${method} accepts JSON and clears fields with null`, async () => {
    await UserService[method](id, { real_name: 'Ann Éxample', bio: 'Runs.', website: 'https://ann.example/' });
    const user = await UserService[method](id, { bio: null, gender: 'Female' });

    assert.deepEqual([user.real_name, user.bio, user.website, user.gender], ['Ann Éxample', '', 'https://ann.example/', 'Female']);
  });

  test(`${method} accepts the user that the server returned`, async () => {
    const user = await UserService.getCurrentUser();

    assert.deepEqual(await UserService[method](id, user), user);
  });

  test(`${method} with an empty form changes nothing`, async () => {
    const user = await UserService.getCurrentUser();

    assert.deepEqual(await UserService[method](id, form({}), MULTIPART), user);
  });

  test(`${method} accepts a urlencoded form`, async () => {
    const user = await UserService[method](id, { description: `By ${method} & café`, location: '' }, URLENCODED);

    assert.deepEqual([user.description, user.location], [`By ${method} & café`, '']);
  });

  test(`${method} accepts multipart with pictures`, async () => {
    const data = form({ real_name: 'Zoë 山', avatar: photo(), cover: photo() });
    const user = await UserService[method](id, data, MULTIPART);

    assert.equal(user.real_name, 'Zoë 山');
    for (const picture of [user.avatar, user.cover]) {
      const answer = await fetch(picture);
      assert.equal(answer.status, 200);
      assert.equal(answer.headers.get('Content-Type'), 'image/jpeg');
    }
    assert.equal((await UserService[method](id, form({ cover: '' }), MULTIPART)).cover, null);
  });

  test(`${method} reports each field error`, async () => {
    const wrong = { real_name: 'x'.repeat(256), date_of_birth: '2001-02-30', website: 'javascript:alert(1)', username: '' };
    const expected = {
      realNameError: { error: 'max_length' },
      dateOfBirthError: { error: 'invalid' },
      websiteError: { error: 'invalid' },
      usernameError: { error: 'blank' },
    };

    assert.deepEqual(await errorCodes(UserService[method](id, wrong)), expected);
    assert.deepEqual(await errorCodes(UserService[method](id, wrong, URLENCODED)), expected);
    assert.deepEqual(await errorCodes(UserService[method](id, form(wrong), MULTIPART)), expected);
    assert.deepEqual(await errorCodes(UserService[method](id, form({ avatar: new Blob(['no picture']) }), MULTIPART)), {
      avatarError: { error: 'unsupported_image' },
    });
  });

  test(`${method} reports the refusal of a request`, async () => {
    assert.deepEqual(await errorCodes(UserService[method](Number(PORTRAIT_OTHER_ID), { bio: 'x' })), { error: 'permission_denied' });
    http.setAuthorizeToken('no-token');
    assert.deepEqual(await errorCodes(UserService[method](id, { bio: 'x' })), { error: 'authentication_failed' });
    http.setAuthorizeToken(null);
    assert.deepEqual(await errorCodes(UserService[method](id, { bio: 'x' })), { error: 'not_authenticated' });
  });
}

test('avatars are added, listed, selected and removed', async () => {
  const first = await UserService.addUserAvatar(form({ avatar: photo() }), MULTIPART);
  const second = await UserService.addUserAvatar(form({ avatar: photo() }), MULTIPART);

  await UserService.setUserPrimaryAvatar(second.id);
  assert.equal((await UserService.getCurrentUserAvatar()).avatar, second.avatar);
  const page = await UserService.getUserAvatars();
  assert.equal(page.count, page.results.length);
  assert.deepEqual(page.results.filter((avatar) => avatar.primary).map((avatar) => avatar.id), [second.id]);
  assert.ok(page.results.some((avatar) => avatar.id === first.id));

  await UserService.removeUserAvatar(second.id);
  assert.equal((await UserService.getCurrentUserAvatar()).avatar, null);
  assert.deepEqual(await errorCodes(UserService.removeUserAvatar(second.id)), { error: 'not_found' });
  assert.deepEqual(await errorCodes(UserService.addUserAvatar(form({ avatar: '' }), MULTIPART)), { avatarError: { error: 'blank' } });
});
