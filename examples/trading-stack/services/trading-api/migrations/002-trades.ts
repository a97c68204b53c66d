export const sql = `
CREATE TABLE trades (
  -- The id of the fill: each is settled once.
  id text PRIMARY KEY,
  number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  instrument text NOT NULL REFERENCES instruments (name),
  buy_order uuid NOT NULL REFERENCES orders (id),
  sell_order uuid NOT NULL REFERENCES orders (id),
  -- Whose order came second, and met one that was in the book.
  taker_side text NOT NULL CHECK (taker_side IN ('buy', 'sell')),
  quantity numeric(28, 8) NOT NULL CHECK (quantity > 0),
  price numeric(28, 8) NOT NULL CHECK (price > 0),
  executed_at timestamptz NOT NULL,
  archived boolean NOT NULL DEFAULT false
);
CREATE INDEX trades_of_instrument ON trades (instrument, number DESC);
CREATE INDEX trades_to_archive ON trades (number) WHERE NOT archived;
`;
