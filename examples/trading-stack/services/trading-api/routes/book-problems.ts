import { Problem } from "../../shared/problem";
import { BookUnavailableError } from "../order-book";

const RETRY_AFTER_SECONDS = 2;

/** What the promise gives, unless it takes longer than a client should wait. What it does then goes on. */
export async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BookUnavailableError(`The book didn't answer within ${milliseconds} ms.`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The problem that callers see while the book is out; any other error as it is. */
export function bookUnavailable(error: unknown, consequence: string): unknown {
  if (!(error instanceof BookUnavailableError)) return error;
  return new Problem(503, "book-unavailable", "The order book can't be reached", `${consequence} Repeat the request.`, {
    retryAfterSeconds: RETRY_AFTER_SECONDS,
    cause: error,
  });
}
