import type { components } from '../openapi';

/** The watch's records: what HTTP carries is made from the Api's own document, what the hub alone carries is written here. */
type Schemas = components['schemas'];

export type InvigilationWall = Schemas['InvigilationWall'];
export type WallTile = Schemas['WallTile'];
export type RiskLevel = Schemas['RiskLevel'];
export type RiskCause = Schemas['RiskCause'];
export type SessionEvent = Schemas['SessionEvent'];
export type SessionEventKind = Schemas['SessionEventKind'];
export type EventVerdict = Schemas['EventVerdict'];
export type InvigilationMessage = Schemas['InvigilationMessage'];
export type SessionMeasure = Schemas['SessionMeasure'];
export type SessionTimeline = Schemas['SessionTimeline'];
export type RecordingRun = Schemas['RecordingRun'];
export type RecordingTrack = Schemas['RecordingTrack'];

export interface WallChange {
  sittingId: string;
  version: number;
  tiles: WallTile[];
  serverNow: string;
  endsAt: string;
}

export interface LiveLook {
  id: string;
  sessionId: string;
  track: RecordingTrack;
}

export interface LookSignal {
  lookId: string;
  body: string;
}

export interface HubAnswer<T> {
  value: T | null;
  problem: { code: string; title: string } | null;
}
