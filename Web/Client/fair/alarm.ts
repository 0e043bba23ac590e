const every = 2400;

/** Makes itself noticed by what the device has: two soft tones, the title, vibration, and a notice of the system where it was allowed. */
export class Alarm {
  #sound: AudioContext | null = null;
  #timer: ReturnType<typeof setInterval> | undefined;
  #title: string | null = null;
  #notice: Notification | null = null;

  start(short: string, long: string): void {
    this.stop();
    this.#title = document.title;
    let turn = 0;
    const ring = (): void => {
      document.title = turn++ % 2 === 0 ? `【${short}】${long}` : this.#title!;
      this.#chime();
      navigator.vibrate?.([240, 120, 240]);
    };
    ring();
    this.#timer = setInterval(ring, every);
    if (document.hidden && 'Notification' in window && Notification.permission === 'granted') {
      this.#notice = new Notification(short, { body: long, tag: 'pinchang-call', requireInteraction: true });
      this.#notice.onclick = () => window.focus();
    }
  }

  stop(): void {
    clearInterval(this.#timer);
    if (this.#title !== null) {
      document.title = this.#title;
      this.#title = null;
    }
    navigator.vibrate?.(0);
    this.#notice?.close();
    this.#notice = null;
    void this.#sound?.close();
    this.#sound = null;
  }

  /** A browser that heard no click yet stays silent; the rest is seen all the same. */
  #chime(): void {
    this.#sound ??= new AudioContext();
    const [context, now] = [this.#sound, this.#sound.currentTime];
    void context.resume().catch(() => undefined);
    [659.25, 880].forEach((frequency, at) => {
      const [tone, volume] = [new OscillatorNode(context, { type: 'sine', frequency }), new GainNode(context, { gain: 0 })];
      const begin = now + at * 0.22;
      volume.gain.linearRampToValueAtTime(0, begin);
      volume.gain.linearRampToValueAtTime(0.25, begin + 0.03);
      volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.6);
      tone.connect(volume).connect(context.destination);
      tone.start(begin);
      tone.stop(begin + 0.65);
    });
  }
}
