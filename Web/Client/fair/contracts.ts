import type { components } from '../openapi';

/** The fair's records as they cross the wire: from the Api's own document, and by hand only what the hub alone carries. */
type Schemas = components['schemas'];

export type { JobSummary, Problem, ResumeContent } from '../live/contracts';
export type Anomaly = Schemas['Anomaly'];
export type AnomalyKind = Schemas['AnomalyKind'];
export type BoardBooth = Schemas['BoardBooth'];
export type BoothCard = Schemas['BoothCard'];
export type TalkRecord = Omit<Schemas['TalkRecord'], 'standing'> & { standing: TalkStanding };
export type BoothDesk = Omit<Schemas['BoothDesk'], 'talks' | 'recent'> & { talks: TalkStanding[]; recent: TalkRecord[] };
export type BoothDetails = Schemas['BoothDetails'];
export type BoothFigures = Schemas['BoothFigures'];
export type FairBoard = Schemas['FairBoard'];
export type FairFigures = Schemas['FairFigures'];
export type FairNotice = Schemas['FairNotice'];
export type FairReport = Schemas['FairReport'];
export type Hold = Schemas['Hold'];
export type LobbyDetails = Schemas['LobbyDetails'];
export type LobbyHall = Schemas['LobbyHall'];
export type QueueEntry = Schemas['QueueEntry'];
export type QueuePlace = Schemas['QueuePlace'];
export type TalkDetails = Omit<Schemas['TalkDetails'], 'standing'> & { standing: TalkStanding };
export type TalkMessage = Schemas['TalkMessage'];

/** The document says of a nullable enumeration only that it is text or nothing. */
export type TalkEnd = 'byRecruiter' | 'byCandidate' | 'timeUp' | 'abandoned' | 'missed' | 'putOff' | 'withdrawn';
export type TalkResult = 'fits' | 'doesNotFit' | 'secondTalk';
export type TalkStanding = Omit<Schemas['TalkStanding'], 'end' | 'result'> & { end?: TalkEnd | null; result?: TalkResult | null };

export type WaitEstimate = Schemas['WaitEstimate'];

export interface FairEntry {
  fairId: string;
  figures: FairFigures;
  booths: BoothFigures[];
  serverNow: string;
  /** How long without a connection a person counts as there. */
  keepAliveSeconds: number;
}

export interface LobbyChange {
  fairId: string;
  figures: FairFigures;
  booths: BoothFigures[];
  serverNow: string;
}
