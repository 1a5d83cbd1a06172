'use strict';

// Prints addresses of npm's gravatar: a size in pixels and a URL in each line.
const gravatar = require('gravatar');

const { PORTRAIT_URL, PORTRAIT_EMAIL } = process.env;
const url = (options) => gravatar.url(PORTRAIT_EMAIL, { ...options, cdn: PORTRAIT_URL });

console.log(80, url({}));
console.log(200, url({ s: '200', r: 'pg', d: '404' }));
console.log(512, url({ size: '1024', default: 'https://elsewhere.example/none.png' }));
