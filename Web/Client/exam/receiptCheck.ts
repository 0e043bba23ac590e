import { sentenceOf } from '../live/api';
import type { ExamReceipt } from './contracts';
import { sha256, shortCode } from './seal';

/** Fetches what was handed in and computes its hash here: a receipt need not be believed. */
export class ReceiptCheck {
  state: 'none' | 'running' | 'matches' | 'differs' | 'failed' = 'none';
  found = '';

  constructor(
    private readonly canonicalAnswers: () => Promise<ArrayBuffer>,
    private readonly receipt: () => Pick<ExamReceipt, 'code' | 'sha256'> | null,
    private readonly changed: () => void,
  ) {}

  async run(): Promise<void> {
    this.state = 'running';
    this.changed();
    try {
      const hash = await sha256(await this.canonicalAnswers());
      const receipt = this.receipt();
      this.found = shortCode(hash);
      this.state = receipt?.sha256.toLowerCase() === hash && receipt.code === this.found ? 'matches' : 'differs';
    } catch (error) {
      this.found = sentenceOf(error);
      this.state = 'failed';
    }
    this.changed();
  }
}
