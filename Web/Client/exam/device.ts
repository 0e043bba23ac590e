import { commandKey } from '../live/api';

const place = 'pinchang-exam-device';

let known: string | null = null;

/** This browser's own id, the same in all its tabs; a private window that keeps nothing gets one for as long as it lives. */
export function deviceId(): string {
  if (known === null) {
    try {
      known = localStorage.getItem(place) ?? commandKey();
      localStorage.setItem(place, known);
    } catch {
      known = commandKey();
    }
  }
  return known;
}

/** What an invigilator calls this machine when two ask for one session. */
export function deviceName(): string {
  const agent = navigator.userAgent;
  const system = /iPhone|iPad/.test(agent) ? '苹果手机' : /Android/.test(agent) ? '安卓手机' : /Mac OS X/.test(agent) ? 'Mac' : /Windows/.test(agent) ? 'Windows 电脑' : /Linux/.test(agent) ? 'Linux 电脑' : '电脑';
  const browser = /Edg\//.test(agent) ? 'Edge' : /Firefox\//.test(agent) ? 'Firefox' : /Chrome\//.test(agent) ? 'Chrome' : /Safari\//.test(agent) ? 'Safari' : '浏览器';
  return `${system} · ${browser}`;
}
