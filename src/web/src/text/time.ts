import { en } from './en.js';

const pad = (n: number): string => String(n).padStart(2, '0');

/** 4:12, or 1:04:12. */
export function clock(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  const [h, m] = [Math.floor(s / 3600), Math.floor((s % 3600) / 60)];
  return h > 0 ? `${h}:${pad(m)}:${pad(s % 60)}` : `${m}:${pad(s % 60)}`;
}

/** One unit is enough: 7 s, 3 min, 2 h, 4 days. */
export function age(ms: number): string {
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 60) return en.seconds(s);
  if (s < 3600) return en.minutes(Math.floor(s / 60));
  if (s < 86_400) return en.hours(Math.floor(s / 3600));
  return en.days(Math.floor(s / 86_400));
}

const timeFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayFormat = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
const shortFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

const exactFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit',
});

const minuteFormat = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

/** 09:14, where a second more or less changes nothing. */
export const minuteOfDay = (at: string | number): string => minuteFormat.format(new Date(at));
export const timeOfDay = (at: string | number): string => timeFormat.format(new Date(at));
export const day = (at: string): string => dayFormat.format(new Date(at));
export const dayAndTime = (at: string): string => shortFormat.format(new Date(at));

/** For a record that is kept for years, and whose entries lie close together. */
export const exactly = (at: string): string => exactFormat.format(new Date(at));

/** Words older than this when they arrive say so. */
export const oldMs = 5000;
