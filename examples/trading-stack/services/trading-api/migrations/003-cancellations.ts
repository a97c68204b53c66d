/** Additive: a process of the version before works with it. */
export const sql = `
-- When the client asked for it: the cache may forget that it was told.
ALTER TABLE orders ADD COLUMN cancel_requested_at timestamptz;
`;

export const indexes = {
  orders_to_cancel: "orders (instrument, number) WHERE status = 'open' AND cancel_requested_at IS NOT NULL",
  // Those that may not have reached the book are the young ones, of many that are open.
  orders_open_by_age: "orders (instrument, created_at) WHERE status = 'open'",
};

/** The same with the indexes in its transaction. */
export const formerly = "1e399749a7b16bc2e327aa16cd62b361703d85d6b613c4cbed5d082691eab2ad";
