'use strict';

// Prints an address of npm's libravatar: a size in pixels and a URL. The client has no setting for a server. It looks up the
// server of the address's domain in the DNS, so this script answers as that DNS.
const { createSocket } = require('node:dgram');
const dns = require('node:dns');
const { get_avatar_url: avatarUrl } = require('libravatar');

const { PORTRAIT_URL, PORTRAIT_EMAIL } = process.env;
const { hostname, port } = new URL(PORTRAIT_URL);
const SERVICE = `_avatars._tcp.${PORTRAIT_EMAIL.split('@')[1].toLowerCase()}`;
const HEADER = 12;
const QUESTION_END = 5; // the root label, the type and the class
const ANSWER = 0x8580;
const NO_SUCH_NAME = 0x8583;
const SRV = 33;
const IN = 1;

function name(labels) {
  return Buffer.concat([...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label)])), Buffer.from([0])]);
}

function numbers(...values) {
  return Buffer.concat(values.map((value) => Buffer.from([value >> 8, value & 255])));
}

function labels(query) {
  const found = [];
  for (let at = HEADER; query[at] !== 0; at += query[at] + 1) {
    found.push(query.toString('ascii', at + 1, at + 1 + query[at]));
  }
  return found;
}

function answer(query) {
  const asked = labels(query);
  const question = query.subarray(HEADER, HEADER + name(asked).length - 1 + QUESTION_END);
  const known = asked.join('.') === SERVICE;
  const header = Buffer.concat([query.subarray(0, 2), numbers(known ? ANSWER : NO_SUCH_NAME, 1, known ? 1 : 0, 0, 0)]);
  if (!known) {
    return Buffer.concat([header, question]);
  }
  const target = name(hostname.split('.'));
  const data = Buffer.concat([numbers(0, 0, Number(port)), target]);
  // 0xc00c points at the name in the question; the time to live is 0.
  return Buffer.concat([header, question, numbers(0xc00c, SRV, IN, 0, 0, data.length), data]);
}

const server = createSocket('udp4');
server.on('message', (query, { address, port: sender }) => server.send(answer(query), sender, address));
server.bind(0, '127.0.0.1', async () => {
  dns.setServers([`127.0.0.1:${server.address().port}`]);
  console.log(120, await avatarUrl({ email: PORTRAIT_EMAIL, size: 120, default: 'identicon' }));
  server.close();
});
