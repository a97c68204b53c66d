/** What others still use can't be deleted, or leaves a gap: what takes its place comes first, and it goes after what has used it has changed. */
export const CREATE_BEFORE_DESTROY = { createBeforeDestroy: true } as const;
