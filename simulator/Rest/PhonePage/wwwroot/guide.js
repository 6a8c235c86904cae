import * as sample from './sample.js';

const hiddenKey = 'pbx-guide-hidden';

// The steps of a first call. It shows which one comes next, from what the caller's and Anna's phone do.
export function guide(root, phones) {
  const [caller, anna] = sample.phones.map(phone => phone.address);
  const steps = [...root.querySelectorAll('[data-step]')];
  root.hidden = remembered();
  root.querySelector('#guide-close').onclick = () => {
    root.hidden = true;
    remember();
    point(null);
  };

  function show(stateOf) {
    if (root.hidden) {
      return;
    }

    const step = stepOf(stateOf(caller), stateOf(anna));
    const at = steps.findIndex(item => item.dataset.step === step);
    steps.forEach((item, index) => {
      item.classList.toggle('done', index < at);
      item.toggleAttribute('aria-current', index === at);
      if (index === at) {
        item.setAttribute('aria-current', 'step');
      }
    });
    point(step);
  }

  // The button that the step asks for has a halo.
  function point(step) {
    for (const old of document.querySelectorAll('.pointed')) {
      old.classList.remove('pointed');
    }

    const target = {
      dial: () => phones(caller)?.querySelector('.call'),
      press: () => phones(caller)?.querySelector('[data-key="1"]'),
      answer: () => phones(anna)?.querySelector('.answer'),
    }[step]?.();
    target?.classList.add('pointed');
  }

  return show;
}

function stepOf(caller, anna) {
  switch (true) {
    case anna?.state === 'ringing':
      return 'answer';
    case anna?.state === 'talking':
      return 'talk';
    case caller?.state === 'talking' && caller.hears?.kind === 'text':
      return 'press';
    case caller?.state === 'talking' || caller?.state === 'calling':
      return caller.hears?.kind === 'file' ? null : 'press';
    default:
      return 'dial';
  }
}

function remembered() {
  try {
    return localStorage.getItem(hiddenKey) === 'yes';
  } catch {
    return false; // storage is switched off
  }
}

function remember() {
  try {
    localStorage.setItem(hiddenKey, 'yes');
  } catch {
    // storage is switched off: it is asked again next time
  }
}
