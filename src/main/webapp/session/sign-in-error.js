/** Why a sign-in failed. The code names the cause, for which the page has a text `sign-in-problem.CODE`. */
export class SignInError extends Error {
  constructor(code, detail = code) {
    super(detail);
    this.code = code;
  }
}
