/** What a process that keeps up is within. */
export const LIMITS = { processorPercent: 90, p99Milliseconds: 250, answeredPart: 0.98 } as const;
