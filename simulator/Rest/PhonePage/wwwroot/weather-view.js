import * as api from './api.js';

const words = { duplicate: 'twice', reorder: 'out of order', delay: 'late', drop: 'lost' };

// The panel of the weather: four chances in per cent, sent as soon as a slider rests.
export function weatherView(panel, label, trouble) {
  const sliders = [...panel.querySelectorAll('input[type=range]')];
  let seed = 0;
  for (const slider of sliders) {
    slider.oninput = () => write(slider);
    slider.onchange = send;
  }

  panel.onsubmit = event => event.preventDefault();
  panel.querySelector('#fair').onclick = () => {
    sliders.forEach(slider => { slider.value = 0; });
    send();
  };
  return { read };

  async function read() {
    try {
      show(await api.weather());
    } catch (refusal) {
      trouble(refusal.message);
    }
  }

  async function send() {
    try {
      const chances = Object.fromEntries(sliders.map(slider => [slider.name, slider.valueAsNumber / 100]));
      show(await api.setWeather({ ...chances, seed }));
      trouble('');
    } catch (refusal) {
      trouble(refusal.message);
    }
  }

  function show(climate) {
    seed = climate.seed;
    for (const slider of sliders) {
      slider.value = Math.round(climate[slider.name] * 100);
      write(slider);
    }

    const rough = sliders.filter(slider => slider.valueAsNumber > 0).map(slider => `${slider.value} % ${words[slider.name]}`);
    label.textContent = rough.length === 0 ? 'Fair weather' : rough.join(', ');
    label.parentElement.classList.toggle('rough', rough.length > 0);
  }

  function write(slider) {
    slider.closest('label').querySelector('.chance').textContent = `${slider.value} %`;
  }
}
