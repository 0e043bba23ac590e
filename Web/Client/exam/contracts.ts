/** The exam's records as they cross the wire; the same names as in Contracts/Exams. */

export type SessionPhase = 'notOpen' | 'waiting' | 'running' | 'grace' | 'over';
export type ExamSessionState = 'arranged' | 'entered' | 'started' | 'handedIn' | 'terminated' | 'absent';
export type SessionEndKind = 'byCandidate' | 'atDeadline' | 'terminated' | 'absent';
export type IdentityState = 'none' | 'submitted' | 'passed' | 'refused' | 'waived';
export type QuestionKind = 'singleChoice' | 'multipleChoice' | 'trueFalse' | 'fillIn' | 'essay';
export type RecordingTrack = 'camera' | 'screen';

export interface SessionChecks {
  device: boolean;
  identity: IdentityState;
  identityReason?: string | null;
  rules: boolean;
}

export interface SittingSettings {
  recording: boolean;
  identityCheck: boolean;
  deviceCheck: boolean;
  rules: string;
}

export interface PaperDraw {
  sections: { sectionId: string; questionIds: string[] }[];
  optionOrder: Record<string, string[]>;
}

export interface EntryRequest {
  deviceId: string;
  deviceName: string;
  at: string;
  admitted: boolean;
}

export interface ExamReceipt {
  code: string;
  sha256: string;
  handedInAt: string;
  answered: number;
  questions: number;
  endKind: SessionEndKind;
  version: number;
}

export interface ExamSessionView {
  id: string;
  sittingId: string;
  projectId: string;
  paperId: string;
  title: string;
  candidateName: string;
  ticketNumber: string;
  seat?: string | null;
  state: ExamSessionState;
  phase: SessionPhase;
  opensAt: string;
  startsAt: string;
  latestEntryAt: string;
  earliestHandInAt: string;
  deadline?: string | null;
  extraSeconds: number;
  serverNow: string;
  epoch?: number | null;
  durableSequence: number;
  checks: SessionChecks;
  settings: SittingSettings;
  startedAt?: string | null;
  draw?: PaperDraw | null;
  entryRequest?: EntryRequest | null;
  receipt?: ExamReceipt | null;
  endReason?: string | null;
}

export interface ExamStart {
  paperKey: string;
  draw: PaperDraw;
  deadline: string;
  serverNow: string;
  startedAt: string;
}

export interface AnswerResponse {
  choices?: string[] | null;
  blanks?: string[] | null;
  text?: string | null;
}

export interface AnswerItem {
  sequence: number;
  questionId: string;
  response: AnswerResponse;
  marked: boolean;
  at: string;
}

export interface AnswerAck {
  durableSequence: number;
  serverNow: string;
  deadline?: string | null;
  phase: SessionPhase;
}

export interface SheetEntry {
  questionId: string;
  response: AnswerResponse;
  marked: boolean;
  epoch: number;
  sequence: number;
  receivedAt: string;
}

export interface AnswerSheet {
  epoch?: number | null;
  durableSequence: number;
  answers: SheetEntry[];
}

export interface HeartbeatAck {
  serverNow: string;
  deadline?: string | null;
  phase: SessionPhase;
  state: ExamSessionState;
  overtaken: boolean;
}

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
