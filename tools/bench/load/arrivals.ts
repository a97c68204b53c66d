import { Random } from "./random";

/**
 * When requests come, in milliseconds since the start: independent of each other, as those of many clients are (a Poisson process), so that the time between two is exponentially distributed. The
 * schedule knows nothing of answers: a platform that stalls gets the requests all the same, and each of them waits.
 *
 * @param rate requests per second
 */
export function* arrivals(random: Random, rate: number, seconds: number): Generator<number> {
  for (let at = gap(random, rate); at < seconds * 1000; at += gap(random, rate)) yield at;
}

function gap(random: Random, rate: number): number {
  return (-Math.log(1 - random()) * 1000) / rate;
}
