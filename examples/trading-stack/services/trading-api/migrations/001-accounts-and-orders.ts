/** Amounts have 16 decimals, so that quantity × price (8 decimals each) is never rounded, and sums are kept to the last digit. */
export const sql = `
CREATE TABLE instruments (
  name text PRIMARY KEY,
  base text NOT NULL,
  quote text NOT NULL CHECK (quote <> base),
  -- Which building of the order book is settled: events of earlier ones never happened.
  generation integer NOT NULL DEFAULT 0
);
INSERT INTO instruments (name, base, quote) VALUES ('BTC-EUR', 'BTC', 'EUR'), ('ETH-EUR', 'ETH', 'EUR');

CREATE TABLE accounts (
  id text PRIMARY KEY,
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE balances (
  account text NOT NULL REFERENCES accounts (id),
  asset text NOT NULL,
  available numeric(44, 16) NOT NULL CHECK (available >= 0),
  reserved numeric(44, 16) NOT NULL DEFAULT 0 CHECK (reserved >= 0),
  PRIMARY KEY (account, asset)
);

CREATE TABLE orders (
  id uuid PRIMARY KEY,
  -- The order in which orders came: pages go by it, and what wasn't matched yet is matched by it.
  number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  account text NOT NULL REFERENCES accounts (id),
  instrument text NOT NULL REFERENCES instruments (name),
  side text NOT NULL CHECK (side IN ('buy', 'sell')),
  quantity numeric(28, 8) NOT NULL CHECK (quantity > 0),
  price numeric(28, 8) NOT NULL CHECK (price > 0),
  remaining numeric(28, 8) NOT NULL CHECK (remaining >= 0 AND remaining <= quantity),
  status text NOT NULL CHECK (status IN ('open', 'filled', 'cancelled')),
  idempotency_key text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  CHECK ((status = 'filled') = (remaining = 0)),
  UNIQUE (account, idempotency_key)
);
CREATE INDEX orders_of_account ON orders (account, number DESC);
CREATE INDEX orders_open ON orders (instrument, number) WHERE status = 'open';
`;
