import { apiBase } from '../live/api';
import type { DeviceFindings, ExamApi } from './examApi';
import type { Monitoring } from './monitoring';
import type { ServerClock } from './serverClock';

export type FindingName = 'storage' | 'camera' | 'microphone' | 'room' | 'screen' | 'network' | 'clock';

export interface Finding {
  state: 'unknown' | 'running' | 'good' | 'poor' | 'bad';
  words: string;
}

/** Bits per second that camera, screen, stills and answers need together. */
const needed = 600_000;
const probeBytes = 192 * 1024;

/** Pictures of the room, one after each of these pauses, for the invigilator to see. */
const roomPictures = 6;
const roomPause = 1_500;

/** A room as loud as this while nobody speaks will be taken for talking. */
const noisy = 0.3;

const unknown: Finding = { state: 'unknown', words: '还没有检查' };

/** 设备检查: what this machine, this room and this line can do, found out before it matters. */
export class ExamDeviceCheck {
  findings: Record<FindingName, Finding> = { storage: unknown, camera: unknown, microphone: unknown, room: unknown, screen: unknown, network: unknown, clock: unknown };

  constructor(
    private readonly api: ExamApi,
    private readonly clock: ServerClock,
    private readonly monitoring: Monitoring,
    private readonly changed: () => void,
  ) {}

  /** What needs nobody's permission. */
  async runQuietly(): Promise<void> {
    await Promise.all([this.#checkStorage(), this.#checkNetwork()]);
    this.#checkClock();
  }

  async openCamera(): Promise<void> {
    this.#set('camera', 'running', '正在打开，请在浏览器的提示里选择允许');
    this.#set('microphone', 'running', '正在打开');
    await this.monitoring.openCamera();
    if (!this.monitoring.camera || this.monitoring.health.camera !== 'on') {
      this.#set('camera', 'bad', this.monitoring.problem ?? '没有打开');
      this.#set('microphone', 'bad', '没有打开');
      return;
    }
    const { width, height } = this.monitoring.camera.getVideoTracks()[0]!.getSettings();
    this.#set('camera', 'good', `画面正常（${width ?? '?'}×${height ?? '?'}）`);
    await this.#listen();
  }

  /** 环视考场: the candidate turns the camera once around; the invigilator sees the pictures and passes or waives with the identity. */
  async scanRoom(): Promise<void> {
    let sent = 0;
    for (let left = roomPictures; left > 0; left--) {
      this.#set('room', 'running', `请拿起或转动摄像头，慢慢环视一周（还有 ${Math.ceil((left * roomPause) / 1000)} 秒）`);
      await new Promise((resolve) => setTimeout(resolve, roomPause));
      sent += (await this.monitoring.stills.send()) ? 1 : 0;
    }
    if (sent === roomPictures) {
      this.#set('room', 'good', '已环视一周，画面已送给监考员');
    } else if (sent >= roomPictures / 2) {
      this.#set('room', 'poor', `${roomPictures} 张画面送到了 ${sent} 张，监考员需要时会请您再环视一次`);
    } else {
      this.#set('room', 'bad', '画面没有送到，请确认摄像头正常、网络通畅后再环视一次');
    }
  }

  async shareScreen(): Promise<void> {
    this.#set('screen', 'running', '请在浏览器的提示里选择整个屏幕');
    await this.monitoring.shareScreen();
    if (this.monitoring.health.screen !== 'on') {
      this.#set('screen', 'bad', this.monitoring.problem ?? '没有共享');
    } else if (!this.monitoring.wholeScreen) {
      this.#set('screen', 'bad', '共享的是一个窗口或标签页，请重新选择整个屏幕');
    } else {
      this.#set('screen', 'good', '正在共享整个屏幕');
    }
  }

  /** What must be fit; without recording nobody needs a camera. */
  passed(recording: boolean): boolean {
    const must: FindingName[] = recording ? ['storage', 'camera', 'microphone', 'room', 'screen', 'network'] : ['storage', 'network'];
    return must.every((name) => this.findings[name].state === 'good' || this.findings[name].state === 'poor');
  }

  /** For the server; the words go with it, so that an invigilator sees what the candidate saw. */
  report(recording: boolean): DeviceFindings {
    const good = (name: FindingName): boolean | null =>
      recording && this.findings[name].state !== 'unknown' ? this.findings[name].state === 'good' || this.findings[name].state === 'poor' : null;
    const detail = Object.values(this.findings)
      .filter((finding) => finding.state !== 'unknown')
      .map((finding) => finding.words)
      .join('；');
    return { camera: good('camera'), microphone: good('microphone'), screen: good('screen'), storage: this.findings.storage.state === 'good', detail: detail.slice(0, 400) };
  }

  /** Three seconds of the room: is there a sound at all, and is it quiet enough. */
  async #listen(): Promise<void> {
    this.#set('microphone', 'running', '正在听 3 秒环境声音，请保持安静');
    const levels: number[] = [];
    for (let tenth = 0; tenth < 30; tenth++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      levels.push(this.monitoring.level);
    }
    const usual = levels.sort((one, other) => one - other)[15]!;
    const loudest = levels.at(-1)!;
    if (loudest < 0.002) {
      this.#set('microphone', 'poor', '已打开，但没有听到任何声音，请对着麦克风说句话');
    } else if (usual > noisy) {
      this.#set('microphone', 'poor', '环境声音较大，请关好门窗；监考员会听到');
    } else {
      this.#set('microphone', 'good', '声音正常，环境安静');
    }
  }

  async #checkStorage(): Promise<void> {
    this.#set('storage', 'running', '正在检查');
    try {
      // Asked for, so that a full disk does not sweep away answers that were not sent yet; it works without, too.
      await navigator.storage?.persist?.();
      const { quota = 0, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
      const free = (quota - usage) / 1024 / 1024;
      if (quota > 0 && free < 50) {
        this.#set('storage', 'bad', `本机给浏览器的空间不足（还剩 ${Math.round(free)} MB），请清理磁盘或退出无痕窗口`);
      } else {
        this.#set('storage', 'good', '断网时答案可以保存在本机');
      }
    } catch {
      this.#set('storage', 'bad', '浏览器不能保存数据，请退出无痕窗口后重试');
    }
  }

  async #checkNetwork(): Promise<void> {
    this.#set('network', 'running', '正在测速');
    try {
      for (let sample = 0; sample < 4; sample++) {
        await this.api.view();
      }
      const body = crypto.getRandomValues(new Uint8Array(64 * 1024));
      const begun = performance.now();
      const parts = Array.from({ length: probeBytes / body.length }, () => body);
      await fetch(`${apiBase}/media/upload-probe`, { method: 'POST', body: new Blob(parts), credentials: 'include' });
      const rate = (probeBytes * 8000) / Math.max(1, performance.now() - begun);
      const said = `上传 ${(rate / 1e6).toFixed(1)} Mbit/s，往返 ${Math.round((this.clock.precision ?? 0) * 2)} 毫秒`;
      this.#set('network', rate >= needed ? 'good' : 'poor', rate >= needed ? said : `${said}，偏慢：答案不受影响，录像会晚些送达`);
    } catch {
      this.#set('network', 'bad', '连不上服务器，请检查网络');
    }
  }

  #checkClock(): void {
    const error = this.clock.localError;
    if (error === null) {
      this.#set('clock', 'poor', '还不知道服务器时间');
    } else if (Math.abs(error) < 5_000) {
      this.#set('clock', 'good', '本机时间准确；考试以服务器时间为准');
    } else {
      const seconds = Math.round(Math.abs(error) / 1000);
      const amount = seconds < 120 ? `${seconds} 秒` : `${Math.round(seconds / 60)} 分钟`;
      this.#set('clock', 'good', `本机时间${error > 0 ? '快' : '慢'} ${amount}，不影响考试：一切以服务器时间为准`);
    }
  }

  #set(name: FindingName, state: Finding['state'], words: string): void {
    this.findings = { ...this.findings, [name]: { state, words } };
    this.changed();
  }
}
