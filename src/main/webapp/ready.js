// Without this script, the state is a link to the health check.
const state = document.getElementById('state');

for (const base of document.querySelectorAll('[data-base]')) {
  base.textContent = new URL('.', location.href).href;
}

function show(text, className) {
  state.textContent = text;
  state.className = className;
}

try {
  const health = await fetch('api/v2/health/', { headers: { Accept: 'application/json' } });
  const parts = await health.json();
  const down = Object.keys(parts).filter((part) => parts[part] !== 'up');
  if (health.ok) {
    show('Ready', 'up');
  } else {
    show(`Not ready: ${down.join(', ')}`, 'down');
  }
} catch {
  show('Not reachable', 'down');
}
