/** Numbers from 0 (included) to 1 (excluded) that a seed decides: the same load can be made once more. */
export type Random = () => number;

/** The multiplicative generator that C++ calls minstd_rand: each product is below 2^53, and so exact. */
const [MULTIPLIER, MODULUS] = [48_271, 2 ** 31 - 1];
/** Seeds that are near each other begin alike. */
const LEFT_OUT = 10;

/** Good enough to draw requests, and for nothing secret. */
export function seededRandom(seed: number): Random {
  // 0 would stay 0.
  let state = (seed % (MODULUS - 1)) + 1;
  const next = (): number => {
    state = (state * MULTIPLIER) % MODULUS;
    return (state - 1) / (MODULUS - 1);
  };
  for (let count = 0; count < LEFT_OUT; count++) next();
  return next;
}

/** One of them, each as likely. */
export function oneOf<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)]!;
}
