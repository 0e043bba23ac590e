/** The live room's records as they cross the wire; the same names as in Contracts/LiveRooms. */

export interface JobSummary {
  id: string;
  title: string;
  employerId: string;
  employerName: string;
  city: string;
  pay: string;
  experience: string;
  education: string;
  headcount: number;
  tags: string[];
  state: 'draft' | 'submitted' | 'approved' | 'refused' | 'closed';
}

export interface JobCard {
  id: string;
  job: JobSummary;
  state: 'shown' | 'current' | 'withdrawn';
  pinned: boolean;
  pushedAt: string;
  mediaTime?: number | null;
}

export interface ChatMessage {
  id: string;
  authorId: string;
  author: string;
  staff: boolean;
  text: string;
  at: string;
}

export interface Question {
  id: string;
  author: string;
  text: string;
  votes: number;
  state: 'open' | 'current' | 'answered' | 'removed';
  answer?: string | null;
  askedAt: string;
}

export interface AudienceFigures {
  watching: number;
  visits: number;
  likes: number;
  peak: number;
}

export type StreamState = 'absent' | 'live' | 'interrupted';
export type SessionState = 'scheduled' | 'onAir' | 'ended';

interface FeedItemBase {
  sequence: number;
  at: string;
  mediaTime?: number | null;
}

export type FeedItem = FeedItemBase &
  (
    | { kind: 'chat'; message: ChatMessage }
    | { kind: 'chat-removed'; messageId: string }
    | { kind: 'card'; card: JobCard }
    | { kind: 'question'; question: Question }
    | { kind: 'notice'; text?: string | null }
    | { kind: 'slow-mode'; seconds: number }
    | { kind: 'started'; sessionId: string }
    | { kind: 'ended'; sessionId: string }
    | { kind: 'stream'; state: StreamState }
  );

export interface FeedBatch {
  roomId: string;
  after: number;
  items: FeedItem[];
  audience?: AudienceFigures | null;
  skipped?: number;
}

export interface FeedPage {
  items: FeedItem[];
  more: boolean;
  latest: number;
}

export interface RoomSnapshot {
  roomId: string;
  sessionId: string;
  state: SessionState;
  stream: StreamState;
  sequence: number;
  cards: JobCard[];
  currentCardId?: string | null;
  pinnedMessage?: string | null;
  chat: ChatMessage[];
  questions: Question[];
  audience: AudienceFigures;
  slowModeSeconds: number;
  startedAt?: string | null;
  endedAt?: string | null;
  at: string;
}

export interface Problem {
  code: string;
  title: string;
  field?: string | null;
}

export interface HubAnswer<T> {
  value?: T | null;
  problem?: Problem | null;
}

export interface CardFunnel {
  cardId: string;
  views: number;
  clicks: number;
  applications: number;
}

export interface ApplicationSummary {
  id: string;
  jobId: string;
  jobTitle: string;
  employerName: string;
  candidateName: string;
  headline?: string | null;
  appliedAt: string;
  state: 'received' | 'viewed' | 'shortlisted' | 'declined' | 'withdrawn';
  roomId?: string | null;
  cardId?: string | null;
}

export interface ResumeExperience {
  company: string;
  title: string;
  from: string;
  to?: string | null;
  description?: string | null;
}

export interface ResumeEducation {
  school: string;
  degree: string;
  major?: string | null;
  from: string;
  to?: string | null;
}

export interface ResumeContent {
  name: string;
  city?: string | null;
  headline?: string | null;
  intention?: string | null;
  expectedPay?: string | null;
  highlights?: string | null;
  experience: ResumeExperience[];
  education: ResumeEducation[];
  skills: string[];
  attachmentId?: string | null;
}

export interface ResumeDetails {
  content: ResumeContent;
  attachmentName?: string | null;
  version: number;
  updatedAt: string;
  isComplete: boolean;
}

export interface ApplicationDetails {
  summary: ApplicationSummary;
  job: JobSummary;
  resume: ResumeContent;
  attachmentName?: string | null;
  phone: string;
  message?: string | null;
}

export interface LiveRoomSummary {
  id: string;
  sessionId: string;
  title: string;
  employerId: string;
  employerName: string;
  coverFileId?: string | null;
  startsAt: string;
  startedAt?: string | null;
  endedAt?: string | null;
  state: SessionState;
  watching: number;
  jobCount: number;
  hasReplay: boolean;
}

export interface RundownStep {
  minute: number;
  title: string;
  jobId?: string | null;
}

export interface LiveRoomDetails {
  summary: LiveRoomSummary;
  introduction?: string | null;
  jobs: JobSummary[];
  rundown: RundownStep[];
  canRun: boolean;
  canModerate: boolean;
  reminded: boolean;
  reminders: number;
}

export interface DeskDetails {
  funnels: CardFunnel[];
  applications: ApplicationSummary[];
  publishPath: string;
}

export interface RecordingGap {
  at: number;
  lasted: number;
}

export interface ReplayDetails {
  room: LiveRoomSummary;
  duration: number;
  timeline: FeedItem[];
  gaps: RecordingGap[];
}

export interface SessionDetails {
  isSignedIn: boolean;
  userId?: string | null;
  displayName?: string | null;
  phoneVerified: boolean;
}
