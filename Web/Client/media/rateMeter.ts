/** Bits per second over the last two seconds, from a count of bytes that only grows. */
export class RateMeter {
  #points: { at: number; bytes: number }[] = [];

  add(bytes: number): void {
    const at = performance.now();
    this.#points.push({ at, bytes });
    this.#points = this.#points.filter((point) => at - point.at <= 2200);
  }

  get bitrate(): number {
    const [first, last] = [this.#points[0], this.#points[this.#points.length - 1]];
    return first && last && last.at > first.at ? Math.max(0, Math.round(((last.bytes - first.bytes) * 8000) / (last.at - first.at))) : 0;
  }
}
