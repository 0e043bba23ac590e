export { LivePlayer } from './player';
export { MediaProblem, type MediaProblemCode } from './problems';
export { Publisher } from './publisher';
export { ReplayPlayer } from './replayPlayer';
export { measureUpload } from './uploadSpeed';
export type * from './types';
