import * as api from './api.js';
import * as time from './time.js';

const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

// The clock in the header: the time, whether it runs, and buttons that move it on while it stands.
export function clockView(root, trouble) {
  const now = root.querySelector('#now');
  const advance = root.querySelector('#advance');
  const modes = [...root.querySelectorAll('[data-mode]')];
  for (const button of modes) {
    button.onclick = () => set({ mode: button.dataset.mode });
  }

  for (const button of advance.querySelectorAll('button')) {
    button.onclick = () => set({ advance: button.dataset.advance });
  }

  return { tell, tick };

  function tell(instant, mode) {
    time.tell(instant, mode);
    for (const button of modes) {
      button.setAttribute('aria-pressed', String(button.dataset.mode === mode));
    }

    advance.hidden = mode === 'real';
    tick();
  }

  function tick() {
    const at = new Date(time.now());
    now.textContent = format.format(at);
    now.dateTime = at.toISOString();
    now.title = `${at.toISOString()}; here in your time zone`;
  }

  async function set(change) {
    root.setAttribute('aria-busy', 'true');
    for (const button of advance.querySelectorAll('button')) {
      button.disabled = true; // what a time-out starts happens first
    }

    try {
      const answer = await api.setClock(change);
      tell(answer.now, answer.mode);
      trouble('');
    } catch (refusal) {
      trouble(refusal.message);
    } finally {
      root.removeAttribute('aria-busy');
      for (const button of advance.querySelectorAll('button')) {
        button.disabled = false;
      }
    }
  }
}
