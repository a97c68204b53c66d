import fc from "fast-check";

/** A failed property prints its seed: `FAST_CHECK_SEED=<seed> npm test -- <file>` tries the same values again. */
const seed = process.env.FAST_CHECK_SEED;
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) });

export default fc;
