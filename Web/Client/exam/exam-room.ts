import './exam.css';
import { ExamRoomElement } from './examRoom';
import { ReceiptCheckElement } from './receiptCheckElement';

customElements.define('exam-room', ExamRoomElement);
customElements.define('receipt-check', ReceiptCheckElement);
