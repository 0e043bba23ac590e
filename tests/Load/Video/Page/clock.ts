/** A clock that survives encoding: 24 bits of milliseconds as black and white blocks along the top of the picture. */
const bits = 24;
const block = 24;

const now = (): number => Math.round(performance.timeOrigin + performance.now()) % 2 ** bits;

export function drawClock(context: CanvasRenderingContext2D): void {
  const time = now();
  for (let bit = 0; bit < bits; bit++) {
    context.fillStyle = (time >>> bit) & 1 ? '#fff' : '#000';
    context.fillRect(bit * block, 0, block, block);
  }
}

/** Milliseconds since the clock in this picture was drawn; null when it cannot be read. */
export function readDelay(context: CanvasRenderingContext2D): number | null {
  const { data } = context.getImageData(0, 0, bits * block, block);
  let time = 0;
  for (let bit = 0; bit < bits; bit++) {
    const light = data[((block / 2) * bits * block + bit * block + block / 2) * 4]!;
    if (light > 64 && light < 192) {
      return null;
    }

    time |= light >= 192 ? 1 << bit : 0;
  }

  const delay = (now() - time + 2 ** bits) % 2 ** bits;
  return delay < 60_000 ? delay : null;
}
