import './exam/exam-room'
