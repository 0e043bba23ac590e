const shanghai = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour12: false, ...options });

const second = shanghai({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
const minute = shanghai({ hour: '2-digit', minute: '2-digit' });
const day = shanghai({ month: 'long', day: 'numeric', weekday: 'short' });

/** 14:02:31, for what the server said. */
export const clockSecond = (at: string | number): string => second.format(new Date(at));

/** 14:02 */
export const clockMinute = (at: string | number): string => minute.format(new Date(at));

/** 11月22日周日 14:00 */
export const dayAndMinute = (at: string | number): string => `${day.format(new Date(at))} ${clockMinute(at)}`;

/** 11月22日周日 14:02:31 */
export const dayAndSecond = (at: string | number): string => `${day.format(new Date(at))} ${clockSecond(at)}`;

/** 01:23:45 */
export function countdown(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** What a screen reader should say of it; by the minute, for nobody wants to hear each second. */
export function spokenTime(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours} 小时 ${minutes} 分` : minutes > 0 ? `${minutes} 分钟` : '不到 1 分钟';
}
