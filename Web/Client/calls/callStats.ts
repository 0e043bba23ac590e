export interface CallStats {
  /** Milliseconds there and back; null before the first measure. */
  roundTrip: number | null;
  /** Share of the other's packets that did not arrive during the last second, 0–1. */
  loss: number;
  sentBytes: number;
  receivedBytes: number;
  /** Bits per second, over the last second. */
  sending: number;
  receiving: number;
  framesPerSecond: number;
  /** `turn`: through the TURN server. */
  path: 'direct' | 'turn' | null;
  quality: 'good' | 'fair' | 'weak';
}

const fair = { loss: 0.03, roundTrip: 300 };
const weak = { loss: 0.12, roundTrip: 900 };

/** Reads a connection's own figures and makes of two readings what people understand. */
export class CallMeter {
  #at = 0;
  #sent = 0;
  #received = 0;
  #lostPackets = 0;
  #packets = 0;

  async read(connection: RTCPeerConnection): Promise<CallStats> {
    const report = await connection.getStats();
    const pair = selectedPair(report);
    let [lost, packets, frames] = [0, 0, 0];
    for (const entry of report.values()) {
      if (entry.type === 'inbound-rtp') {
        lost += entry.packetsLost ?? 0;
        packets += entry.packetsReceived ?? 0;
        frames = Math.max(frames, entry.framesPerSecond ?? 0);
      }
    }

    const [sentBytes, receivedBytes, now] = [pair?.bytesSent ?? 0, pair?.bytesReceived ?? 0, performance.now()];
    const seconds = this.#at === 0 ? 0 : (now - this.#at) / 1000;
    const [newLost, newPackets] = [Math.max(0, lost - this.#lostPackets), Math.max(0, packets - this.#packets)];
    const loss = newLost + newPackets === 0 ? 0 : newLost / (newLost + newPackets);
    const roundTrip = pair?.currentRoundTripTime === undefined ? null : Math.round(pair.currentRoundTripTime * 1000);
    const stats: CallStats = {
      roundTrip,
      loss,
      sentBytes,
      receivedBytes,
      sending: perSecond(sentBytes - this.#sent, seconds),
      receiving: perSecond(receivedBytes - this.#received, seconds),
      framesPerSecond: frames,
      path: pair === null ? null : isRelayed(report, pair) ? 'turn' : 'direct',
      quality: judge(loss, roundTrip ?? 0),
    };
    [this.#at, this.#sent, this.#received, this.#lostPackets, this.#packets] = [now, sentBytes, receivedBytes, lost, packets];
    return stats;
  }
}

interface CandidatePair {
  localCandidateId: string;
  remoteCandidateId: string;
  state: string;
  nominated?: boolean;
  bytesSent?: number;
  bytesReceived?: number;
  currentRoundTripTime?: number;
}

function selectedPair(report: RTCStatsReport): CandidatePair | null {
  let best: CandidatePair | null = null;
  for (const entry of report.values()) {
    if (entry.type === 'transport' && entry.selectedCandidatePairId) {
      return (report.get(entry.selectedCandidatePairId) as CandidatePair | undefined) ?? null;
    }
    // Firefox has no transport entry.
    if (entry.type === 'candidate-pair' && entry.nominated && entry.state === 'succeeded') {
      best = entry as CandidatePair;
    }
  }
  return best;
}

function isRelayed(report: RTCStatsReport, pair: CandidatePair): boolean {
  return [pair.localCandidateId, pair.remoteCandidateId].some((id) => report.get(id)?.candidateType === 'relay');
}

function judge(loss: number, roundTrip: number): CallStats['quality'] {
  if (loss > weak.loss || roundTrip > weak.roundTrip) {
    return 'weak';
  }
  return loss > fair.loss || roundTrip > fair.roundTrip ? 'fair' : 'good';
}

const perSecond = (bytes: number, seconds: number): number => (seconds > 0 && bytes > 0 ? Math.round((bytes * 8) / seconds) : 0);
