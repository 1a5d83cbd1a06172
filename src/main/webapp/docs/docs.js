// Follows the theme of the browser. Swagger UI switches on a class.
const dark = matchMedia('(prefers-color-scheme: dark)');
const applyTheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
applyTheme();
dark.addEventListener('change', applyTheme);

const ui = SwaggerUIBundle({
  dom_id: '#api',
  url: new URL('../openapi', location.href).href,
  validatorUrl: null,
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  docExpansion: 'list',
  tryItOutEnabled: true,
  // JSON, because a form would start with a placeholder in each field and with empty pictures, which clears both.
  onComplete: () => ui.oas3Actions.setRequestContentType({
    value: 'application/json',
    pathMethod: ['/api/v2/user/{id}/', 'put'],
  }),
});
