import type { News } from '../live/bell.js';
import { en } from '../text/en.js';
import { whatOf } from './bell.js';

let sounds: AudioContext | null = null;

/** Two soft notes; made here, so that no file has to be fetched when it matters. */
function chime(): void {
  sounds ??= new AudioContext();
  const from = sounds.currentTime;
  for (const [at, hertz] of [[0, 587], [0.14, 784]] as const) {
    const [tone, level] = [sounds.createOscillator(), sounds.createGain()];
    tone.frequency.value = hertz;
    level.gain.setValueAtTime(0.0001, from + at);
    level.gain.exponentialRampToValueAtTime(0.12, from + at + 0.02);
    level.gain.exponentialRampToValueAtTime(0.0001, from + at + 0.35);
    tone.connect(level).connect(sounds.destination);
    tone.start(from + at);
    tone.stop(from + at + 0.4);
  }
}

/** Outside the page stands what and whose, and never what was said: others see the screen too. */
export function tellOutside(news: News, agent: string, desktop: boolean, sound: boolean, open: () => void): void {
  if (sound) chime();
  if (!desktop || !('Notification' in window) || Notification.permission !== 'granted') return;
  const notice = new Notification(en.bell.notice(en.bell.kind[news.kind], whatOf(news), agent), {
    body: en.bell.noticeBody, tag: news.callId, silent: true, requireInteraction: news.kind === 'agreement' || news.incident?.severity === 'critical',
  });
  notice.onclick = () => {
    focus();
    open();
    notice.close();
  };
}
