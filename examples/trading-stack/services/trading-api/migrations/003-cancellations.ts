/** Additive: a process of the version before works with it. */
export const sql = `
-- When the client asked for it: the cache may forget that it was told.
ALTER TABLE orders ADD COLUMN cancel_requested_at timestamptz;
CREATE INDEX orders_to_cancel ON orders (instrument, number) WHERE status = 'open' AND cancel_requested_at IS NOT NULL;
-- Those that may not have reached the book are the young ones, of many that are open.
CREATE INDEX orders_open_by_age ON orders (instrument, created_at) WHERE status = 'open';
`;
