import type { QueuePlace } from './contracts';

/** Whether the number still counts. */
export const isLiving = (place: QueuePlace): boolean => place.state === 'waiting' || place.state === 'called' || place.state === 'talking';

/** Nearest first: who is called, then who talks, then by those before. */
export const byNearness = (one: QueuePlace, other: QueuePlace): number => rank(one) - rank(other);

const rank = (place: QueuePlace): number => (place.state === 'called' ? -2 : place.state === 'talking' ? -1 : place.before);
