import { sentenceOf } from '../live/api';
import type { ExamSessionView } from './contracts';
import type { ExamApi } from './examApi';

export type PhotoKind = 'document' | 'face';

interface Photo {
  picture: Blob;
  address: string;
}

/** 证件照与人像: taken with the camera that watches, looked at, taken again, sent. */
export class IdentityPhotos {
  photos: Partial<Record<PhotoKind, Photo>> = {};
  sending = false;
  problem: string | null = null;

  constructor(
    private readonly api: ExamApi,
    private readonly sent: (view: ExamSessionView) => void,
    private readonly changed: () => void,
  ) {}

  async take(kind: PhotoKind, video: HTMLVideoElement): Promise<void> {
    if (!(await hasPicture(video))) {
      this.problem = '摄像头还没有画面，请稍候再拍';
      this.changed();
      return;
    }
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')!.drawImage(video, 0, 0);
    const picture = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.9));
    if (picture) {
      this.drop(kind);
      this.photos[kind] = { picture, address: URL.createObjectURL(picture) };
      this.problem = null;
      this.changed();
    }
  }

  drop(kind: PhotoKind): void {
    const photo = this.photos[kind];
    if (photo) {
      URL.revokeObjectURL(photo.address);
      delete this.photos[kind];
      this.changed();
    }
  }

  get complete(): boolean {
    return this.photos.document !== undefined && this.photos.face !== undefined;
  }

  async send(): Promise<void> {
    if (!this.complete || this.sending) {
      return;
    }
    this.sending = true;
    this.problem = null;
    this.changed();
    try {
      const [document, face] = await Promise.all([
        this.api.upload('examIdentity', this.photos.document!.picture, 'document.jpg'),
        this.api.upload('examIdentity', this.photos.face!.picture, 'face.jpg'),
      ]);
      this.sent(await this.api.identify(document.id, face.id));
      this.drop('document');
      this.drop('face');
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    this.sending = false;
    this.changed();
  }
}

/** A camera needs a moment for its first picture. */
async function hasPicture(video: HTMLVideoElement): Promise<boolean> {
  if (video.videoWidth === 0) {
    await Promise.race([
      new Promise((resolve) => video.addEventListener('loadeddata', resolve, { once: true })),
      new Promise((resolve) => setTimeout(resolve, 3_000)),
    ]);
  }
  return video.videoWidth > 0;
}
