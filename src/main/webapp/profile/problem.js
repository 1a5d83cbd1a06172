import { Refusal } from './client.js';

const NOT_FOUND = 404;
const SERVER_ERROR = 500;

/** Describes a problem to the user. */
export function explain(problem, texts) {
  if (problem.name === 'AbortError') {
    return texts.say('cancelled');
  }
  if (!(problem instanceof Refusal)) {
    return texts.say('unreachable');
  }
  if (problem.reason) {
    return texts.say(`reason.${problem.reason}`);
  }
  if (problem.status === NOT_FOUND) {
    return texts.say('no-such-profile');
  }
  const general = problem.errors.find((error) => error.message);
  return general ? general.message : texts.say('refused');
}

/** Whether the same request may succeed later. */
export function isTemporary(problem) {
  return !(problem instanceof Refusal) || problem.status >= SERVER_ERROR;
}
