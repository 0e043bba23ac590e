/** 1 小时 20 分, 8 分钟, 45 秒. */
export function span(seconds: number): string {
  if (seconds < 60) {
    return `${Math.ceil(seconds)} 秒`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return `${minutes} 分钟`;
  }
  const hours = Math.floor(minutes / 60);
  if (hours < 48) {
    return minutes % 60 === 0 ? `${hours} 小时` : `${hours} 小时 ${minutes % 60} 分`;
  }
  return `${Math.floor(hours / 24)} 天`;
}

/** 8:05 */
export const countdown = (seconds: number): string => `${Math.floor(seconds / 60)}:${(seconds % 60).toString().padStart(2, '0')}`;
