const clockFormat = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit', hour12: false });

/** 14:05, in Asia/Shanghai as everywhere in the product. */
export const clock = (iso: string): string => clockFormat.format(new Date(iso));

/** A count as people read it: 986, 1.2 万. */
export function count(value: number): string {
  if (value < 10_000) {
    return value.toLocaleString('zh-CN');
  }
  return `${(value / 10_000).toFixed(value < 100_000 ? 1 : 0)} 万`;
}

/** Milliseconds as 3:07 or 1:02:45. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number): string => value.toString().padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${hours > 0 ? two(Math.floor(seconds / 60) % 60) : Math.floor(seconds / 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
