/** Additive: a process of the version before works with it, and doesn't write it, which makes the number smaller than it could be, and never greater. */
export const sql = `
-- How far the book of an instrument is settled: a cache that has fewer events has lost writes.
CREATE TABLE settled_events (
  instrument text PRIMARY KEY REFERENCES instruments (name),
  of_generation integer NOT NULL,
  -- Of the generation's last event that is settled.
  number bigint NOT NULL
);
`;
