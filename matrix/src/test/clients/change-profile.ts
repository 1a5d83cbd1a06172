// Changes a profile with the generated client and prints what it reads back. ChangeProfile.java does the same.
import { readFileSync } from 'node:fs';
import { Configuration, FieldErrorCode, FieldErrorsFromJSON, ProfileApi, ResponseError } from './typescript-fetch/index';

async function main(id: number, token: string, photo: string): Promise<void> {
  const profiles = new ProfileApi(new Configuration({ accessToken: token }));
  const picture = new Blob([readFileSync(photo)], { type: 'image/jpeg' });

  await profiles.patchUser({ id, profileChange: { description: 'Läuft ☀', bio: null } });
  await profiles.putUser({ id, location: 'Milano', avatar: picture, cover: picture });

  const user = await profiles.getUser({ id });
  console.log(`description: ${user.description}`);
  console.log(`location: ${user.location}`);
  console.log(`date of birth: ${user.dateOfBirth === null ? 'none' : user.dateOfBirth.toISOString()}`);
  console.log(`avatar: ${user.avatar}`);
  console.log(`cover: ${user.cover}`);

  const { results } = await profiles.getUsers({ id: [Number.MAX_SAFE_INTEGER, id] });
  console.log(`found: ${results.length} ${results[0].emailIsvalid}`);

  try {
    await profiles.patchUser({ id, profileChange: { description: 'x'.repeat(51) } });
  } catch (error) {
    if (!(error instanceof ResponseError)) {
      throw error;
    }
    const refused = FieldErrorsFromJSON(await error.response.json()).errors[0];
    const code: FieldErrorCode = refused.messages[0].code;
    console.log(`refused: ${error.response.status} ${refused.field} ${code}`);
  }
}

const { PORTRAIT_ID = '', PORTRAIT_TOKEN = '', PORTRAIT_PHOTO = '' } = process.env;
main(Number(PORTRAIT_ID), PORTRAIT_TOKEN, PORTRAIT_PHOTO).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
