/**
 * Sends a request like `fetch`, but reports upload progress, which `fetch` cannot.
 *
 * @param {URL} url
 * @param {{ method: string, headers: object, body: FormData, signal?: AbortSignal, progress?: (part: number) => void }} request
 *   `progress` takes numbers from 0 to 1
 * @returns {Promise<Response>} rejects if there is no response
 */
export function upload(url, { method, headers, body, signal, progress }) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open(method, url);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded, total }) => progress?.(loaded / total);
    request.onload = () => {
      const tag = request.getResponseHeader('ETag');
      resolve(new Response(request.response, { status: request.status, headers: tag ? { ETag: tag } : {} }));
    };
    request.onerror = () => reject(new TypeError('No response'));
    request.onabort = () => reject(signal.reason);
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}
