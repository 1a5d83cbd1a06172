// The page works without this: then the state is a link to the same answer.
const state = document.getElementById('state');

for (const base of document.querySelectorAll('[data-base]')) {
  base.textContent = new URL('.', location.href).href;
}

function show(text, mood) {
  state.textContent = text;
  state.className = mood;
}

try {
  const health = await fetch('api/v2/health/', { headers: { Accept: 'application/json' } });
  const parts = await health.json();
  const away = Object.keys(parts).filter((part) => parts[part] !== 'up');
  if (health.ok) {
    show('Ready', 'up');
  } else {
    show(`Not ready: ${away.join(', ')}`, 'down');
  }
} catch {
  show('Not reachable', 'down');
}
