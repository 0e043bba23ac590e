import type { InvigilationWall, RiskCause, RiskLevel, WallChange, WallTile } from './contracts';

export type CandidateState = WallTile['state'];
export type WallFilter = 'all' | RiskLevel;

const levels: RiskLevel[] = ['urgent', 'attention', 'calm', 'quiet'];

/** The order of RiskCause in Contracts: the first needs a person first. */
const causes: RiskCause[] = [
  'deviceWaiting',
  'helpAsked',
  'silent',
  'recordingStopped',
  'seriousEvent',
  'identityWaiting',
  'openEvent',
  'pageLeft',
  'lineLost',
  'answersPending',
  'notArrived',
  'none',
  'notExpectedYet',
  'handedIn',
  'terminated',
  'absent',
];

/** The server's order (RiskOrder.Compare): level, cause, who waits longest, seat. */
export function compareTiles(one: WallTile, other: WallTile): number {
  return (
    levels.indexOf(one.risk.level) - levels.indexOf(other.risk.level) ||
    causes.indexOf(one.risk.cause) - causes.indexOf(other.risk.cause) ||
    moment(one.risk.since) - moment(other.risk.since) ||
    compareText(one.seat ?? one.ticketNumber, other.seat ?? other.ticketNumber)
  );
}

/** The wall with some tiles replaced, in order again. */
export function withChange(wall: InvigilationWall, change: WallChange): InvigilationWall {
  const tiles = new Map(wall.tiles.map((tile) => [tile.sessionId, tile]));
  change.tiles.forEach((tile) => tiles.set(tile.sessionId, tile));
  return { ...wall, version: change.version, endsAt: change.endsAt, tiles: [...tiles.values()].sort(compareTiles) };
}

export const countOf = (wall: InvigilationWall, level: RiskLevel): number => wall.tiles.filter((tile) => tile.risk.level === level).length;

export function shownTiles(wall: InvigilationWall, filter: WallFilter, search: string): WallTile[] {
  const words = search.trim().toLowerCase();
  return wall.tiles.filter(
    (tile) =>
      (filter === 'all' || tile.risk.level === filter) &&
      (words === '' || [tile.name, tile.seat ?? '', tile.ticketNumber].some((text) => text.toLowerCase().includes(words))),
  );
}

const moment = (iso: string | null | undefined): number => (iso ? Date.parse(iso) : 0);

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
