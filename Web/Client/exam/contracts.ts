import type { components } from '../openapi';

/**
 * The exam's records as they cross the wire. What HTTP carries in the open is made from the Api's own document; the paper comes
 * sealed and the hints by the hub, under the names of Contracts/Exams.
 */
type Schemas = components['schemas'];

export type SessionPhase = Schemas['SessionPhase'];
export type ExamSessionState = Schemas['ExamSessionState'];
export type PaperDraw = Schemas['PaperDraw'];
export type ExamReceipt = Schemas['ExamReceipt'];
export type ExamSessionView = Schemas['ExamSessionView'];
export type ExamStart = Schemas['ExamStart'];

/** Over the hub, to all who began in the same moment. */
export interface OpenedPaperKey {
  sittingId: string;
  paperKey: string;
  startedAt: string;
}

export type AnswerResponse = Schemas['AnswerResponse'];
export type AnswerItem = Schemas['AnswerItem'];
export type AnswerAck = Schemas['AnswerAck'];
export type AnswerSheet = Schemas['AnswerSheet'];
export type Heartbeat = Schemas['Heartbeat'];
export type HeartbeatAck = Schemas['HeartbeatAck'];

export type QuestionKind = 'singleChoice' | 'multipleChoice' | 'trueFalse' | 'fillIn' | 'essay';
export type RecordingTrack = 'camera' | 'screen';

export interface PaperOption {
  id: string;
  text: string;
  pinnedLast?: boolean;
}

export interface PaperQuestion {
  id: string;
  kind: QuestionKind;
  stem: string;
  points: number;
  pictures: string[];
  options: PaperOption[];
  blanks: number;
}

export interface PaperSection {
  id: string;
  title: string;
  instructions?: string | null;
  questions: PaperQuestion[];
}

export interface PaperContent {
  paperId: string;
  title: string;
  instructions?: string | null;
  sections: PaperSection[];
}

export interface InvigilationMessage {
  id: string;
  sittingId: string;
  sessionId?: string | null;
  text: string;
  sentBy: string;
  sentAt: string;
  readAt?: string | null;
}

export type SessionEventKind =
  | 'focusLost'
  | 'focusRegained'
  | 'fullScreenLeft'
  | 'fullScreenEntered'
  | 'noise'
  | 'cameraStopped'
  | 'cameraResumed'
  | 'microphoneStopped'
  | 'microphoneResumed'
  | 'screenStopped'
  | 'screenResumed'
  | 'networkLost'
  | 'networkRegained'
  | 'helpAsked'
  | 'pasted';

export interface PieceReceipt {
  number: number;
  repeated: boolean;
  missing: number[];
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
