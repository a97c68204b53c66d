/** What a distribution or a web ACL still uses can't be deleted: what takes its place comes first, and it goes after what has used it. */
export const LIFECYCLE = { createBeforeDestroy: true } as const;
