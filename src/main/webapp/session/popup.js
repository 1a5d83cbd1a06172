const CHANNEL = 'portrait.sign-in';
const PREFIX = 'popup.';
const PATIENCE = 5000;

/** The beginning of every state of a sign-in in a popup. */
export const POPUP_STATE = PREFIX;

/** Whether a response belongs to a sign-in in a popup. */
export function isForPopup(response) {
  return response.get('state').startsWith(PREFIX);
}

/**
 * Hands the response to the page that opened this popup, and closes the popup. A channel works even where the provider's
 * Cross-Origin-Opener-Policy has cut the popup off from its opener. The code is of no use to others, who lack the verifier.
 *
 * @returns {Promise<boolean>} whether a page took the response
 */
export function handOver(response, browser) {
  const channel = new browser.BroadcastChannel(CHANNEL);
  const state = response.get('state');
  return new Promise((resolve) => {
    const timer = browser.setTimeout(() => finish(false), PATIENCE);
    function finish(taken) {
      browser.clearTimeout(timer);
      channel.close();
      resolve(taken);
      if (taken) {
        browser.close();
      }
    }
    channel.onmessage = ({ data }) => {
      if (data?.taken === state) {
        finish(true);
      }
    };
    channel.postMessage({ state, response: response.toString() });
  });
}

/**
 * Lets the person sign in in a popup while this page stays as it is. A dialog remains open meanwhile, in which the person can open
 * the popup again, since browsers block those that no click opens.
 *
 * @param {string} address of the provider, with the state
 * @param {string} state
 * @param {(open: () => boolean) => { cancelled: Promise<void>, close: () => void }} showDialog takes what opens the popup
 * @returns {Promise<URLSearchParams|null>} the response, or null if the person cancelled
 */
export async function signInByPopup(address, state, showDialog, browser) {
  const channel = new browser.BroadcastChannel(CHANNEL);
  let popup = null;
  const open = () => {
    popup = browser.open(address, 'portrait-sign-in', 'popup,width=520,height=680');
    return popup !== null;
  };
  const response = new Promise((resolve) => {
    channel.onmessage = ({ data }) => {
      if (data?.state === state) {
        channel.postMessage({ taken: state });
        resolve(new URLSearchParams(data.response));
      }
    };
  });
  const dialog = showDialog(open);
  if (browser.navigator?.userActivation?.isActive) {
    open();
  }
  try {
    return await Promise.race([response, dialog.cancelled.then(() => null)]);
  } finally {
    dialog.close();
    channel.close();
    popup?.close();
  }
}
