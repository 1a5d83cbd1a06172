/**
 * As `fetch`, but tells how much of the body has gone, which fetch cannot.
 *
 * @param {URL} address
 * @param {{ method: string, headers: object, body: FormData, signal?: AbortSignal, progress?: (part: number) => void }} request
 *   `progress` gets numbers from 0 to 1
 * @returns {Promise<Response>} rejected where there is no answer
 */
export function upload(address, { method, headers, body, signal, progress }) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const request = new XMLHttpRequest();
    request.open(method, address);
    Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
    request.upload.onprogress = ({ loaded, total }) => progress?.(loaded / total);
    request.onload = () => {
      const tag = request.getResponseHeader('ETag');
      resolve(new Response(request.response, { status: request.status, headers: tag ? { ETag: tag } : {} }));
    };
    request.onerror = () => reject(new TypeError('No answer'));
    request.onabort = () => reject(signal.reason);
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(body);
  });
}
