export { RefusedError } from '../../../Web/Client/live/api';
export { AnswerOutbox } from '../../../Web/Client/exam/answerOutbox';
export { OvertakenTab } from '../../../Web/Client/exam/examStore';
