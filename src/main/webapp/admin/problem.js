import { Refusal } from '../profile/client.js';

const NAMES = {
  401: 'sign-in.expired',
  403: 'sign-in.forbidden',
  404: 'problem.missing',
  409: 'problem.changed',
  412: 'problem.changed',
  503: 'problem.busy',
};

/** Describes a problem to the administrator. */
export function explain(problem, texts) {
  if (!(problem instanceof Refusal)) {
    return texts.say('problem.unreachable');
  }
  const name = NAMES[problem.status];
  if (name) {
    return texts.say(name);
  }
  return problem.errors.map((error) => sentence(error, texts)).join(' ') || texts.say('problem.refused');
}

function sentence(error, texts) {
  if (!error.field) {
    return error.message;
  }
  const field = `field.${error.field}`;
  const label = texts.has(field) ? texts.say(field) : error.field;
  return `${label}: ${error.messages.at(-1).message}`;
}
