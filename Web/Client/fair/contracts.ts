import type { JobSummary, Problem, ResumeContent } from '../live/contracts';

export type { JobSummary, Problem, ResumeContent };

export type FairState = 'draft' | 'published' | 'cancelled' | 'closed';

export type FairPhase = 'draft' | 'upcoming' | 'open' | 'over' | 'cancelled';

export type FairNoticeKind = 'change' | 'cancellation' | 'closure' | 'broadcast';

export interface FairHall {
  id?: string | null;
  name: string;
  category?: string | null;
}

export interface FairSettings {
  answerSeconds: number;
  mostSkips: number;
  graceMinutes: number;
  talkMinutes: number;
  extensionMinutes: number;
  mostPlaces: number;
}

export interface SaveFair {
  name: string;
  organizer?: string | null;
  coOrganizers?: string | null;
  opensAt?: string | null;
  closesAt?: string | null;
  content?: string | null;
  audience?: string | null;
  scale?: string | null;
  requirements?: string | null;
  howToRegister?: string | null;
  enquiries?: string | null;
  coverFileId?: string | null;
  halls: FairHall[];
  settings: FairSettings;
}

export interface MissingElement {
  field: string;
  name: string;
  provisional: boolean;
}

export interface FairSummary {
  id: string;
  name: string;
  organizer?: string | null;
  scale?: string | null;
  coverFileId?: string | null;
  opensAt?: string | null;
  closesAt?: string | null;
  state: FairState;
  phase: FairPhase;
  exhibitors: number;
  jobs: number;
  registered: number;
}

export interface FairDetails {
  summary: FairSummary;
  announcement: SaveFair;
  missing: MissingElement[];
  notices: FairNotice[];
  registration?: FairRegistrationDetails | null;
  exhibitor?: ExhibitorDetails | null;
  canRun: boolean;
  canExhibit: boolean;
  canEnter: boolean;
  serverNow: string;
}

export interface FairNotice {
  id: string;
  fairId: string;
  kind: FairNoticeKind;
  text: string;
  reason?: string | null;
  at: string;
  told: number;
}

export interface PublishFair {
  medium: string;
  address?: string | null;
  publishedAt?: string | null;
  proof?: string | null;
}

export interface FairPublication {
  id: string;
  medium: string;
  address?: string | null;
  publishedAt: string;
  proof?: string | null;
  tasks: NoticeTask[];
}

export interface NoticeTask {
  id: string;
  noticeId: string;
  kind: FairNoticeKind;
  dueAt: string;
  overdue: boolean;
  proof?: string | null;
  provenAt?: string | null;
}

export interface ProveNotice {
  proof: string;
}

export interface ChangeFair {
  announcement: SaveFair;
  reason: string;
}

export interface CancelFair {
  reason: string;
}

export interface CloseFair {
  reason: string;
}

export interface BroadcastToFair {
  text: string;
}

export type FairRegistrationState = 'submitted' | 'approved' | 'refused' | 'withdrawn';

export interface RegisterExhibitor {
  introduction: string;
  jobIds: string[];
  staffIds: string[];
}

export interface ExhibitorChoices {
  jobs: JobSummary[];
  staff: StaffMember[];
}

export interface StaffMember {
  userId: string;
  name: string;
  role: string;
}

export interface ExhibitorDetails {
  id: string;
  fairId: string;
  employerId: string;
  employerName: string;
  industry: string;
  introduction: string;
  jobs: JobSummary[];
  staff: StaffMember[];
  state: FairRegistrationState;
  decisionReason?: string | null;
  submittedAt: string;
  boothId?: string | null;
  boothNumber?: string | null;
}

export interface DecideExhibitor {
  exhibitorId: string;
  approved: boolean;
  reason?: string | null;
  hallId?: string | null;
  boothNumber?: string | null;
}

export interface ChangeBooth {
  jobIds: string[];
  staffIds: string[];
}

export interface RegisterForFair {
  entrusted: boolean;
}

export interface FairRegistrationDetails {
  id: string;
  fairId: string;
  candidateName: string;
  headline?: string | null;
  state: FairRegistrationState;
  decisionReason?: string | null;
  submittedAt: string;
}

export interface DecideRegistrations {
  registrationIds: string[];
  approved: boolean;
  reason?: string | null;
}

export interface RegistrationsDecided {
  decided: number;
}

export type BoothState = 'open' | 'paused' | 'closed';

export interface WaitEstimate {
  fromMinutes: number;
  toMinutes: number;
  measured: boolean;
}

export interface BoothFigures {
  boothId: string;
  state: BoothState;
  waiting: number;
  talking: number;
  onDuty: number;
  wait?: WaitEstimate | null;
  talksDone: number;
}

export interface BoothFit {
  score: number;
  jobId?: string | null;
  reasons: string[];
}

export interface BoothCard {
  id: string;
  hallId: string;
  number: string;
  employerId: string;
  employerName: string;
  industry: string;
  jobCount: number;
  headcount: number;
  jobs: JobSummary[];
  cities: string[];
  figures: BoothFigures;
  fit?: BoothFit | null;
}

export interface LobbyHall {
  id: string;
  name: string;
  category?: string | null;
  booths: BoothCard[];
}

export interface FairFigures {
  online: number;
  waiting: number;
  talking: number;
  talksDone: number;
}

export interface LobbyDetails {
  fair: FairSummary;
  halls: LobbyHall[];
  forMe: string[];
  figures: FairFigures;
  cities: string[];
  places: QueuePlace[];
  talkId?: string | null;
  dutyBooths: string[];
  serverNow: string;
}

export interface BoothPerson {
  name: string;
  onDuty: boolean;
}

export interface BoothDetails {
  card: BoothCard;
  fair: FairSummary;
  hallName: string;
  introduction: string;
  jobs: JobSummary[];
  staff: BoothPerson[];
  applied: string[];
  place?: QueuePlace | null;
  whyNoNumber?: Problem | null;
  canRecruit: boolean;
  settings: FairSettings;
  serverNow: string;
}

export type PlaceState = 'waiting' | 'called' | 'talking' | 'done' | 'left' | 'lapsed' | 'lost' | 'closed';

export type Presence = 'online' | 'away' | 'lost';

export type Hold = 'none' | 'busy' | 'away' | 'putOff';

export interface QueuePlace {
  id: string;
  fairId: string;
  boothId: string;
  employerName: string;
  number: number;
  before: number;
  wait?: WaitEstimate | null;
  state: PlaceState;
  hold: Hold;
  booth: BoothState;
  onDuty: number;
  skips: number;
  mostSkips: number;
  joinedAt: string;
  answerBy?: string | null;
  talkId?: string | null;
  serverNow: string;
  revision: number;
}

export interface TakeNumberRequest {
  shareResume: boolean;
}

export interface SkipPlaceRequest {
  reason?: string | null;
}

export interface QueueEntry {
  placeId: string;
  number: number;
  candidateId: string;
  candidateName: string;
  headline?: string | null;
  state: PlaceState;
  presence: Presence;
  hold: Hold;
  skips: number;
  joinedAt: string;
  answerBy?: string | null;
  resumeShared: boolean;
  earlierTalks: number;
}

export type TalkState = 'calling' | 'talking' | 'ended';

export type TalkEnd = 'byRecruiter' | 'byCandidate' | 'timeUp' | 'abandoned' | 'missed' | 'putOff' | 'withdrawn';

export type TalkResult = 'fits' | 'doesNotFit' | 'secondTalk';

export interface TalkStanding {
  id: string;
  boothId: string;
  placeId: string;
  candidateId: string;
  candidateName: string;
  recruiterId: string;
  recruiterName: string;
  state: TalkState;
  calledAt: string;
  answerBy: string;
  startedAt?: string | null;
  endsAt?: string | null;
  extended: boolean;
  endedAt?: string | null;
  end?: TalkEnd | null;
  candidatePresent: boolean;
  recruiterPresent: boolean;
  resumeShared: boolean;
  result?: TalkResult | null;
  resultReason?: string | null;
  undoUntil?: string | null;
  revision: number;
}

export interface TalkMessage {
  id: string;
  talkId: string;
  senderId: string;
  senderName: string;
  text: string;
  at: string;
}

export interface TalkDetails {
  standing: TalkStanding;
  employerName: string;
  fairId: string;
  messages: TalkMessage[];
  isRecruiter: boolean;
  resume?: ResumeContent | null;
  note?: string | null;
  extensionMinutes: number;
  serverNow: string;
}

export interface SayInTalkRequest {
  text: string;
}

export interface NoteTalkRequest {
  text: string;
}

export interface SettleTalkRequest {
  result: TalkResult;
  reason?: string | null;
  message?: string | null;
}

export type AnomalyKind = 'unattended' | 'noCalls' | 'longWait' | 'manyMissed' | 'pausedLong' | 'screened' | 'noticeOverdue';

export interface BoothDesk {
  booth: BoothDetails;
  queue: QueueEntry[];
  nextPlaceId?: string | null;
  talks: TalkStanding[];
  recent: TalkRecord[];
  talkId?: string | null;
  onDuty: boolean;
  revision: number;
  serverNow: string;
}

export interface TalkRecord {
  standing: TalkStanding;
  note?: string | null;
  seconds: number;
}

export interface TakeDutyRequest {
  onDuty: boolean;
}

export interface PauseBoothRequest {
  paused: boolean;
  reason?: string | null;
}

export interface CloseBoothRequest {
  reason: string;
}

export interface Anomaly {
  kind: AnomalyKind;
  boothId?: string | null;
  boothNumber?: string | null;
  employerName?: string | null;
  since: string;
  figure: number;
}

export interface BoardBooth {
  id: string;
  hallId: string;
  number: string;
  employerName: string;
  figures: BoothFigures;
  missed: number;
  lapsed: number;
  medianWaitMinutes?: number | null;
  longestWaitMinutes: number;
  lastCallAt?: string | null;
  applications: number;
}

export interface FairBoard {
  fair: FairSummary;
  figures: FairFigures;
  halls: FairHall[];
  booths: BoardBooth[];
  anomalies: Anomaly[];
  pendingExhibitors: number;
  pendingRegistrations: number;
  notices: FairNotice[];
  serverNow: string;
}

export interface ChartPoint {
  label: string;
  value: number;
}

export interface FairMoment {
  at: string;
  numbersTaken: number;
  talks: number;
  missed: number;
}

export interface SummaryBooth {
  number: string;
  employerName: string;
  jobs: number;
  headcount: number;
  numbersTaken: number;
  talks: number;
  missed: number;
  fits: number;
  secondTalks: number;
  doesNotFit: number;
  applications: number;
  medianWaitMinutes?: number | null;
  medianTalkMinutes?: number | null;
}

export interface FairReport {
  fair: FairSummary;
  exhibitors: number;
  jobs: number;
  headcount: number;
  registered: number;
  attended: number;
  numbersTaken: number;
  talks: number;
  missed: number;
  fits: number;
  secondTalks: number;
  doesNotFit: number;
  unsettled: number;
  applications: number;
  medianWaitMinutes?: number | null;
  medianTalkMinutes?: number | null;
  jobsByCity: ChartPoint[];
  headcountByEducation: ChartPoint[];
  jobsByIndustry: ChartPoint[];
  jobsByPay: ChartPoint[];
  candidatesByEducation: ChartPoint[];
  moments: FairMoment[];
  booths: SummaryBooth[];
}

export interface FairEntry {
  fairId: string;
  figures: FairFigures;
  booths: BoothFigures[];
  serverNow: string;
  keepAliveSeconds: number;
}

export interface LobbyChange {
  fairId: string;
  figures: FairFigures;
  booths: BoothFigures[];
  serverNow: string;
}
