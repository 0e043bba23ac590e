import type { components } from '../openapi';

/**
 * The live room's records as they cross the wire. What HTTP carries is made from the Api's own document; only what the
 * hub alone carries is written here, under the names of Contracts/LiveRooms.
 */
type Schemas = components['schemas'];

export type JobSummary = Schemas['JobSummary'];
export type JobCard = Schemas['JobCard'];
export type ChatMessage = Schemas['ChatMessage'];
export type Question = Schemas['Question'];
export type AudienceFigures = Schemas['AudienceFigures'];
export type StreamState = Schemas['StreamState'];
export type SessionState = Schemas['LiveSessionState'];
export type FeedItem = Schemas['FeedItem'];
export type FeedPage = Schemas['FeedPage'];
export type RoomSnapshot = Schemas['RoomSnapshot'];
export type CardFunnel = Schemas['CardFunnel'];
export type ApplicationSummary = Schemas['ApplicationSummary'];
export type ApplicationDetails = Schemas['ApplicationDetails'];
export type ResumeContent = Schemas['SaveResume'];
export type ResumeExperience = Schemas['ResumeExperience'];
export type ResumeEducation = Schemas['ResumeEducation'];
export type ResumeDetails = Schemas['ResumeDetails'];
export type LiveRoomSummary = Schemas['LiveRoomSummary'];
export type LiveRoomDetails = Schemas['LiveRoomDetails'];
export type RundownStep = Schemas['RundownStep'];
export type DeskDetails = Schemas['DeskDetails'];
export type ReplayDetails = Schemas['ReplayDetails'];
export type RecordingGap = Schemas['RecordingGap'];
export type SessionDetails = Schemas['SessionDetails'];

export interface FeedBatch {
  roomId: string;
  after: number;
  items: FeedItem[];
  audience?: AudienceFigures | null;
  skipped?: number;
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
