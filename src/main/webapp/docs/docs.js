// The theme follows the browser; Swagger UI takes it from a class.
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
follow();
dark.addEventListener('change', follow);

const ui = SwaggerUIBundle({
  dom_id: '#api',
  url: new URL('../openapi', location.href).href,
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: 'list',
  tryItOutEnabled: true,
  // The form of PUT would start with a placeholder in each field, and with both pictures cleared.
  onComplete: () => ui.oas3Actions.setRequestContentType({
    value: 'application/json',
    pathMethod: ['/api/v2/user/{id}/', 'put'],
  }),
});
