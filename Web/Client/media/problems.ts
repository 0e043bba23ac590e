/** Why the camera, the microphone, the wire or the browser will not do it: a stable code and a sentence to show. */
export type MediaProblemCode =
  | 'permission-denied'
  | 'no-device'
  | 'device-busy'
  | 'device-lost'
  | 'insecure-page'
  | 'unsupported'
  | 'screen-cancelled'
  | 'connection-lost'
  | 'live-rooms.other-publisher'
  | 'live-rooms.not-on-air'
  | 'live-rooms.ended'
  | 'live-rooms.not-found'
  | 'access.forbidden'
  | 'session.signed-out'
  | 'common.not-found'
  | 'media.malformed'
  | 'media.wrong-sequence'
  | 'media.wrong-time'
  | 'media.too-large'
  | 'media.too-fast'
  | 'media.storage'
  | 'media.taken-over';

const sentences: Record<MediaProblemCode, string> = {
  'permission-denied': '浏览器没有允许使用摄像头或麦克风，请点地址栏左侧的图标，改为允许后重试',
  'no-device': '没有找到摄像头或麦克风，请接好设备后重试',
  'device-busy': '摄像头或麦克风正被别的程序占用，请关闭那个程序后重试',
  'device-lost': '摄像头或麦克风断开了，请重新接好或换一个设备',
  'insecure-page': '这个页面不是安全连接（https），浏览器不允许使用摄像头。请改用 https 地址，或在本机用 localhost 打开',
  unsupported: '这个浏览器不能直播，请用新版 Chrome、Edge 或 Safari 打开',
  'screen-cancelled': '没有选择要共享的屏幕',
  'connection-lost': '和服务器的连接断开了，正在重新连接',
  'live-rooms.other-publisher': '这场直播已经有人在推流，需要的话可以接管',
  'live-rooms.not-on-air': '直播还没有开始，请先点开播',
  'live-rooms.ended': '这场直播已经结束',
  'live-rooms.not-found': '没有这个直播间',
  'access.forbidden': '您没有在这个直播间开播的权限',
  'session.signed-out': '登录已失效，请重新登录',
  'common.not-found': '通话已经结束',
  'media.malformed': '画面数据有误，已停止推流，请刷新页面后重新开始',
  'media.wrong-sequence': '画面顺序有误，正在重新连接',
  'media.wrong-time': '画面时间有误，正在重新连接',
  'media.too-large': '画面数据过大，请降低清晰度后重试',
  'media.too-fast': '码率过高，请降低清晰度后重试',
  'media.storage': '服务器暂时不能保存录像，请联系管理员检查磁盘',
  'media.taken-over': '同事已经接管了推流',
};

export class MediaProblem extends Error {
  constructor(
    readonly code: MediaProblemCode,
    readonly technical?: unknown,
  ) {
    super(sentences[code]);
    this.name = 'MediaProblem';
  }

  static isCode(code: string): code is MediaProblemCode {
    return code in sentences;
  }

  /** What getUserMedia, getDisplayMedia and the encoders throw, in our words. */
  static from(error: unknown): MediaProblem {
    if (error instanceof MediaProblem) {
      return error;
    }

    const name = error instanceof Error || error instanceof DOMException ? error.name : '';
    switch (name) {
      case 'NotAllowedError':
      case 'SecurityError':
        return new MediaProblem('permission-denied', error);
      case 'NotFoundError':
      case 'OverconstrainedError':
        return new MediaProblem('no-device', error);
      case 'NotReadableError':
      case 'AbortError':
        return new MediaProblem('device-busy', error);
      default:
        return new MediaProblem('unsupported', error);
    }
  }
}
