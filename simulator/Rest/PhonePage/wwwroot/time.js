// The simulator's clock as this page knows it: told by the simulator, carried on by the page while it runs.
let told = Date.now();
let toldAt = performance.now();
let runs = true;

export function tell(now, mode) {
  told = Date.parse(now);
  toldAt = performance.now();
  runs = mode === 'real';
}

export const now = () => (runs ? told + performance.now() - toldAt : told);

export const isRunning = () => runs;

// 0:07, 12:34, 1:02:03
export function length(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = n => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes}:${two(seconds % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}
